// What waits for a table that is on its way. In a gate that is built for its policy nothing does:
// LATE is false there, and all of this folds away.

import { apply, then } from '../primordials.js';
import { LATE } from '../table.js';

/** What an element is held for until there is a table that says what for. */
export const LATER = 'portcullis:later';

let waits = LATE;
let arrive = () => {};
/** Once there is a table. @type {Promise<unknown>} */
export const arrival = /* @__PURE__ */ new Promise((done) => {
  arrive = () => done(0);
});

/** Whether there is no table yet. */
export const isWaiting = () => waits;

/**
 * An answer counts for the policy that is there: until there is one it waits.
 * @template {(...args: any[]) => void} Act @reason each answers in its own words
 * @param {Act} act
 * @returns {(...args: Parameters<Act>) => void}
 */
export const inTime =
  (act) =>
  (...args) =>
    void (waits ? then(arrival, () => apply(act, null, args)) : apply(act, null, args));

/** There is a table: nothing is held for later any more. */
export function endWaiting() {
  waits = false;
}

/** What was held for later is decided on. */
export const announceArrival = () => arrive();

/** Gives the interface what the table's owner has brought along. */
export let prepareToShow = () => {};

/** @param {() => void} prepare */
export function beforeShowing(prepare) {
  prepareToShow = prepare;
}
