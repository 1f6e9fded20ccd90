// Where the visitor stands: read from what is stored, kept, and described for the script API.

import {
  cut,
  each,
  filter,
  flat,
  flatMap,
  freeze,
  includes,
  listOf,
  map,
  parseJson,
  SafeMap,
  setOf,
  some,
  split,
  startsWith,
} from './primordials.js';
import {
  ASKS,
  DAYS,
  DOMAIN,
  IDS,
  LATE,
  METHODS,
  REVISION,
  RUNS_UNTIL_REFUSED,
  SERVICES,
  SHARED,
  STORES_COOKIES,
} from './table.js';
import { readCookie, writeCookie } from './doc.js';
import { now, window } from './world.js';
import { dated, newest, parseRecord, standingAt, unanswered, writeRecord } from './record.js';
import { expire, secureAttribute } from './cookies.js';
import { KEY, attempt, honoursGpc, isSecure } from './page.js';
import { isWaiting } from './generic/wait.js';
/** @import { ConsentRecord, Decision, Standing } from './types.js' */

/** The record as stored, or "". */
export let raw = '';
/** @type {Standing} */
export let here = unanswered();
/** @type {Decision} */
export let decision;
/** Optional services, by their place in the table. @type {number[]} */
export let optional;
/** Services by the id of a service or a category. @type {Map<string, number[]>} */
let members;

/** Reads the table's ids: again, where another table has come. */
export function learn() {
  optional = map(SERVICES, (_, service) => service);
  members = new SafeMap();
  each(IDS, ({ 0: id, 1: services }) => members.set(id, services));
}

/** Services behind `id`; undefined where the policy knows no such id. @param {string} id */
export const servicesOf = (id) => members.get(id);

/** Those of them that are not granted. @param {string} id */
export function missing(id) {
  const services = members.get(id);
  return services && filter(services, (service) => !here.granted.has(service));
}

/** Whether all behind `id`, a service or a category, may run. @param {string} id */
export const allows = (id) => missing(id)?.length === 0;

/** @param {number[]} services */
export const idsOf = (services) => freeze(map(services, (service) => SERVICES[service][0]));

const cookieName = () => (isSecure && !SHARED ? '__Host-' : '') + KEY;

/** @param {string} value @param {number} at the answer's time: visits do not prolong it (TECH-71) */
function keep(value, at) {
  const seconds = (at + DAYS * 1440 - now()) * 60;
  const domain = SHARED ? '; Domain=' + DOMAIN : '';
  attempt(() => {
    const place = `SameSite=Lax; Path=/${domain}${secureAttribute}`;
    writeCookie(`${cookieName()}=${value}; Max-Age=${seconds}; ${place}`);
  });
  // An old mirror must not outlive a newer refusal: it is written here too.
  attempt(() => {
    window.localStorage[KEY] = `"${value}"`;
  });
}

/** The copies in cookies, of which a parent domain may have set one too. */
function readCookies() {
  const own = cookieName() + '=';
  return flatMap(split(readCookie(), '; '), (it) => (startsWith(it, own) ? [cut(it, own.length)] : []));
}

/** Every copy, that of the mirror first. @returns {unknown[]} */
const readCopies = () =>
  flat([[attempt(() => parseJson(window.localStorage[KEY]))], attempt(readCookies) || []]);

/** Takes away what is dated ahead, where this page can: it would stand in the way of later answers. */
function dropAhead() {
  if (STORES_COOKIES) expire(cookieName());
  attempt(() => delete window.localStorage[KEY]);
}

/** What was granted by the kept table, while nobody knows whether that counts. @type {Set<number>} */
let grantedBefore = setOf([]);
/** The grants, for what is undone or narrowed once the policy is there, if they do not count. */
export const presumed = () => (LATE && isWaiting() ? grantedBefore : here.granted);

/** Reads the stored answer; of its copies the newest counts (TECH-70). */
export function read() {
  if (!ASKS) return describe(null);
  const copies = readCopies();
  const time = now();
  let { 0: record, 1: text, 2: isBent } = newest(copies, time);
  const found = standingAt(record, time);
  if (RUNS_UNTIL_REFUSED && !honoursGpc() && attempt(readCookies) && !copies[1] && !copies[0])
    found.granted = setOf(optional);
  if (LATE && isWaiting()) {
    grantedBefore = found.granted;
    return describe(null);
  }
  raw = text;
  here = found;
  if (isBent) dropAhead();
  if (here.state === 'undecided') record = null;
  // A lost cookie comes back from its mirror, with the life it had.
  else if (record && (isBent || !includes(copies, raw, 1))) keep(raw, record[0]);
  describe(record);
}

/** Keeps an answer that is given now. @param {Set<number>} granted @param {string} method */
export function keepAnswer(granted, method) {
  const time = now();
  const at = dated(time, newest(readCopies(), time)[0]?.[0]);
  raw = writeRecord(granted, method, at);
  keep(raw, at);
  const record = parseRecord(raw);
  here = standingAt(record, time);
  describe(record);
}

/** Whether the next page finds the answer: some browsers store nothing. */
export const isStored = () => some(readCopies(), (it) => it === raw);

/** @param {ConsentRecord | null} record */
function describe(record) {
  decision = freeze({
    state: here.state,
    granted: idsOf(listOf(here.granted)),
    refused: idsOf(filter(optional, (service) => !here.granted.has(service))),
    added: idsOf(here.added),
    decidedAt: record && record[0] * 60000,
    revision: REVISION,
    method: record && METHODS[record[1]],
  });
}

learn();
