// Names in which `*` stands for any characters. portcullis-core answers the same; the cases in
// crates/core/data/gate-cases.json run against both.

/**
 * Whether `name` fits `pattern`; never slower than both lengths multiplied.
 * @param {string} pattern
 * @param {string} name
 */
export function fits(pattern, name) {
  const parts = pattern.split('*');
  const last = parts.pop() || '';
  if (!parts.length) return name === last;
  let at = 0;
  for (let place = 0; place < parts.length; place++) {
    const found = name.indexOf(parts[place], at);
    if (found < 0 || (!place && found)) return false;
    at = found + parts[place].length;
  }
  return name.length - at >= last.length && name.endsWith(last);
}
