// Claiming an element by its address: what it would load must wait, so it becomes the markup that
// the gate holds, `data-consent` and `data-src`.

import { each, keysOf, push, startsWith, test, uncurry } from '../primordials.js';
import { ADDRESSED, ADDRESSES, XLINK } from '../addresses.js';
import { attributeWaitsFor, baseFor } from '../match.js';
import {
  cloneOf,
  drop,
  dropNS,
  findAll,
  isConnected,
  kindOf,
  look,
  lookNS,
  nameOf,
  put,
  resolve,
} from '../natives.js';
import { attempt, ownNonce, ownTag, trusted } from '../page.js';
import { aside, claimed, isStopped, released, retype, spared } from '../states.js';
import { mayLoad, outerHtmlOf } from './inert.js';
/** @import { Held } from '../types.js' */

/**
 * What an attribute says, with or without the namespace of XLink.
 * @param {Element} element
 * @param {string} name
 */
const said = (element, name) => look(element, name) ?? lookNS(element, XLINK, name);

/** Changes an attribute, unless it says so already: who observes it would never come to rest.
 * @param {Element} element @param {string} name @param {string} value */
export function mark(element, name, value) {
  if (look(element, name) !== value) put(element, name, value);
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
  const url = test(/^(?:\w*srcset|values)$/, name) ? value : attempt(() => resolve(value, baseFor(element)));
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
  drop(element, name);
  dropNS(element, XLINK, name);
}

/** A copy of an element whose address was put aside, in the same state. @param {Element} element */
export function copyAside(element) {
  const copy = /** @type {Element} */ (cloneOf(element));
  aside.set(copy, aside.get(element) || {});
  return copy;
}

/** Gives an element of the page's code to the gate: it may stand in no document. @param {Element} element */
export function claim(element) {
  released.delete(element);
  if (isConnected(element) || nameOf(element) === 'script') claimed.add(/** @type {Held} */ (element));
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
  drop(element, 'data-' + name);
  if (!keysOf(rest)[0]) drop(element, 'data-consent');
}

/** A script that must not run. @param {Element} script */
export function stopScript(script) {
  // The script that runs in place of one in SVG is one of HTML.
  const href = look(script, 'data-href');
  if (href) put(script, 'data-src', href);
  retype(script);
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
  if (isStopped(element)) return 0;
  let found = 0;
  each(ADDRESSES[tag] || [], (name) => {
    const value = said(element, name);
    const id = spared.has(element) ? undefined : attributeWaitsFor(element, name, value);
    if (id === undefined) return;
    putAside(element, name, `${value}`, id);
    if (tag === 'script') stopScript(element);
    found = 1;
  });
  // What a lazy loader would send a frame to.
  const later = tag === 'iframe' && !found && look(element, 'data-src');
  const id = later ? attributeWaitsFor(element, 'src', later) : undefined;
  if (id === undefined || look(element, 'data-consent') !== null) return found;
  putAside(element, 'src', `${later}`, id);
  return 1;
}

/** @type {(parser: DOMParser, text: string, type: string) => Document} */
const parse = /* @__PURE__ */ uncurry(DOMParser.prototype.parseFromString);

/** The gate's own tag, for the markup of a frame. */
function gateTag() {
  const tag = /** @type {Element} */ (cloneOf(/** @type {Node} */ (ownTag), true));
  drop(tag, 'async');
  drop(tag, 'defer');
  put(tag, 'nonce', ownNonce);
  return outerHtmlOf(tag);
}

/** The markup of a frame begins with a gate of its own. @param {unknown} html @returns {unknown} */
export function inFrame(html) {
  const text = `${html}`;
  const first = ownTag ? gateTag() : '';
  if (startsWith(text, first)) return html;
  const page =
    mayLoad(text) && findAll(parse(new DOMParser(), trusted('HTML', text), 'text/html'), 'html')[0];
  const isHeld = page && vet(page);
  return trusted('HTML', first + (isHeld ? outerHtmlOf(page) : text));
}

/**
 * Has a frame's own markup begin with a gate.
 * @param {Element} frame
 * @returns {boolean} whether it had none
 */
export function vetFrame(frame) {
  const html = nameOf(frame) === 'iframe' ? look(frame, 'srcdoc') : null;
  const text = html === null ? html : inFrame(html);
  if (text !== html) put(frame, 'srcdoc', /** @type {string} */ (text));
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
  each(findAll(tree, selector), (it) => push(elements, it));
  let isFound = false;
  each(elements, (it) => {
    if (+!!vetOne(it) | +vetFrame(it)) isFound = true;
  });
  return isFound;
}
