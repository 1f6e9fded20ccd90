// Which of a policy's languages a visitor gets. portcullis-core answers the same; the cases in
// crates/core/data/gate-cases.json run against both.

import { findIn, includes, lower, startsWith } from './primordials.js';

/**
 * The first of `wanted` that is listed, or that one of the listed goes on or is a part of; else the
 * first that is listed.
 * @param {readonly string[]} listed in lower case
 * @param {readonly string[]} wanted BCP 47 tags
 */
export function choose(listed, wanted) {
  for (let at = 0; at < wanted.length; at++) {
    const asked = lower(wanted[at]);
    if (includes(listed, asked)) return asked;
    const part = findIn(listed, (one) => startsWith(asked, one + '-') || startsWith(one, asked + '-'));
    if (part) return part;
  }
  return listed[0];
}
