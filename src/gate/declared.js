// What the policy declares as stored, and whether it may be there now.

import { flat, includes, some } from './primordials.js';
import { OWN_NAMES, STAYS, STORED } from './table.js';
import { fits } from './pattern.js';
import { presumed } from './standing.js';
/** @import { Stored } from './types.js' */

/** @param {Stored[]} rules @param {string} kind "" for cookies @param {string} name */
const declares = (rules, kind, name) => some(rules, (rule) => rule[0] === kind && fits(rule[1], name));

/**
 * Whether what is called `name` is declared, and may not stay. The answer itself always stays.
 * @param {string} kind "" for cookies
 * @param {string} name
 */
export function isDoomed(kind, name) {
  let isRefused = false;
  for (let service = 0; service < STORED.length; service++) {
    if (!declares(STORED[service], kind, name)) continue;
    if (presumed().has(service)) return false;
    isRefused = true;
  }
  return isRefused && !declares(STAYS, kind, name) && !includes(OWN_NAMES, name);
}

/**
 * Whether any service declares what is called `name`, or it is our own.
 * @param {string} kind
 * @param {string} name
 */
export const isDeclared = (kind, name) =>
  includes(OWN_NAMES, name) || declares(flat([STAYS, flat(STORED)]), kind, name);
