// Where start tags stand in markup that comes in pieces: the states of the standard's tokenizer, as far as
// they tell a tag from a text. What a tag says is the browser's own parser's to read.

import { cut, endsWith, exec, indexOf, lower, pop, push, replace, startsWith, test } from '../primordials.js';

/**
 * An element that is open, and what comes in it: `svg`, `math`, HTML `within` one of these, or just HTML.
 * @typedef {[name: string, content: string]} Open
 */

/**
 * What is open, the element whose text comes, and what has begun.
 * @typedef {{open: Open[], raw: string, rest: string}} Reading
 */

/**
 * Writes a start tag anew where it must wait, and says whether its element is one of HTML.
 * @typedef {(tag: string, name: string, isForeign: boolean) => [written: string, isHtml: boolean]} Vet
 */

/** Elements whose content is text. */
const RAW = /^(?:script|style|textarea|title|xmp|iframe|noembed|noframes|noscript|plaintext)$/;
const NAME = /[^\t\n\f\r />]*/y;
const ATTRIBUTE =
  /[\t\n\f\r /]*=?[^\t\n\f\r />=]*(?:[\t\n\f\r ]*=[\t\n\f\r ]*(?:"[^"]*"?|'[^']*'?|[^\t\n\f\r >]*))?/y;
const COMMENT = /<!--(?:-?>|[^]*?--!?>)/y;
const FOREIGN = /^(?:svg|math)$/;
/** What these bring inside SVG or MathML is read as HTML again. @type {{[content: string]: RegExp}} */
const HTML_INSIDE = {
  svg: /^<(?:foreignobject|desc|title)[\t\n\f\r />]/,
  math: /^<(?:m[inos]|mtext|annotation-xml[^]*encoding=["']?[a-z]+\/(?:html|xhtml\+xml)["']?)[\t\n\f\r />]/,
};

/**
 * Where `pattern` ends that begins at `at`, or -1.
 * @param {RegExp} pattern
 * @param {string} text
 * @param {number} at
 */
function endOf(pattern, text, at) {
  pattern.lastIndex = at;
  return test(pattern, text) ? pattern.lastIndex : -1;
}

/**
 * Where the tag ends whose name begins at `at`; -1 where it has not.
 * @param {string} text
 * @param {number} at
 */
function endOfTag(text, at) {
  let end = endOf(NAME, text, at);
  while (end < text.length && text[end] !== '>') end = endOf(ATTRIBUTE, text, end);
  return end < text.length ? end + 1 : -1;
}

/**
 * Where `what` ends that is sought from `at` on; -1 where it is not there.
 * @param {string} text
 * @param {string} what
 * @param {number} at
 */
function pastOf(text, what, at) {
  const start = indexOf(text, what, at);
  return start < 0 ? -1 : start + what.length;
}

/**
 * Where a script's text ends: a comment in it may hold a whole script.
 * @param {string} text
 * @param {number} at
 */
function endOfScript(text, at) {
  const steps = /<!--(?!-?>)|-->|<\/?script(?=[\t\n\f\r />])/gi;
  steps.lastIndex = at;
  let depth = 0;
  for (let step; (step = exec(steps, text));) {
    const word = cut(step[0], 0, 3);
    if (word === '</s' || word === '</S') {
      if (depth < 2) return step.index;
      depth = 1;
    } else if (word === '-->') depth = 0;
    else if (word === '<!-') depth ||= 1;
    else if (depth) depth = 2;
  }
  return -1;
}

/**
 * Where the text of an element ends that holds nothing else.
 * @param {string} name
 * @param {string} text
 * @param {number} at
 */
function endOfText(name, text, at) {
  if (name === 'plaintext') return -1;
  if (name === 'script') return endOfScript(text, at);
  const end = exec(new RegExp(`</${name}[\\t\\n\\f\\r />]`, 'i'), cut(text, at));
  return end ? at + end.index : -1;
}

/**
 * Where what begins with `<` at `at` ends; -1 where it has not.
 * @param {string} text @param {number} at @param {boolean} hasSections whether CDATA is text
 */
function endOfConstruct(text, at, hasSections) {
  const next = text[at + 1];
  if (text.length - at < 9 && test(/^<(?:[!/]?|!-|!\[[A-Z]*)$/, cut(text, at))) return -1;
  if (startsWith(text, '<!--', at)) return endOf(COMMENT, text, at);
  if (hasSections && startsWith(text, '<![CDATA[', at)) return pastOf(text, ']]>', at);
  if (test(/[a-z]/i, next)) return endOfTag(text, at + 1);
  if (next === '/' && test(/[a-z]/i, text[at + 2])) return endOfTag(text, at + 2);
  return test(/[!?/]/, next) ? pastOf(text, '>', at) : at + 1;
}

/** Outside a table no element begins by these: one that is taken for open would end others. */
const TABLED = /^(?:t(?:[dhr]|body|foot|head)|caption|col|colgroup)$/;

/** What comes next. @param {Open[]} open */
const contentOfLast = (open) => open[open.length - 1]?.[1] || '';

/** Whether that is SVG or MathML. @param {Open[]} open */
const isInside = (open) => test(FOREIGN, contentOfLast(open));

/**
 * Whether a tag says that its element is empty: the last slash of an unquoted value does not.
 * @param {string} tag
 */
export const isEmpty = (tag) =>
  endsWith(
    replace(tag, /=[\t\n\f\r ]*(?:"[^"]*"|'[^']*'|[^\t\n\f\r >]*)/g, () => ''),
    '/>',
  );

/** What comes in a new element. @param {Open[]} open @param {string} tag @param {string} name */
function contentIn(open, tag, name) {
  const around = contentOfLast(open);
  if (!isInside(open)) return test(FOREIGN, name) ? name : '';
  if (name === 'svg' && open[open.length - 1][0] === 'annotation-xml') return name;
  return test(HTML_INSIDE[around], tag) ? 'within' : around;
}

/** Notes that an element ends; one that is not open does not. @param {Open[]} open @param {string} name */
function leave(open, name) {
  let place = open.length;
  while (place-- && open[place][0] !== name);
  if (place >= 0) open.length = place;
}

/** Reads one tag that has ended. @param {Reading} reading @param {string} tag @param {Vet} vetTag */
function readTag(reading, tag, vetTag) {
  const { open } = reading;
  const plain = lower(tag);
  const { 1: slash, 2: name } = exec(/^<(\/?)([a-z][^\t\n\f\r />]*)/, plain) || /** @type {string[]} */ ([]);
  if (!name) return tag;
  const isForeign = isInside(open);
  const endsForeign = !isForeign || test(/^(?:p|br)$/, name);
  const { 0: written, 1: isHtml } = slash ? [tag, endsForeign] : vetTag(tag, name, isForeign);
  while (isHtml && isInside(open)) pop(open);
  const content = contentIn(open, plain, name);
  if (slash) leave(open, name);
  else if (!test(TABLED, name) && (!content || !isEmpty(tag))) push(open, [name, content]);
  if (isHtml && !slash && test(RAW, name)) reading.raw = name;
  return written;
}

/**
 * Goes through `text` up to what has begun and not ended, which stays in `reading.rest`: a tag, a comment, or
 * the text of an element whose tag is written.
 * @param {Reading} reading
 * @param {string} text
 * @param {Vet} vetTag
 * @returns {string} what may be written
 */
export function readTags(reading, text, vetTag) {
  let done = '';
  let at = 0;
  for (let start; (start = reading.raw ? at : indexOf(text, '<', at)) >= 0;) {
    const { open, raw } = reading;
    done += cut(text, at, start);
    at = start;
    const end = raw ? endOfText(raw, text, at) : endOfConstruct(text, at, contentOfLast(open) !== '');
    if (end < 0) {
      reading.rest = cut(text, at);
      return done;
    }
    reading.raw = '';
    const part = cut(text, at, end);
    done += raw ? part : readTag(reading, part, vetTag);
    at = end;
  }
  reading.rest = '';
  return done + cut(text, at);
}
