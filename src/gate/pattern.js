// Names in which `*` stands for any characters. portcullis-core answers the same; the cases in
// crates/core/data/gate-cases.json run against both.

import { endsWith, indexOf, pop, split } from './primordials.js';

/**
 * Whether `name` fits `pattern`; never slower than both lengths multiplied.
 * @param {string} pattern
 * @param {string} name
 */
export function fits(pattern, name) {
  const parts = split(pattern, '*');
  const last = pop(parts) || '';
  if (!parts.length) return name === last;
  let at = 0;
  for (let place = 0; place < parts.length; place++) {
    const found = indexOf(name, parts[place], at);
    if (found < 0 || (!place && found)) return false;
    at = found + parts[place].length;
  }
  return name.length - at >= last.length && endsWith(name, last);
}
