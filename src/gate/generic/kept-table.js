// The generic gate's table: what an earlier page has kept, or one that is on its way.
// Until it is there the gate is closed, and every third-party request waits.

import { every, keysOf, parseJson, split } from '../primordials.js';
import { CLOSED_TABLE, STAMP, useTable } from '../table.js';
import { window } from '../world.js';
import { attempt } from '../page.js';
import { endWaiting } from './wait.js';

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
const table = Object(isOurs && attempt(() => parseJson(lines[2])));
/** What is read only to show something and to compare: texts by language, the theme, the policy's text. */
export let extras = lines[3];

/** @param {string} json */
export function setExtras(json) {
  extras = json;
}

// What the table may need later has to stand before the page's own code.
const OPEN_TO_ALL = {
  CLOSED: false,
  ASKS: true,
  STORES_COOKIES: true,
  STORES_LOCAL: true,
  STORES_SESSION: true,
};
if (every(keysOf(CLOSED_TABLE), (name) => name in table)) {
  useTable(table);
  endWaiting();
} else useTable({ ...CLOSED_TABLE, ...OPEN_TO_ALL });
