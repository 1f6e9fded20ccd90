// Frames of the page's own origin, and what the parser puts into the page.

import { ADDRESSED } from '../addresses.js';
import { doc } from '../doc.js';
import { requestWaitsFor } from '../match.js';
import { document, window } from '../world.js';
import { isParsed } from '../page.js';
import { find, matches, swap } from '../natives.js';
import { isWaitingMark } from '../states.js';
import { copyAside, vetFrame, vetOne } from './claim.js';
import { holdAt } from './named.js';
import { onGet } from './patch.js';
import { guardFrame, guardNewFrames } from './realms.js';
/** @import { Realm } from '../types.js' */

/**
 * A frame that is sent elsewhere from outside is held as if its address had been set.
 * @param {Realm} realm
 */
function guardNavigation(realm) {
  /** @typedef {Event & {destination: {url: string}}} NavigateEvent */
  const { navigation } = /** @type {{navigation?: EventTarget}} */ (/** @type {unknown} */ (realm));
  navigation?.addEventListener('navigate', (event) => {
    const { url } = /** @type {NavigateEvent} */ (event).destination;
    const id = requestWaitsFor(url);
    const frame = realm.frameElement;
    if (id === undefined || !frame) return;
    event.preventDefault();
    holdAt(frame, url, id);
  });
}

/**
 * A frame of the page's own is no way around, and one that is held can be sent nowhere.
 * @param {Realm} realm
 */
export function guardFrames(realm) {
  if (realm !== window) guardNavigation(realm);
  // It may have gone from one page of the same origin to another.
  realm.document.addEventListener('load', ({ target }) => guardFrame(/** @type {Element} */ (target)), true);
  for (const name of ['contentWindow', 'contentDocument']) {
    onGet(realm.HTMLIFrameElement.prototype, name, (/** @type {Element} */ frame, native) => {
      guardFrame(frame);
      return isWaitingMark(frame) ? null : native.call(frame);
    });
  }
}

/** Stops an element as the parser made it. @param {Element} element */
function stop(element) {
  vetFrame(element);
  if (!vetOne(element)) return;
  // In WebKit a style that is on its way still comes, unless its element is gone.
  if (matches.call(element, 'link')) return swap.call(element, copyAside(element));
  if (!matches.call(element, 'iframe,embed,object')) return;
  // Its document is on its way: only leaving the tree ends that.
  const place = new Image();
  swap.call(element, place);
  swap.call(place, element);
}

/** A script is stopped before it runs, others as soon as they stand. @param {MutationRecord[]} records */
function onParsed(records) {
  for (const { addedNodes } of records) {
    for (const node of addedNodes) {
      if (!(node instanceof Element)) continue;
      if (matches.call(node, ADDRESSED)) stop(node);
      find.call(node, ADDRESSED).forEach(stop);
    }
  }
  // Last: it takes long, and a frame that was not stopped yet would run meanwhile.
  guardNewFrames();
}

/** What stood before a late gate is stopped, but for scripts: those have run, or will. */
function stopEarlier() {
  find.call(doc.documentElement, ADDRESSED).forEach((it) => it.localName === 'script' || stop(it));
  guardNewFrames();
}

/** Looks at what the parser puts into the page: once it is done, all comes in by a way that is guarded. */
export function guardParser() {
  stopEarlier();
  if (isParsed()) return;
  const parsing = new MutationObserver(onParsed);
  parsing.observe(document, { childList: true, subtree: true });
  doc.addEventListener(
    'DOMContentLoaded',
    () => {
      onParsed(parsing.takeRecords());
      parsing.disconnect();
    },
    { once: true },
  );
}
