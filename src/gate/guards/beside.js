// What a released script writes goes beside it, in pieces too: the platform's own parser writes a document in
// which nothing loads, and what comes to stand there comes into the page, node by node.

import { apply, every, pop, push, SafeMap, SafeWeakMap, takeAll, test } from '../primordials.js';
import { body, makePage } from '../doc.js';
import {
  bodyOf,
  childrenOf,
  findAll,
  firstIn,
  getterOf,
  importCopy,
  isConnected,
  isScript,
  look,
  nodeNameOf,
  nodesOf,
  parentOf,
  setterOf,
} from '../natives.js';
import { retype } from '../states.js';
import { trusted } from '../page.js';
import { runNext } from '../scripts.js';
/** @import { Held } from '../types.js' */

/** @typedef {{page: Document, text: string, copies: Map<Node, ChildNode>, scripts: Held[]}} Written */

/** What each script has written. @type {WeakMap<Element, Written>} */
const written = /* @__PURE__ */ new SafeWeakMap();
const valueOf = /* @__PURE__ */ getterOf(Node, 'nodeValue');
const setValue = /* @__PURE__ */ setterOf(Node, 'nodeValue');
const writeNatively = Document.prototype.write;

/** @returns {Written} */
function beginWriting() {
  const page = makePage();
  apply(writeNatively, page, [trusted('HTML', '<!doctype html><body>')]);
  return { page, text: '', copies: new SafeMap(), scripts: [] };
}

/** Whether a script's text may go on with what is written next. @param {Written} to @param {Node} node */
const isOpen = ({ page, text }, node) =>
  isScript(node) && node === pop(findAll(page, 'script')) && test(/<script(?![^]*<\/script)/i, text);

/** A copy for the page; scripts run in their turn. @param {Written} to @param {ChildNode} node */
function copyOf({ copies, scripts }, node) {
  const copy = /** @type {Held} */ (importCopy(node, test(/^(?:script|template)$/i, nodeNameOf(node))));
  copies.set(node, copy);
  if (!isScript(copy) || look(copy, 'data-consent') !== null) return copy;
  retype(copy);
  push(scripts, copy);
  return copy;
}

/** @param {ChildNode} copy @param {Node} place @param {ChildNode | null} last what it comes behind */
function putBehind(copy, place, last) {
  if (last && parentOf(last)) last.after(copy);
  else place.insertBefore(copy, firstIn(place));
}

/**
 * Brings what stands under `from` and not yet in the page behind `last`, or else into `place`.
 * @param {Written} to
 * @param {Node} from
 * @param {Node} place
 * @param {ChildNode | null} last
 */
function bringCopies(to, from, place, last) {
  every(nodesOf(childrenOf(from)), (/** @type {ChildNode} */ node) => {
    const known = to.copies.get(node);
    if (!known && isOpen(to, node)) return false;
    const copy = known || copyOf(to, node);
    // A text goes on where the next piece does.
    if (valueOf(copy) !== valueOf(node)) setValue(copy, valueOf(node));
    if (!known) putBehind(copy, place, last);
    if (!test(/^(?:(?:no)?script|template)$/i, nodeNameOf(node))) bringCopies(to, node, copy, null);
    if (isConnected(copy)) last = copy;
    return true;
  });
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
  apply(writeNatively, to.page, [trusted('HTML', text)]);
  bringCopies(to, bodyOf(to.page), body(), script);
  runNext(takeAll(to.scripts));
}
