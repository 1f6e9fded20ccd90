// Scripts that the page's code has put in place: they have run, or never will.

import { findAll, isScript } from '../natives.js';
import { SafeWeakSet, each } from '../primordials.js';

/** @import { Held } from '../types.js' */

/** @type {WeakSet<Element>} */
export const byCode = /* @__PURE__ */ new SafeWeakSet();

/** @param {Node} node @returns {Held[]} */
export function scriptsIn(node) {
  return isScript(node) ? [node] : /** @type {Held[]} */ (findAll(node, 'script'));
}

/** @param {unknown[]} args of an insertion */
export function noteInserted(args) {
  each(args, (it) => each(scriptsIn(/** @type {Node} */ (it)), (script) => byCode.add(script)));
}
