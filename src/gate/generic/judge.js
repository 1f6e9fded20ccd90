// What was held for later: what it waits for now that there is a table.

import { ADDRESSES } from '../addresses.js';
import { attributeWaitsFor } from '../match.js';
import { drop, look, put } from '../natives.js';
import { LATER, isWaiting } from './wait.js';

/**
 * Finds what an element waits for that was held before there was a table: a service, or nothing.
 * @param {HTMLElement} element
 */
export function judge(element) {
  if (isWaiting() || look.call(element, 'data-consent') !== LATER) return;
  for (const name of ADDRESSES[element.localName] || []) {
    const value = look.call(element, 'data-' + name) ?? look.call(element, name);
    const id = attributeWaitsFor(element, name, value);
    if (id !== undefined) return void put.call(element, 'data-consent', id);
  }
  drop.call(element, 'data-consent');
}
