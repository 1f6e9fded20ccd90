// What waits, for the page's own code and for the interface, and the way back.

/** @typedef {{element: Element, id: string, services: string[], url: string}} Waiting */

/** What waits and what for, in document order. @returns {Waiting[]} */
const held = () => [...new Set(gate.everything())].filter((/** @type {Element} */ it) => !gate.released.has(it)).map((/** @type {HTMLElement} */ element) => {
  const id = element.dataset.consent || '';
  const url = ['src', 'href', 'data', 'srcset', 'poster', 'srcdoc'].map((name) => element.dataset[name]).find(Boolean);
  return { element, id, services: gate.names(gate.missing(id) || []), url: url || element.getAttribute('src') || '' };
});

/** Releases one element until the next answer; nothing is stored. @param {Element} element */
function once(element) {
  gate.spared.add(element);
  gate.decide([element]);
}

/** Whether the gate's tag asks for words on the console: `data-portcullis-debug`. */
const isDebugged = 'portcullisDebug' in (gate.tag?.dataset || {});
/** @type {Set<string>} */
const named = new Set();

/** Names a held address once. @param {string} url @param {string | undefined} id */
function tell(url, id) {
  if (!isDebugged || named.has(url)) return;
  named.add(url);
  console.info(`portcullis: held ${url} (${id || 'no service names its host'})`);
}

/** Every pattern that the policy declares for a kind of storage. @param {string} kind */
const declared = (kind) => [...STAYS, ...STORED.flat()].filter((rule) => rule[0] === kind).map((rule) => matcher(rule[1]));

/** Compares what the browser loaded and stored with the policy, while someone watches. */
if (isDebugged) {
  import(new URL('watch.js', gate.tag.src).href).then((module) => module.watch({
    isListed: (/** @type {string} */ url) => HOSTS.some(([name]) => name && isUnder(new URL(url).hostname, name)),
    declared,
  }));
}

/** A way back on every page: the page's own link, or a small button (LAW-30). */
function offerReopen() {
  const own = gate.attempt(() => document.querySelector('[data-portcullis=preferences]:not(.portcullis-banner *)'));
  if (!own && portcullis.decision.state === 'decided') gate.load('reopen');
}
document.addEventListener('portcullis:ready', offerReopen);
