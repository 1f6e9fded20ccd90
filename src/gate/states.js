// Which state a gated element is in: the table at the top of markup.js says what moves it.

import {
  filter,
  flat,
  listOf,
  SafeSet,
  SafeWeakMap,
  SafeWeakSet,
  setOf,
  some,
  split,
} from './primordials.js';
import { RULED } from './table.js';
import { document } from './world.js';
import { templateContent, findAll, isConnected, look, matches, nameOf, put } from './natives.js';
import { EMBEDS } from './addresses.js';
import { allows } from './standing.js';
/** @import { Held } from './types.js' */

/** Elements that are released now. @type {WeakSet<Element>} */
export const released = /* @__PURE__ */ new SafeWeakSet();
/** What a released element had before: its attributes, or the nodes that a template brought.
 * @type {WeakMap<Element, import('./types.js').Before>} */
export const before = /* @__PURE__ */ new SafeWeakMap();
/** Elements that may run once the parser is done with them. @type {Set<Held>} */
export const unready = /* @__PURE__ */ new SafeSet();
/** Elements shown once: free until the next answer. @type {Set<Element>} */
export const spared = /* @__PURE__ */ new SafeSet();
/**
 * Addresses that a guard has put aside, unlike those that the page marked: as they resolved when they were
 * set.
 * @type {WeakMap<Element, {[attribute: string]: string}>} */
export const aside = /* @__PURE__ */ new SafeWeakMap();
/** What no search of the page finds: elements of shadow trees, and scripts. @type {Set<Held>} */
export const claimed = /* @__PURE__ */ new SafeSet();
/** Scripts that came into the page while they were held: they run even if they are out of it again.
 * @type {WeakSet<Element>} */
export const inserted = /* @__PURE__ */ new SafeWeakSet();

/** Whether a script is held by its type. @param {Element} element */
export const isStopped = (element) => nameOf(element) === 'script' && look(element, 'type') === 'text/plain';

/** A script that must not run takes another type; its own is kept. @param {Element} script */
export function retype(script) {
  const type = look(script, 'type');
  if (type) put(script, 'data-type', type);
  put(script, 'type', 'text/plain');
}

/**
 * A script of another type is the page's: holding and releasing it is not the gate's.
 * @param {Held} element
 */
const isGated = (element) =>
  nameOf(element) !== 'script' || isStopped(element) || (RULED && aside.has(element));

/** Whether `element`, if it is gated at all, may run. @param {Held} element */
export function mayRun(element) {
  const ids = look(element, 'data-consent');
  return ids === null || some(split(ids, ' '), allows);
}

/** Whether an element is marked, and held by it. @param {Element} element */
export const isWaitingMark = (element) =>
  look(element, 'data-consent') !== null &&
  !released.has(element) &&
  !spared.has(element) &&
  !mayRun(/** @type {Held} */ (element));

/** Whether a hole is left where `element` is held. @param {Held} element */
export const isEmbed = (element) =>
  matches(element, EMBEDS) ||
  (nameOf(element) === 'template' && !!findAll(templateContent(element), EMBEDS)[0]);

/** @param {Node} root @returns {Held[]} */
export const markedIn = (root) => /** @type {Held[]} */ (findAll(root, '[data-consent]'));

/** @param {Held[]} elements */
export const gatedOf = (elements) => filter(elements, isGated);

/** What a guard has claimed, but for what the page has dropped: it is asked for no more. */
function stillClaimed() {
  claimed.forEach((it) => {
    if (!isConnected(it) && nameOf(it) !== 'script') claimed.delete(it);
  });
  return filter(listOf(claimed), (it) => isConnected(it) || inserted.has(it));
}

/** What is gated, in document order, and what a guard has claimed elsewhere. */
export const everything = () =>
  gatedOf(RULED ? listOf(setOf(flat([markedIn(document), stillClaimed()]))) : markedIn(document));
