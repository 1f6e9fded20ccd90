// Installs the guards that the policy needs, and sweeps the page when an answer changes.

const GUARDS = [
  guardText,
  ...(RULED ? [guardProperties, guardAttributes, guardInsertion, guardHtml, guardConnections, guardFetch, guardXhr, guardFrames] : []),
  guardLate, guardWrite,
  ...(STORES_COOKIES ? [guardCookies] : []),
  ...(STORES_LOCAL || STORES_SESSION ? [guardKeys] : []),
];
const parsing = /* @__PURE__ */ new MutationObserver(onParsed);

/** What loaded while it was granted is given to the gate, which holds it. A script that ran stays as it is. */
function sweep() {
  for (const element of document.querySelectorAll(SELECTOR)) {
    if (element.localName === 'script' || element.hasAttribute('data-consent') || gate.spared.has(element)) continue;
    for (const name of ADDRESSED[element.localName]) {
      const value = look.call(element, name);
      const id = value === null ? undefined : waitingFor(element.localName, name, value);
      if (id === undefined) continue;
      put.call(element, 'data-' + name, String(value));
      put.call(element, 'data-consent', id);
      gate.released.add(element);
      gate.past.set(element, [[name, null]]);
    }
  }
}

/**
 * The answer has changed: what is refused is erased, and what ran is told to stop (LAW-32).
 * @param {number[]} lost services that were granted until now
 * @returns {string[]} names of what no page can erase
 */
function settle(lost) {
  if (RULED) answers.clear();
  erase();
  offerReopen();
  if (!lost.length) return [];
  if (RULED) sweep();
  if (STOPS) lost.forEach((service) => stopService(STOP[service]));
  if (RELOADS && lost.some((service) => RELOAD[service])) location.reload();
  return lost.flatMap((service) => LEFT[service]);
}

/** Calls what the policy names to stop a service, such as `tidemark.stop`. @param {string} name */
function stopService(name) {
  if (!name) return;
  gate.attempt(() => {
    const path = name.split('.');
    const last = /** @type {string} */ (path.pop());
    path.reduce((owner, step) => owner[step], /** @type {any} */ (window))[last]();
  });
}

/** Whether marked markup may load on its own address too: a mark is no way around the rules. @param {any} element */
const lets = ({ localName, dataset }) => !RULED || !ADDRESSED[localName]?.some((name) => name in dataset
  && waitingFor(localName, name, dataset[name]) !== undefined);

/** Takes every guard back. */
function stopGuards() {
  parsing.disconnect();
  unpatch();
}

guardRealm(window);
if (SIGNALS) startSignals();
// Once the parser is done, whatever comes in comes by a way that is guarded.
if (RULED && document.readyState === 'loading') {
  parsing.observe(document, { childList: true, subtree: true });
  document.addEventListener('DOMContentLoaded', () => { onParsed(parsing.takeRecords()); parsing.disconnect(); }, { once: true });
}
erase();
