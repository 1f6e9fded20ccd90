// What was held for later: what it waits for now that there is a table.

import { some } from '../primordials.js';
import { ADDRESSES } from '../addresses.js';
import { attributeWaitsFor } from '../match.js';
import { drop, look, nameOf, put } from '../natives.js';
import { LATER, isWaiting } from './wait.js';

/**
 * Finds what an element waits for that was held before there was a table: a service, or nothing.
 * @param {HTMLElement} element
 */
export function judge(element) {
  if (isWaiting() || look(element, 'data-consent') !== LATER) return;
  /** @type {string | undefined} */
  let id;
  some(ADDRESSES[nameOf(element)] || [], (name) => {
    id = attributeWaitsFor(element, name, look(element, 'data-' + name) ?? look(element, name));
    return id !== undefined;
  });
  if (id === undefined) drop(element, 'data-consent');
  else put(element, 'data-consent', id);
}
