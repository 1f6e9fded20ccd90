// Speculation rules: a script whose text names pages that must wait is held as markup is.

import { each, parseJson, test } from '../primordials.js';
import { hearPage } from '../doc.js';
import { document } from '../world.js';
import { requestWaitsFor } from '../match.js';
import {
  addedOf,
  findAll,
  firstIn,
  ignore,
  isScript,
  kindOf,
  look,
  nodesOf,
  observe,
  parentOf,
  recordsOf,
  targetOf,
  textIn,
} from '../natives.js';
import { attempt, isParsed } from '../page.js';
import { mark, stopScript } from './claim.js';

/** What the pages in a script's text wait for. @param {string} text */
function rulesWaitFor(text) {
  /** @type {string | undefined} */
  let id;
  attempt(() =>
    parseJson(text, (_, value) => {
      if (typeof value === 'string') id ??= requestWaitsFor(value);
    }),
  );
  return id;
}

/** @param {Element} script */
function vetRules(script) {
  if (!test(/^\s*speculationrules\s*$/i, look(script, 'type') || '')) return;
  const id = rulesWaitFor(textIn(script));
  if (id === undefined) return;
  mark(script, 'data-consent', id);
  stopScript(script);
}

/** Looks through what comes into the page. @param {unknown} node */
export function vetSpeculation(node) {
  if (isScript(node)) vetRules(node);
  else if (kindOf(node) && firstIn(node)) each(findAll(/** @type {Node} */ (node), 'script'), vetRules);
}

/** @param {MutationRecord[]} records */
function onRules(records) {
  each(records, (record) => {
    const target = targetOf(record);
    // A text that comes in pieces is read again with each.
    each([target, parentOf(target)], (it) => isScript(it) && vetRules(it));
    each(nodesOf(addedOf(record)), vetSpeculation);
  });
}

/** Scripts of the page's HTML, before the parser is done with each. */
export function guardRules() {
  if (isParsed()) return;
  const parsing = new MutationObserver(onRules);
  observe(parsing, document, { childList: true, characterData: true, subtree: true });
  hearPage(
    'DOMContentLoaded',
    () => {
      onRules(recordsOf(parsing));
      ignore(parsing);
    },
    { once: true },
  );
}
