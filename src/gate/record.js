// The stored answer as text, and where a visitor stands by it: decided without touching a page.
// portcullis-core answers the same; the cases in crates/core/data/gate-cases.json run against both.

import { CATEGORIES, DAYS, IDS, SERVICES } from './table.js';
/** @import { ConsentRecord, Standing } from './types.js' */

/** Minutes that clocks may differ by: a copy dated further ahead never counts. */
const AHEAD = 10;

/** @param {string} prints six characters each */
const split = (prints) => prints.match(/.{6}/g) || [];

/**
 * Reads a stored answer; null where it cannot be read.
 * @param {unknown} raw
 * @returns {ConsentRecord | null}
 */
export function parseRecord(raw) {
  const part =
    typeof raw === 'string' &&
    raw.length < 4096 &&
    /^1\.([0-9a-z]{1,8})\.([arcw])\.[a-z0-9~-]*\.((?:[\w-]{6})*)\.((?:[\w-]{6})*)$/.exec(raw);
  return part ? [parseInt(part[1], 36), part[2], split(part[3]), split(part[4])] : null;
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
  for (const copy of /** @type {string[]} */ (copies)) {
    const next = parseRecord(copy);
    if (!next) continue;
    if (next[0] > time + AHEAD) isBent = true;
    else if (!record || next[0] > record[0]) [record, text] = [next, copy];
    else if (next[0] === record[0]) {
      if (next[3].length > record[3].length) text = copy;
      record[3].push(...next[3]);
    }
  }
  return [record, text, isBent];
}

/**
 * The minute of an answer that is given now: later than what it takes the place of.
 * @param {number} time
 * @param {number} [last] that of the newest copy that counts
 */
export const dated = (time, last = 0) => Math.min(Math.max(time, last + 1), time + AHEAD);

/** Where a visitor stands who has not answered. @returns {Standing} */
export const unanswered = () => ({ state: 'undecided', granted: new Set(), added: [] });

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
  const [, , granted, refused] = record;
  SERVICES.forEach(([, print], service) => {
    if (refused.includes(print)) return;
    if (granted.includes(print)) standing.granted.add(service);
    else standing.added.push(service);
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
    SERVICES.filter((_, service) => granted.has(service) === wanted)
      .map((it) => it[1])
      .join('');
  const whole = IDS.filter(
    ([id, services]) => CATEGORIES.includes(id) && services.every((it) => granted.has(it)),
  );
  return ['1', at.toString(36), method, whole.map((it) => it[0]).join('~'), prints(true), prints(false)].join(
    '.',
  );
}
