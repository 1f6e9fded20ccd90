// Runs the reader of written markup over every tokenizer test of https://github.com/html5lib/html5lib-tests,
// whose folder `tokenizer` is the argument: `node --experimental-vm-modules tests/gate/html5lib.js FOLDER`.
// Says how many start tags it finds where the tests have them, and why others are not compared.

import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { load } from './load.js';
import { read } from './reader.js';

/** What brings the parser into a state, by the test's last start tag where that names one. */
const STATES = {
  'Data state': () => '',
  'PLAINTEXT state': () => '<plaintext>',
  'RCDATA state': (last) => `<${last || 'textarea'}>`,
  'RAWTEXT state': (last) => `<${last || 'style'}>`,
  'Script data state': (last) => `<${last || 'script'}>`,
  'CDATA section state': () => '<svg><![CDATA[',
};
/** Elements that bring a parser into each state of text. */
const TEXTS = {
  'RCDATA state': /^(?:title|textarea)$/,
  'RAWTEXT state': /^(?:style|xmp|iframe|noembed|noframes)$/,
  'Script data state': /^script$/,
};

/** Elements after which a parser reads in another way. */
const TEXT = /^(?:script|style|textarea|title|xmp|iframe|noembed|noframes|noscript|plaintext|svg|math)$/;

/** Text in which a test escapes what JSON cannot hold. */
const unescaped = (text) => text.replace(/\\u([0-9a-f]{4})/gi, (_, code) => String.fromCharCode(`0x${code}`));

/** Every test of the folder, once for each state that it starts in. */
function* casesOf(folder) {
  for (const file of readdirSync(folder).filter((it) => it.endsWith('.test'))) {
    const { tests, xmlViolationTests } = JSON.parse(readFileSync(join(folder, file), 'utf8'));
    for (const it of tests || xmlViolationTests)
      for (const state of it.initialStates || ['Data state']) yield { ...it, file, state };
  }
}

/** Why a case says nothing about the reader, or undefined. @param {object} it */
function left({ state, lastStartTag: last, output }) {
  if (!STATES[state]) return `starts in the ${state}`;
  if (last && TEXTS[state] && !TEXTS[state].test(last)) return `${last} brings no ${state}`;
  const names = output.filter(([kind]) => kind === 'StartTag').map(([, name]) => name);
  // The tests are the tokenizer's, which reads on as before: a parser makes text of what comes then.
  if (names.slice(0, -1).some((name) => TEXT.test(name))) return 'a parser changes the state after a tag';
}

/** A name as the tokenizer has it. */
const nameOf = (tag) =>
  /^<([^\t\n\f\r />]*)/
    .exec(tag)[1]
    .replace(/[A-Z]/g, (it) => it.toLowerCase())
    .replaceAll('\0', '\ufffd');

/** Where each start tag of the output ends, as far as that can be told: what comes after it is no markup. */
function textAfter(output) {
  const last = output.map(([kind]) => kind).lastIndexOf('StartTag');
  const after = output.slice(last + 1);
  const isPlain =
    last >= 0 && after.every(([kind, text]) => kind === 'Character' && !/[&\ufffd\n]/.test(text));
  return isPlain ? after.map(([, text]) => text).join('') : undefined;
}

/** A tag after the end of a test, which is one where nothing has begun and not ended. */
const NEXT = '<next>';

/** Whether `NEXT` is a start tag after a test; undefined where a parser decides. @param {object} it */
function hasNext({ state, input, output, errors = [] }) {
  const [kind] = output.at(-1) || [];
  if (output.some(([it, name]) => it === 'StartTag' && TEXT.test(name))) return undefined;
  if (/^(?:RC|RAW|PLAIN|Script)/.test(state) && !output.some(([it]) => it === 'EndTag')) return false;
  if (errors.some(({ code }) => code.startsWith('eof-'))) return undefined;
  return /^(?:Comment|DOCTYPE)$/.test(kind) && !input.endsWith('>') ? undefined : true;
}

/** What a case has, and what the reader found. */
function compare(readTags, it) {
  const decode = (text) => (it.doubleEscaped ? unescaped(text) : text);
  const first = STATES[it.state](it.lastStartTag);
  const input = decode(it.input);
  const output = it.output.map(([kind, text, ...rest]) => [kind, text && decode(text), ...rest]);
  const { tags, written } = read(readTags, [first + input]);
  const own = tags.slice(/<[a-z]/.test(first) ? 1 : 0);
  const expected = output.filter(([kind]) => kind === 'StartTag').map(([, name]) => name);
  const names = own.map((tag) => nameOf(tag.replace(/^~/, '')));
  const after = textAfter(output);
  const ends = after === undefined || input.includes('&') || input.endsWith(own.at(-1) + after);
  const next = hasNext({ ...it, input, output });
  const found =
    read(readTags, [first + input + NEXT])
      .tags.at(-1)
      ?.endsWith(NEXT) ?? false;
  const isNext = next === undefined || (found && !tags.at(-1)?.endsWith(NEXT)) === next;
  const isEqual = isDeepStrictEqual(names, expected) && written === first + input && ends && isNext;
  const isPlaced = after !== undefined && !input.includes('&');
  return { isEqual, names, expected, isPlaced, isFollowed: next !== undefined };
}

/** @param {string} folder */
async function run(folder) {
  const { readTags } = await load('guards/tags.js');
  const counts = {
    tests: 0,
    compared: 0,
    equal: 0,
    'with a start tag': 0,
    'with its end': 0,
    'with a tag after it': 0,
  };
  const why = {};
  for (const it of casesOf(folder)) {
    counts.tests++;
    const reason = left(it);
    if (reason) why[reason] = (why[reason] || 0) + 1;
    if (reason) continue;
    const { isEqual, names, expected, isPlaced, isFollowed } = compare(readTags, it);
    counts.compared++;
    counts.equal += Number(isEqual);
    counts['with a start tag'] += Number(expected.length > 0);
    counts['with its end'] += Number(isPlaced);
    counts['with a tag after it'] += Number(isFollowed);
    if (!isEqual) console.log(it.file, it.state, JSON.stringify([it.description, it.input, names, expected]));
  }
  console.log(counts, 'not compared:', why);
  process.exitCode = counts.equal === counts.compared && counts.compared ? 0 : 1;
}

await run(process.argv[2]);
