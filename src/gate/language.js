// Which of a policy's languages a visitor gets. portcullis-core answers the same; the cases in
// crates/core/data/gate-cases.json run against both.

/**
 * The first of `wanted` that is listed, or that one of the listed goes on or is a part of; else the
 * first that is listed.
 * @param {readonly string[]} listed in lower case
 * @param {readonly string[]} wanted BCP 47 tags
 */
export function choose(listed, wanted) {
  for (const language of wanted) {
    const asked = language.toLowerCase();
    if (listed.includes(asked)) return asked;
    for (const one of listed) if (asked.startsWith(one + '-') || one.startsWith(asked + '-')) return one;
  }
  return listed[0];
}
