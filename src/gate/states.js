// Which state a gated element is in: the table at the top of markup.js says what moves it.

import { RULED } from './table.js';
import { document } from './world.js';
import { findAll, look } from './natives.js';
import { EMBEDS } from './addresses.js';
import { allows } from './standing.js';
/** @import { Held } from './types.js' */

/** Elements that are released now. @type {WeakSet<Element>} */
export const released = new WeakSet();
/** What a released element had before: its attributes, or the nodes that a template brought.
 * @type {WeakMap<Element, import('./types.js').Before>} */
export const before = new WeakMap();
/** Elements that may run once the parser is done with them. @type {Set<Held>} */
export const unready = new Set();
/** Elements shown once: free until the next answer. @type {Set<Element>} */
export const spared = new Set();
/**
 * Addresses that a guard has put aside, unlike those that the page marked: as they resolved when they were
 * set.
 * @type {WeakMap<Element, {[attribute: string]: string}>} */
export const aside = new WeakMap();
/** What no search of the page finds: elements of shadow trees, and scripts. @type {Set<Held>} */
export const claimed = new Set();
/** Scripts that came into the page while they were held: they run even if they are out of it again.
 * @type {WeakSet<Element>} */
export const inserted = new WeakSet();

/**
 * A script of another type is the page's: holding and releasing it is not the gate's.
 * @param {Held} element
 */
const isGated = (element) =>
  element.localName !== 'script' || element.type === 'text/plain' || (RULED && aside.has(element));

/** Whether `element`, if it is gated at all, may run. @param {Held} element */
export const mayRun = ({ dataset: { consent } }) => consent == null || consent.split(' ').some(allows);

/** Whether an element is marked, and held by it. @param {Element} element */
export const isWaitingMark = (element) =>
  look.call(element, 'data-consent') !== null &&
  !released.has(element) &&
  !spared.has(element) &&
  !mayRun(/** @type {Held} */ (element));

/** Whether a hole is left where `element` is held. @param {Held} element */
export const isEmbed = (element) =>
  element.matches(EMBEDS) ||
  !!(
    /** @type {Partial<HTMLTemplateElement>} */ (/** @type {unknown} */ (element)).content?.querySelector(
      EMBEDS,
    )
  );

/** @param {Node} root @returns {Held[]} */
export const markedIn = (root) =>
  /** @type {Held[]} */ ([...findAll(root, '[data-consent]')]).filter((it) => it.dataset);

/** @param {Held[]} elements */
export const gatedOf = (elements) => elements.filter(isGated);

/** What a guard has claimed, but for what the page has dropped: it is asked for no more. */
function stillClaimed() {
  for (const it of claimed) if (!it.isConnected && it.localName !== 'script') claimed.delete(it);
  return [...claimed].filter((it) => it.isConnected || inserted.has(it));
}

/** What is gated, in document order, and what a guard has claimed elsewhere. */
export const everything = () =>
  gatedOf(RULED ? [...new Set([...markedIn(document), ...stillClaimed()])] : markedIn(document));
