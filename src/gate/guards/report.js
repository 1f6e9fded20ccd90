// What waits, for the page's own code and for the interface, and the way back.

/** @typedef {{element: Element, id: string, services: string[], url: string}} Waiting */

/** What waits and what for, in document order. @returns {Waiting[]} */
const held = () => gate.everything().filter((/** @type {Element} */ it) => !gate.released.has(it)).map((/** @type {HTMLElement} */ element) => {
  const id = element.dataset.consent || '';
  const url = ['src', 'href', 'data', 'srcset', 'poster', 'srcdoc'].map((name) => element.dataset[name]).find(Boolean);
  return { element, id, services: gate.names(gate.missing(id) || []), url: url || element.getAttribute('src') || '' };
});

/** Releases one element until the next answer; nothing is stored. @param {Element} element */
function once(element) {
  gate.spared.add(element);
  gate.decide([element]);
}

/** A way back on every page: the page's own link, or a small button (LAW-30). */
function offerReopen() {
  const own = gate.attempt(() => document.querySelector('[data-portcullis=preferences]:not(.portcullis-banner *)'));
  if (!own && portcullis.decision.state === 'decided') gate.load('reopen');
}
document.addEventListener('portcullis:ready', offerReopen);
