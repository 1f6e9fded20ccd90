// The stored answer as text, and where a visitor stands by it: decided without touching a page.
// portcullis-core answers the same; the cases in crates/core/data/gate-cases.json run against both.

import {
  each,
  every,
  exec,
  filter,
  findEach,
  flat,
  includes,
  join,
  map,
  numeral,
  push,
  SafeSet,
} from './primordials.js';
import { CATEGORIES, DAYS, IDS, SERVICES } from './table.js';
/** @import { ConsentRecord, Standing } from './types.js' */

/** Minutes that clocks may differ by: a copy dated further ahead never counts. */
const AHEAD = 10;

/** @param {string} prints six characters each */
const printsIn = (prints) => map(findEach(prints, /.{6}/g), (it) => it[0]);

/**
 * Reads a stored answer; null where it cannot be read.
 * @param {unknown} raw
 * @returns {ConsentRecord | null}
 */
export function parseRecord(raw) {
  const part =
    typeof raw === 'string' &&
    raw.length < 4096 &&
    exec(/^1\.([0-9a-z]{1,8})\.([arcw])\.[a-z0-9~-]*\.((?:[\w-]{6})*)\.((?:[\w-]{6})*)$/, raw);
  return part ? [parseInt(part[1], 36), part[2], printsIn(part[3]), printsIn(part[4])] : null;
}

/**
 * The answer that counts of several copies: the newest that is not dated ahead, with what any of the same
 * minute refuses.
 * @param {unknown[]} copies
 * @param {number} time in minutes since 1970
 * @returns {[ConsentRecord | null, string, boolean]} with its text, and whether some copy is dated ahead
 */
export function newest(copies, time) {
  /** @type {ConsentRecord | null} */
  let record = null;
  let text = '';
  let isBent = false;
  for (let at = 0; at < copies.length; at++) {
    const copy = /** @type {string} */ (copies[at]);
    const next = parseRecord(copy);
    if (!next) continue;
    if (next[0] > time + AHEAD) isBent = true;
    else if (!record || next[0] > record[0]) {
      record = next;
      text = copy;
    } else if (next[0] === record[0]) {
      if (next[3].length > record[3].length) text = copy;
      record[3] = flat([record[3], next[3]]);
    }
  }
  return [record, text, isBent];
}

/**
 * The minute of an answer that is given now: later than what it takes the place of.
 * @param {number} time
 * @param {number} [last] that of the newest copy that counts
 */
export const dated = (time, last = 0) => (last < time ? time : last < time + AHEAD ? last + 1 : time + AHEAD);

/** Where a visitor stands who has not answered. @returns {Standing} */
export const unanswered = () => ({ state: 'undecided', granted: new SafeSet(), added: [] });

/**
 * Where a visitor stands at `time`, in minutes since 1970.
 * @param {ConsentRecord | null} record
 * @param {number} time
 * @returns {Standing}
 */
export function standingAt(record, time) {
  const standing = unanswered();
  if (!record || record[0] > time + AHEAD) return standing;
  standing.state = 'stale';
  if (time - record[0] >= DAYS * 1440) return standing;
  const { 2: granted, 3: refused } = record;
  each(SERVICES, ({ 1: print }, service) => {
    if (includes(refused, print)) return;
    if (includes(granted, print)) standing.granted.add(service);
    else push(standing.added, service);
  });
  if (!standing.added.length) standing.state = 'decided';
  return standing;
}

/**
 * The answer as it is stored: what was answered, by fingerprint, and no identifier.
 * @param {Set<number>} granted
 * @param {string} method
 * @param {number} at minutes since 1970
 */
export function writeRecord(granted, method, at) {
  const prints = (/** @type {boolean} */ wanted) =>
    join(
      map(
        filter(SERVICES, (_, service) => granted.has(service) === wanted),
        (it) => it[1],
      ),
      '',
    );
  const whole = filter(
    IDS,
    ({ 0: id, 1: services }) => includes(CATEGORIES, id) && every(services, (it) => granted.has(it)),
  );
  return join(
    [
      '1',
      numeral(at, 36),
      method,
      join(
        map(whole, (it) => it[0]),
        '~',
      ),
      prints(true),
      prints(false),
    ],
    '.',
  );
}
