// Claiming an element by its address: what it would load must wait, so it becomes the markup that
// the gate holds, `data-consent` and `data-src`.

import { ADDRESSED, ADDRESSES, XLINK } from '../addresses.js';
import { attributeWaitsFor, baseFor } from '../match.js';
import { drop, dropNS, findAll, kindOf, look, lookNS, nameOf, put } from '../natives.js';
import { attempt, ownTag, trusted } from '../page.js';
import { aside, claimed, released, spared } from '../states.js';
import { inert, mayLoad } from './inert.js';
/** @import { Held } from '../types.js' */

/**
 * What an attribute says, with or without the namespace of XLink.
 * @param {Element} element
 * @param {string} name
 */
const said = (element, name) => look.call(element, name) ?? lookNS.call(element, XLINK, name);

/** Changes an attribute, unless it says so already: who observes it would never come to rest.
 * @param {Element} element @param {string} name @param {string} value */
export function mark(element, name, value) {
  if (look.call(element, name) !== value) put.call(element, name, value);
}

/**
 * Marks an element with an address that it may have while `id` is granted: one that is relative, as it
 * resolves now.
 * @param {Element} element
 * @param {string} name
 * @param {string} value
 * @param {string} id
 */
export function note(element, name, value, id) {
  const url = /^(?:\w*srcset|values)$/.test(name)
    ? value
    : attempt(() => new URL(value, baseFor(element)).href);
  aside.set(element, { ...aside.get(element), [name]: url ?? value });
  mark(element, 'data-' + name, value);
  mark(element, 'data-consent', id);
}

/**
 * Puts an address aside until `id` is granted.
 * @param {Element} element
 * @param {string} name
 * @param {string} value
 * @param {string} id
 */
export function putAside(element, name, value, id) {
  note(element, name, value, id);
  drop.call(element, name);
  dropNS.call(element, XLINK, name);
}

/** A copy of an element whose address was put aside, in the same state. @param {Element} element */
export function copyAside(element) {
  const copy = /** @type {Element} */ (element.cloneNode());
  aside.set(copy, aside.get(element) || {});
  return copy;
}

/** Gives an element of the page's code to the gate: it may stand in no document. @param {Element} element */
export function claim(element) {
  released.delete(element);
  if (element.isConnected || nameOf(element) === 'script') claimed.add(/** @type {Held} */ (element));
}

/**
 * Forgets what was put aside: the page has chosen another address.
 * @param {Element} element
 * @param {string} name
 */
export function forget(element, name) {
  const { [name]: was, ...rest } = aside.get(element) || {};
  if (was === undefined) return;
  aside.set(element, rest);
  drop.call(element, 'data-' + name);
  if (!Object.keys(rest)[0]) drop.call(element, 'data-consent');
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
  const tag = nameOf(element);
  // Scripts of another type do not run; the gate has those that are marked.
  if (tag === 'script' && /** @type {Held} */ (element).type === 'text/plain') return 0;
  let found;
  for (const name of ADDRESSES[tag] || []) {
    const value = said(element, name);
    const id = spared.has(element) ? undefined : attributeWaitsFor(element, name, value);
    if (id === undefined) continue;
    putAside(element, name, String(value), id);
    if (tag === 'script') stopScript(/** @type {Held} */ (element));
    found = 1;
  }
  // What a lazy loader would send a frame to.
  const later = tag === 'iframe' && !found && look.call(element, 'data-src');
  const id = later ? attributeWaitsFor(element, 'src', later) : undefined;
  if (id === undefined || look.call(element, 'data-consent') !== null) return found;
  putAside(element, 'src', String(later), id);
  return 1;
}

/** The gate's own tag, for the markup of a frame. */
function gateTag() {
  const tag = /** @type {HTMLScriptElement} */ (inert.importNode(/** @type {Node} */ (ownTag), true));
  for (const name of ['async', 'defer']) drop.call(tag, name);
  put.call(tag, 'nonce', ownTag?.nonce || '');
  return tag.outerHTML;
}

/** The markup of a frame begins with a gate of its own. @param {unknown} html @returns {unknown} */
export function inFrame(html) {
  const [text, first] = [String(html), ownTag ? gateTag() : ''];
  if (text.startsWith(first)) return html;
  const page = mayLoad(text) && new DOMParser().parseFromString(trusted('HTML', text), 'text/html');
  const isHeld = page && vet(page.documentElement);
  return trusted('HTML', first + (isHeld ? page.documentElement.outerHTML : text));
}

/**
 * Has a frame's own markup begin with a gate.
 * @param {Element} frame
 * @returns {boolean} whether it had none
 */
export function vetFrame(frame) {
  const html = nameOf(frame) === 'iframe' ? look.call(frame, 'srcdoc') : null;
  const text = html === null ? html : inFrame(html);
  if (text !== html) put.call(frame, 'srcdoc', /** @type {string} */ (text));
  return text !== html;
}

/**
 * Looks through a tree that no guard has seen.
 * @param {Node} tree
 * @param {string} [selector] what to look for
 * @returns {boolean} whether something in it waits
 */
export function vet(tree, selector = ADDRESSED) {
  const elements = /** @type {Element[]} */ (kindOf(tree) === 1 ? [tree] : []);
  for (const it of findAll(tree, selector)) elements.push(it);
  let isFound = false;
  for (const it of elements) if (+!!vetOne(it) | +vetFrame(it)) isFound = true;
  return isFound;
}
