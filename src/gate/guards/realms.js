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

/** @param {any} tree */
function guardFramesIn(tree) {
  if (tree?.localName === 'iframe') guardFrame(tree);
  else if (tree?.firstElementChild) tree.querySelectorAll('iframe').forEach(guardFrame);
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
      if (node.matches(SELECTOR)) stop(node);
      if (node.firstElementChild) node.querySelectorAll(SELECTOR).forEach(stop);
      guardFramesIn(node);
    }
  }
}

/** @param {Element} element as the parser made it */
function stop(element) {
  const frame = look.call(element, 'srcdoc');
  if (frame !== null) setting(element, 'srcdoc', frame, () => 0);
  vet(element);
}
