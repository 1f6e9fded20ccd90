// What a released script writes goes beside it, in pieces too: the platform's own parser writes a document in
// which nothing loads, and what comes to stand there comes into the page, node by node.

import { doc } from '../doc.js';
import { trusted } from '../page.js';
import { runNext } from '../scripts.js';
/** @import { Held } from '../types.js' */

/** @typedef {{page: Document, text: string, copies: Map<Node, ChildNode>, scripts: Held[]}} Written */

/** What each script has written. @type {WeakMap<Element, Written>} */
const written = new WeakMap();
const writeNatively = /* @__PURE__ */ Document.prototype.write;

/** @returns {Written} */
function beginWriting() {
  const page = doc.implementation.createHTMLDocument('');
  writeNatively.call(page, trusted('HTML', '<!doctype html><body>'));
  return { page, text: '', copies: new Map(), scripts: [] };
}

/** Whether a script's text may go on with what is written next. @param {Written} to @param {Node} node */
const isOpen = ({ page: { scripts }, text }, node) =>
  node === scripts[scripts.length - 1] && /<script(?![^]*<\/script)/i.test(text);

/** A copy for the page; scripts run in their turn. @param {Written} to @param {ChildNode} node */
function copyOf({ copies, scripts }, node) {
  const copy = /** @type {Held} */ (doc.importNode(node, /^(?:script|template)$/i.test(node.nodeName)));
  copies.set(node, copy);
  if (copy.localName !== 'script' || copy.dataset.consent !== undefined) return copy;
  if (copy.type) copy.dataset.type = copy.type;
  copy.type = 'text/plain';
  scripts.push(copy);
  return copy;
}

/** @param {ChildNode} copy @param {Node} place @param {ChildNode | null} last what it comes behind */
function putBehind(copy, place, last) {
  if (last?.parentNode) last.after(copy);
  else place.insertBefore(copy, place.firstChild);
}

/**
 * Brings what stands under `from` and not yet in the page behind `last`, or else into `place`.
 * @param {Written} to
 * @param {Node} from
 * @param {Node} place
 * @param {ChildNode | null} last
 */
function bringCopies(to, from, place, last) {
  for (const node of from.childNodes) {
    const known = to.copies.get(node);
    if (!known && isOpen(to, node)) return;
    const copy = known || copyOf(to, node);
    // A text goes on where the next piece does.
    if (copy.nodeValue !== node.nodeValue) copy.nodeValue = node.nodeValue;
    if (!known) putBehind(copy, place, last);
    if (!/^(?:(?:no)?script|template)$/i.test(node.nodeName)) bringCopies(to, node, copy, null);
    if (copy.isConnected) last = copy;
  }
}

/**
 * Puts what a script writes behind it.
 * @param {ChildNode & Element} script
 * @param {string} text
 */
export function writeBeside(script, text) {
  const to = written.get(script) || beginWriting();
  written.set(script, to);
  to.text += text;
  writeNatively.call(to.page, trusted('HTML', text));
  bringCopies(to, to.page.body, doc.body, script);
  runNext(to.scripts.splice(0));
}
