// Speculation rules: a script whose text names pages that must wait is held as markup is.

import { doc } from '../doc.js';
import { document } from '../world.js';
import { requestWaitsFor } from '../match.js';
import { findAll, look } from '../natives.js';
import { attempt, isParsed } from '../page.js';
import { mark, stopScript } from './claim.js';
/** @import { Held } from '../types.js' */

/** What the pages in a script's text wait for. @param {string} text */
function rulesWaitFor(text) {
  /** @type {string | undefined} */
  let id;
  attempt(() =>
    JSON.parse(text, (_, value) => {
      if (typeof value === 'string') id ??= requestWaitsFor(value);
    }),
  );
  return id;
}

/** @param {Element} script */
function vetRules(script) {
  if (!/^\s*speculationrules\s*$/i.test(look.call(script, 'type') || '')) return;
  const id = rulesWaitFor(/** @type {Held} */ (script).text);
  if (id === undefined) return;
  mark(script, 'data-consent', id);
  stopScript(/** @type {Held} */ (script));
}

/** @param {unknown} node */
const isScript = (node) => /** @type {Partial<Element> | null} */ (node)?.localName === 'script';

/** Looks through what comes into the page. @param {unknown} node */
export function vetSpeculation(node) {
  const it = /** @type {Partial<Element> | null} */ (node);
  if (isScript(node)) vetRules(/** @type {Element} */ (node));
  if (it?.firstElementChild)
    for (const script of findAll(/** @type {Node} */ (node), 'script')) vetRules(script);
}

/** @param {MutationRecord[]} records */
function onRules(records) {
  for (const { target, addedNodes } of records) {
    // A text that comes in pieces is read again with each.
    for (const it of [target, target.parentNode]) if (isScript(it)) vetSpeculation(it);
    addedNodes.forEach(vetSpeculation);
  }
}

/** Scripts of the page's HTML, before the parser is done with each. */
export function guardRules() {
  if (isParsed()) return;
  const parsing = new MutationObserver(onRules);
  parsing.observe(document, { childList: true, characterData: true, subtree: true });
  doc.addEventListener(
    'DOMContentLoaded',
    () => {
      onRules(parsing.takeRecords());
      parsing.disconnect();
    },
    { once: true },
  );
}
