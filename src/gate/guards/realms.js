// Where the guards stand: in the page, and in every frame that shares its origin.

/** Realms that are guarded, by a class of their own. @type {WeakSet<object>} */
const guarded = new WeakSet();

/** @param {any} realm a window */
function guardRealm(realm) {
  if (!realm?.Element || guarded.has(realm.Element)) return;
  guarded.add(realm.Element);
  for (const guard of GUARDS) guard(realm);
}

const windowOf = Object.getOwnPropertyDescriptor(HTMLIFrameElement.prototype, 'contentWindow')?.get;

/** Another origin's frame is out of reach, and so are we for it. @param {Element} frame */
function guardFrame(frame) {
  try { guardRealm(windowOf?.call(frame)); } catch { /* another origin's */ }
}

/** A frame of the page's own is no way around. @param {any} realm */
function guardFrames(realm) {
  for (const name of ['contentWindow', 'contentDocument']) {
    onGet(realm.HTMLIFrameElement.prototype, name, (frame, next) => { guardFrame(frame); return next(); });
  }
}

/** What the parser put into the page: a script is stopped before it runs, others as soon as they stand. @param {MutationRecord[]} records */
function onParsed(records) {
  for (const { addedNodes } of records) {
    for (const node of addedNodes) {
      if (!(node instanceof Element)) continue;
      for (const element of node.matches(SELECTOR) ? [node, ...node.querySelectorAll(SELECTOR)] : node.querySelectorAll(SELECTOR)) stop(element);
      for (const frame of node.localName === 'iframe' ? [node] : node.querySelectorAll('iframe')) guardFrame(frame);
    }
  }
}

/** @param {Element} element */
function stop(element) {
  if (element.hasAttribute('data-consent') && !gate.released.has(element)) return;
  vet(element);
  if (gate.kept.has(element)) stopScript(element);
}
