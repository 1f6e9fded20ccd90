// What a visitor reads and focuses, clear of the first layer: the end of a page that the layer covers in
// its whole width can be brought above it, and what is focused below it is scrolled out from under it.

import { document, window } from './world.js';

/** Between what is focused and the layer, in pixels. */
const GAP = 8;

/** @param {DOMRect} one @param {DOMRect} other */
const overlap = (one, other) =>
  one.left < other.right && one.right > other.left && one.top < other.bottom && one.bottom > other.top;

/** Whether a layer's box covers the page's whole width at its lower edge. @param {DOMRect} box */
const isSheet = (box) =>
  box.width >= document.documentElement.clientWidth && box.bottom >= window.innerHeight;

/** The style that makes room at the page's end, once there has to be some. */
function makeRoom() {
  /** @type {CSSStyleSheet | undefined} */
  let sheet;
  const own = parseFloat(getComputedStyle(document.documentElement).paddingBottom) || 0;
  return {
    /** @param {number} height in pixels */
    set(height) {
      if (!document.adoptedStyleSheets || (!height && !sheet)) return;
      if (!sheet) document.adoptedStyleSheets.push((sheet = new CSSStyleSheet()));
      sheet.replaceSync(height ? `html{padding-bottom:${own + height}px!important}` : '');
    },
    undo() {
      if (sheet) document.adoptedStyleSheets = document.adoptedStyleSheets.filter((it) => it !== sheet);
    },
  };
}

/**
 * Keeps the page clear of a layer for as long as that stands.
 * @param {HTMLElement} layer
 * @returns {() => void} what ends it
 */
export function keepClear(layer) {
  const room = makeRoom();
  const measure = () => {
    const box = layer.getBoundingClientRect();
    room.set(isSheet(box) ? box.height : 0);
  };
  const uncover = (/** @type {FocusEvent} */ { target }) => {
    const element = /** @type {Element} */ (target);
    const [box, cover] = [element.getBoundingClientRect(), layer.getBoundingClientRect()];
    // What is modal or a popover stands above the layer.
    if (layer.contains(element) || element.closest('dialog, [popover]') || !overlap(box, cover)) return;
    // At its end the page has nothing left to scroll.
    room.set(window.innerHeight - cover.top + GAP);
    const by = Math.min(box.bottom - cover.top + GAP, box.top - GAP);
    window.scrollBy({ top: Math.max(by, 0), behavior: 'instant' });
  };
  measure();
  window.addEventListener('resize', measure);
  // Some engines scroll to what is focused once they have told of it.
  const follow = (/** @type {FocusEvent} */ event) => requestAnimationFrame(() => uncover(event));
  document.addEventListener('focusin', follow);
  return () => {
    window.removeEventListener('resize', measure);
    document.removeEventListener('focusin', follow);
    room.undo();
  };
}
