// Where the visitor stands: read from what is stored, kept, and described for the script API.

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
} from './table.js';
import { document, now, window } from './world.js';
import { parseRecord, standingAt, unanswered, writeRecord } from './record.js';
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
  optional = [...SERVICES.keys()];
  members = new Map(IDS);
}

/** Services behind `id`; undefined where the policy knows no such id. @param {string} id */
export const servicesOf = (id) => members.get(id);

/** Those of them that are not granted. @param {string} id */
export const missing = (id) => members.get(id)?.filter((service) => !here.granted.has(service));

/** Whether all behind `id`, a service or a category, may run. @param {string} id */
export const allows = (id) => missing(id)?.length === 0;

/** @param {Iterable<number>} services */
export const idsOf = (services) => Object.freeze([...services].map((service) => SERVICES[service][0]));

const cookieName = () => (isSecure && !SHARED ? '__Host-' : '') + KEY;
export const secureAttribute = isSecure ? '; Secure' : '';

/** @param {string} value @param {number} at the answer's time: visits do not prolong it (TECH-71) */
function keep(value, at) {
  const seconds = (at + DAYS * 1440 - now()) * 60;
  const domain = SHARED ? '; Domain=' + DOMAIN : '';
  attempt(() => {
    const place = `SameSite=Lax; Path=/${domain}${secureAttribute}`;
    document.cookie = `${cookieName()}=${value}; Max-Age=${seconds}; ${place}`;
  });
  // An old mirror must not outlive a newer refusal: it is written here too.
  attempt(() => {
    window.localStorage[KEY] = `"${value}"`;
  });
}

/** Reads the stored answer; the newest copy that can be read counts (TECH-70). */
export function read() {
  if (!ASKS || (LATE && isWaiting())) return describe(null);
  const own = cookieName() + '=';
  // A parent domain may have set one too.
  const cookies = attempt(() =>
    document.cookie
      .split('; ')
      .filter((it) => it.startsWith(own))
      .map((it) => it.slice(own.length)),
  );
  const mirror = attempt(() => JSON.parse(window.localStorage[KEY]));
  /** @type {ConsentRecord | null} */
  let record = null;
  raw = '';
  for (const copy of [...(cookies || []), mirror + '']) {
    const next = parseRecord(copy);
    if (next && !(record && record[0] >= next[0])) [record, raw] = [next, copy];
  }
  here = standingAt(record, now());
  if (here.state === 'undecided') record = null;
  // A lost cookie comes back from its mirror, with the life it had.
  else if (record && !cookies?.includes(raw)) keep(raw, record[0]);
  if (RUNS_UNTIL_REFUSED && !honoursGpc() && cookies && !cookies.length && !mirror)
    here.granted = new Set(optional);
  describe(record);
}

/** Keeps an answer that is given now. @param {Set<number>} granted @param {string} method */
export function keepAnswer(granted, method) {
  const at = now();
  raw = writeRecord(granted, method, at);
  keep(raw, at);
  const record = parseRecord(raw);
  here = standingAt(record, at);
  describe(record);
}

/** @param {ConsentRecord | null} record */
function describe(record) {
  decision = Object.freeze({
    state: here.state,
    granted: idsOf(here.granted),
    refused: idsOf(optional.filter((service) => !here.granted.has(service))),
    added: idsOf(here.added),
    decidedAt: record && record[0] * 60000,
    revision: REVISION,
    method: record && METHODS[record[1]],
  });
}

learn();
