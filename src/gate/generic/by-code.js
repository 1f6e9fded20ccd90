// Scripts that the page's code has put in place: they have run, or never will.

/** @import { Held } from '../types.js' */

/** @type {WeakSet<Element>} */
export const byCode = new WeakSet();

/** @param {Node} node @returns {Held[]} */
export function scriptsIn(node) {
  if (/** @type {Partial<Element>} */ (node).localName === 'script') return [/** @type {Held} */ (node)];
  return 'querySelectorAll' in node
    ? [.../** @type {ParentNode} */ (/** @type {unknown} */ (node)).querySelectorAll('script')]
    : [];
}

/** @param {unknown[]} args of an insertion */
export function noteInserted(args) {
  for (const it of /** @type {Partial<Node>[]} */ (args)) {
    if (it?.nodeType) for (const script of scriptsIn(/** @type {Node} */ (it))) byCode.add(script);
  }
}
