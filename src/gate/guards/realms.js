// Where the guards stand: in the page, and in every frame that shares its origin.

/** Realms that are guarded, by a class of their own. @type {WeakSet<object>} */
const guarded = new WeakSet();

/** @param {any} realm a window */
function guardRealm(realm) {
  if (!realm?.Element || guarded.has(realm.Element)) return;
  guarded.add(realm.Element);
  for (const guard of GUARDS) guard(realm);
}

const windowOf = /* @__PURE__ */ Object.getOwnPropertyDescriptor(HTMLIFrameElement.prototype, 'contentWindow')?.get;

/** Another origin's frame is out of reach, and so are we for it. @param {Element} frame */
function guardFrame(frame) {
  try { guardRealm(windowOf?.call(frame)); } catch { /* another origin's */ }
}

let frameCount = 0;

/** After something came into the page: its frames are within reach by number. */
function guardNewFrames() {
  if (window.length === frameCount) return;
  frameCount = window.length;
  for (let at = 0; at < frameCount; at++) {
    try { guardRealm(window[at]); } catch { /* another origin's */ }
  }
}

/** A frame of the page's own is no way around. @param {any} realm */
function guardFrames(realm) {
  for (const name of ['contentWindow', 'contentDocument']) {
    onGet(realm.HTMLIFrameElement.prototype, name, (frame, native) => { guardFrame(frame); return native.call(frame); });
  }
}

/** What the parser put into the page: a script is stopped before it runs, others as soon as they stand. @param {MutationRecord[]} records */
function onParsed(records) {
  for (const { addedNodes } of records) {
    for (const node of addedNodes) {
      if (!(node instanceof Element)) continue;
      if (matches.call(node, SELECTOR)) stop(node);
      find.call(node, SELECTOR).forEach(stop);
    }
  }
  // Last: it takes long, and a frame that was not stopped yet would run meanwhile.
  guardNewFrames();
}

/** @param {Element} element as the parser made it */
function stop(element) {
  const frame = look.call(element, 'srcdoc');
  if (frame !== null) sets(element, 'srcdoc', frame);
  if (!vetOne(element) || !matches.call(element, 'iframe,embed,object')) return;
  // Its document is on its way: only leaving the tree ends that.
  const place = new Image();
  swap.call(element, place);
  swap.call(place, element);
}
