// The generic gate's table: it is on its way until the policy was read as it is served now. Until then
// nothing is granted and every third-party request waits; the table of an earlier
// page says more of what must wait, and what need not.

import { every, keysOf, parseJson, split } from '../primordials.js';
import { CLOSED_TABLE, STAMP, useTable } from '../table.js';
import { window } from '../world.js';
import { attempt } from '../page.js';
/** @import { Table } from '../types.js' */

/** The key of the kept table: a line each for kit's stamp, policy's address, table, and extras. */
export const STORE = 'portcullis:table';

/** The tag that names the policy: in a frame without an address of its own, the page's. */
function findTag() {
  for (let place = /** @type {Window} */ (window); ; place = place.parent) {
    const found = /** @type {HTMLElement | null} */ (place.document.querySelector('script[data-policy]'));
    if (found || place === place.parent) return found;
  }
}

const policyTag = attempt(findTag);
/** As it is written on the tag. */
export const policyName = policyTag?.dataset.policy || '';
export const policyAddress = policyName && new URL(policyName, policyTag?.baseURI).href;

const lines = split(`${attempt(() => window.localStorage[STORE])}`, '\n');
const isOurs = lines[0] === STAMP && lines[1] === policyAddress;
/** What is read only to show something and to compare: texts by language, the theme, the policy's text. */
export let extras = lines[3];

/** @param {string} json */
export function setExtras(json) {
  extras = json;
}

/** The table of an earlier page, if it is whole. @returns {Table | null} */
function earlierTable() {
  const table = attempt(() => parseJson(isOurs ? lines[2] : '')) ?? {};
  return every(keysOf(CLOSED_TABLE), (name) => name in table) ? table : null;
}
export const earlier = earlierTable();
/** The policy that it was made of. @type {string | undefined} */
export const earlierPolicy = (earlier && attempt(() => parseJson(extras).policy)) ?? undefined;

/** @param {boolean} value */
const storesAll = (value) => ({
  STORES_COOKIES: value,
  STORES_LOCAL: value,
  STORES_SESSION: value,
  STORES_DATABASES: value,
  STORES_CACHES: value,
  STORES_WORKERS: value,
});

/**
 * What makes a table of one that may hold no more: it grants nothing, and erases nothing either.
 * @type {Table}
 */
export const SHUT = { CLOSED: true, ASKS: false, HOLDS_UNLISTED: true, ...storesAll(false) };

// What the policy's own table may need later has to stand before the page's own code.
useTable({
  ...(earlier || CLOSED_TABLE),
  CLOSED: false,
  ASKS: true,
  GUARDED: true,
  RULED: true,
  ...storesAll(true),
});
