// Where start tags stand in markup that comes in pieces: the states of the standard's tokenizer, as far as
// they tell a tag from a text. What a tag says is the browser's own parser's to read.

/** @typedef {{foreign: string[], rest: string}} Reading elements of SVG and MathML that are open, and what has begun */

/**
 * Writes a start tag anew where it must wait, and says whether its element is one of HTML.
 * @typedef {(tag: string, name: string, isForeign: boolean) => [written: string, isHtml: boolean]} Vet
 */

/** Elements whose content is text. */
const RAW = /^(?:script|style|textarea|title|xmp|iframe|noembed|noframes|noscript|plaintext)$/;
const NAME = /[^\t\n\f\r />]*/y;
const ATTRIBUTE =
  /[\t\n\f\r /]*=?[^\t\n\f\r />=]*(?:[\t\n\f\r ]*=[\t\n\f\r ]*(?:"[^"]*(?:"|$)|'[^']*(?:'|$)|[^\t\n\f\r >]*))?/y;
const COMMENT = /<!--(?:-?>|[^]*?--!?>)/y;
/** What a name of these brings inside SVG or MathML is read as HTML again. */
const HTML_INSIDE = /^(?:foreignobject|desc|title|annotation-xml|m[inos]|mtext)$/;

/** Where `pattern` ends that begins at `at`, or -1. @param {RegExp} pattern @param {string} text @param {number} at */
function endOf(pattern, text, at) {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : -1;
}

/** Where the tag ends whose name begins at `at`; -1 where it has not. @param {string} text @param {number} at */
function endOfTag(text, at) {
  let end = endOf(NAME, text, at);
  while (end < text.length && text[end] !== '>') end = endOf(ATTRIBUTE, text, end);
  return end < text.length ? end + 1 : -1;
}

/** Where `what` ends that is sought from `at` on; -1 where it is not there. @param {string} text @param {string} what @param {number} at */
function pastOf(text, what, at) {
  const start = text.indexOf(what, at);
  return start < 0 ? -1 : start + what.length;
}

/** Where a script's text ends: a comment in it may hold a whole script. @param {string} text @param {number} at */
function endOfScript(text, at) {
  const steps = /<!--(?!-?>)|-->|<\/?script(?=[\t\n\f\r />])/gi;
  steps.lastIndex = at;
  let depth = 0;
  for (let step; (step = steps.exec(text));) {
    const word = step[0].slice(0, 3);
    if (word === '</s' || word === '</S') {
      if (depth < 2) return step.index;
      depth = 1;
    } else if (word === '-->') depth = 0;
    else if (word === '<!-') depth ||= 1;
    else if (depth) depth = 2;
  }
  return -1;
}

/** Where the text of an element ends that holds nothing else. @param {string} name @param {string} text @param {number} at */
function endOfText(name, text, at) {
  if (name === 'plaintext') return text.length;
  if (name === 'script') return endOfScript(text, at);
  const end = text.slice(at).search(new RegExp(`</${name}[\\t\\n\\f\\r />]`, 'i'));
  return end < 0 ? -1 : at + end;
}

/**
 * Where what begins with `<` at `at` ends; -1 where it has not.
 * @param {string} text @param {number} at @param {boolean} isForeign
 */
function endOfConstruct(text, at, isForeign) {
  const next = text[at + 1];
  if (text.length - at < 9 && /^<(?:[!/]?|!-|!\[[A-Z]*)$/.test(text.slice(at))) return -1;
  if (text.startsWith('<!--', at)) return endOf(COMMENT, text, at);
  if (isForeign && text.startsWith('<![CDATA[', at)) return pastOf(text, ']]>', at);
  if (/[a-z]/i.test(next)) return endOfTag(text, at + 1);
  if (next === '/' && /[a-z]/i.test(text[at + 2])) return endOfTag(text, at + 2);
  return /[!?/]/.test(next) ? pastOf(text, '>', at) : at + 1;
}

/** Whether what comes next is SVG or MathML. @param {string[]} foreign */
const isInside = (foreign) => /^(?:svg|math)$/.test(foreign[foreign.length - 1]);

/** Notes what a tag opens or closes of SVG and MathML. @param {string[]} foreign @param {string} tag @param {string} name */
function enter(foreign, tag, name) {
  const place = foreign.lastIndexOf(name);
  if (tag[1] === '/') foreign.length = place < 0 ? foreign.length : place;
  else if (
    !tag.endsWith('/>') &&
    (/^(?:svg|math)$/.test(name) || (isInside(foreign) && HTML_INSIDE.test(name)))
  )
    foreign.push(name);
}

/**
 * Reads one tag that has ended, with the text that belongs to it.
 * @param {Reading} reading @param {string} text @param {number} at @param {number} end of the tag @param {Vet} vetTag
 * @returns {[written: string, end: number]}
 */
function readTag({ foreign }, text, at, end, vetTag) {
  const tag = text.slice(at, end);
  const [, slash, name] = /** @type {string[]} */ (
    /^<(\/?)([a-z][^\t\n\f\r />]*)/i.exec(tag.toLowerCase()) || [tag]
  );
  if (!name) return [tag, end];
  const isForeign = isInside(foreign);
  const [written, isHtml] = slash ? [tag, !isForeign] : vetTag(tag, name, isForeign);
  if (isForeign && isHtml) foreign.length = 0;
  const until = isHtml && !slash && RAW.test(name) ? endOfText(name, text, end) : end;
  if (until >= 0) enter(foreign, tag, name);
  return [written + text.slice(end, until), until];
}

/**
 * Goes through `text` up to what has begun and not ended, which stays in `reading.rest`.
 * @param {Reading} reading
 * @param {string} text
 * @param {Vet} vetTag
 * @returns {string} what may be written
 */
export function readTags(reading, text, vetTag) {
  let [done, at] = ['', 0];
  for (let start; (start = text.indexOf('<', at)) >= 0;) {
    done += text.slice(at, start);
    at = start;
    const end = endOfConstruct(text, at, isInside(reading.foreign));
    const [written, until] = end < 0 ? ['', end] : readTag(reading, text, at, end, vetTag);
    if (until < 0) {
      reading.rest = text.slice(at);
      return done;
    }
    done += written;
    at = until;
  }
  reading.rest = '';
  return done + text.slice(at);
}
