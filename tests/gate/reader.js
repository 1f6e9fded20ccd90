// Reads markup as a document's writing does, without a browser: its start tags, and what is written.

/** Start tags that end SVG and MathML around them, as far as tests here have them. */
const ENDS_FOREIGN = /^(?:b|body|br|div|h[1-6]|img|li|p|pre|span|table|ul|var)$/;

/** Whether a tag that was found in SVG or MathML is one of HTML. */
const isHtml = (tag, name) =>
  ENDS_FOREIGN.test(name) || (name === 'font' && /\s(?:color|face|size)[\s=>]/i.test(tag));

/**
 * What comes of markup in pieces: each start tag as it stood, after a sign for one in SVG or MathML, and
 * what is written in the end, each tag as `write` has it.
 * @param {Function} readTags
 * @param {string[]} pieces
 * @param {(tag: string) => string} [write]
 */
export function read(readTags, pieces, write = (tag) => tag) {
  const reading = { open: [], raw: '', rest: '' };
  const tags = [];
  const vetTag = (tag, name, isForeign) => {
    const isInside = isForeign && !isHtml(tag, name);
    tags.push((isInside ? '~' : '') + tag);
    return [write(tag), !isInside];
  };
  const done = pieces.map((piece) => readTags(reading, reading.rest + piece, vetTag));
  return { tags, written: done.join('') + reading.rest, rest: reading.rest };
}
