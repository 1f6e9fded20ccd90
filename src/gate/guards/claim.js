// Claiming an element by its address: what it would load must wait, so it becomes the markup that
// the gate holds, `data-consent` and `data-src`.

import { ADDRESSED, ADDRESSES } from '../addresses.js';
import { attributeWaitsFor } from '../match.js';
import { drop, look, put } from '../natives.js';
import { claimed, released, spared } from '../states.js';
/** @import { Held } from '../types.js' */

/**
 * Elements whose address a guard has put aside, unlike those that the page marked.
 * @type {WeakSet<Element>}
 */
const setAside = new WeakSet();

/**
 * Puts an address aside until `id` is granted.
 * @param {Element} element
 * @param {string} name
 * @param {string} value
 * @param {string} id
 */
export function putAside(element, name, value, id) {
  put.call(element, 'data-' + name.replace('xlink:', ''), value);
  put.call(element, 'data-consent', id);
  drop.call(element, name);
  setAside.add(element);
}

/** A copy of an element whose address was put aside, in the same state. @param {Element} element */
export function copyAside(element) {
  const copy = /** @type {Element} */ (element.cloneNode());
  setAside.add(copy);
  return copy;
}

/** Gives an element of the page's code to the gate: it may stand in no document. @param {Element} element */
export function claim(element) {
  released.delete(element);
  claimed.add(/** @type {Held} */ (element));
}

/**
 * Forgets what was put aside: the page has chosen another address.
 * @param {Element} element
 * @param {string} name
 */
export function forget(element, name) {
  if (!setAside.has(element)) return;
  drop.call(element, 'data-' + name);
  drop.call(element, 'data-consent');
}

/** A script that must not run takes another type; its own is kept. @param {Held} script */
export function stopScript(script) {
  // The script that runs in place of one in SVG is one of HTML.
  if (script.dataset.href) put.call(script, 'data-src', script.dataset.href);
  if (script.type) put.call(script, 'data-type', script.type);
  put.call(script, 'type', 'text/plain');
}

/**
 * Puts aside what must wait of one element.
 * @param {Element} element
 * @returns {unknown} whether there was any
 */
export function vetOne(element) {
  // Chromium lays out the page, and starts an embed or object, that is asked for any property of its own.
  const tag = Reflect.get(Element.prototype, 'localName', element);
  // Scripts of another type do not run; the gate has those that are marked.
  if (tag === 'script' && /** @type {Held} */ (element).type === 'text/plain') return 0;
  let found;
  for (const name of ADDRESSES[tag] || []) {
    const value = look.call(element, name);
    const id = value === null || spared.has(element) ? undefined : attributeWaitsFor(tag, name, value);
    if (id === undefined) continue;
    putAside(element, name, String(value), id);
    if (tag === 'script') stopScript(/** @type {Held} */ (element));
    found = 1;
  }
  return found;
}

/** Looks through a tree that no guard has seen. @param {Node} tree */
export function vet(tree) {
  if (!('querySelectorAll' in tree)) return;
  if (tree.nodeType === 1) vetOne(/** @type {Element} */ (tree));
  /** @type {ParentNode} */ (/** @type {unknown} */ (tree)).querySelectorAll(ADDRESSED).forEach(vetOne);
}
