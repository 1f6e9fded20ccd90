// How the generic gate comes by its table: the policy is fetched, and compiled by WebAssembly
// that nothing else needs. What was held is then decided on in place.

import { each, filter, flat, isArray, join, keysOf, map, parseJson, then, toJson } from '../primordials.js';
import {
  ASKS,
  CLOSED_TABLE,
  COMPILE_MODULE,
  COMPILE_SCRIPT,
  ENFORCED,
  SIGNALS,
  STAMP,
  useTable,
} from '../table.js';
import {
  SHUT,
  STORE,
  extras,
  earlier,
  earlierPolicy,
  policyAddress,
  policyName,
  setExtras,
} from './kept-table.js';
import { document, window } from '../world.js';
import { csp, enforce } from '../csp.js';
import { erase } from '../guards/erase.js';
import { startSignals } from '../guards/signals.js';
import { load, ui } from '../load.js';
import { review } from '../markup.js';
import { forgetVerdicts } from '../match.js';
import { attempt, base, isParsed, language, whenParsed } from '../page.js';
import { here, learn, read } from '../standing.js';
import { everything } from '../states.js';
import { lineUpScripts } from './scripts.js';
import { announceArrival, arrival, beforeShowing, endWaiting } from './wait.js';
/** @import { Compile, Compiled, Table } from '../types.js' */

/** How long a page waits for its policy, in milliseconds. */
const PATIENCE = 30000;
/** No guard stands in front of this one. */
const { fetch: fetchNatively } = window;
const get = (/** @type {string} */ url, how = {}) => fetchNatively(url, how);

/** The policy as it is served now. */
async function fetchPolicy() {
  if (!policyName) throw 'name it with data-policy on the tag of gate.js';
  const answer = await get(policyAddress, { cache: 'no-cache' });
  if (!answer.ok) throw answer.status;
  return answer.text();
}

/** @returns {Promise<Compile>} */
async function fetchCompiler() {
  // A module that came before the page's import map would make some browsers ignore the map.
  await new Promise((done) => then(whenParsed, done));
  const code = get(base + COMPILE_MODULE);
  const module = await import(base + COMPILE_SCRIPT);
  await module.default({ module_or_path: code });
  return module.compile;
}

/** A server that hangs is one that is not there. @returns {Promise<never>} */
const late = () => new Promise((_, fail) => setTimeout(fail, PATIENCE, 'no answer in 30 seconds'));

/** Takes the kept table away: what the policy's owner has broken holds nothing open. */
const dropTable = () => attempt(() => delete window.localStorage[STORE]);

/** A value as JSON, whatever the page's libraries call `toJSON`. @param {unknown} value @returns {string} */
function textOf(value) {
  if (!value || typeof value !== 'object') return toJson(value);
  if (isArray(value)) return `[${join(map(value, textOf))}]`;
  const fields = /** @type {{[name: string]: unknown}} */ (value);
  const names = filter(keysOf(fields), (it) => fields[it] !== undefined);
  return `{${join(map(names, (it) => toJson(it) + ':' + textOf(fields[it])))}}`;
}

/**
 * Compiles a policy and keeps what comes of it for later pages; what is wrong with it goes to the console.
 * @param {string} policy
 * @param {Compile} compile
 */
function compileAndStore(policy, compile) {
  const { table, problems, ...rest } = /** @type {Compiled} */ (parseJson(compile(policyName, policy)));
  each(problems, ({ 0: severity, 1: text }) => {
    console[severity](text);
  });
  const more = textOf({ policy, ...rest });
  if (table) {
    const lines = [STAMP, policyAddress, textOf(table), more];
    attempt(() => {
      window.localStorage[STORE] = join(lines, '\n');
    });
  } else {
    dropTable();
    console.error('portcullis: the policy has errors, everything optional is held');
  }
  return { table, more };
}

/** @param {unknown} why */
const sayNone = (why) =>
  console.error(`portcullis: no policy, everything optional is held: ${policyName} ${why}`);

/**
 * The compiler, unless the policy is what the earlier table was made of.
 * @param {Promise<string>} policy
 */
const compilerFor = async (policy) =>
  earlierPolicy !== undefined && (await policy) === earlierPolicy ? null : fetchCompiler();

/** The table of the policy as it is served now. */
async function fetchTable() {
  const coming = fetchPolicy();
  const both = Promise.all([coming, compilerFor(coming)]);
  const { 0: policy, 1: compile } = await Promise.race([both, late()]);
  if (!compile) return earlier;
  const { table, more } = compileAndStore(policy, compile);
  setExtras(more);
  return table;
}

/** Until the policy is there everything waits: that of an earlier page may grant what this one does not. */
async function come() {
  try {
    goOn((await fetchTable()) || CLOSED_TABLE);
  } catch (why) {
    sayNone(why);
    // A server that is not there says nothing of the policy.
    const isGone = why === 404 || why === 410;
    if (isGone) dropTable();
    goOn(earlier && !isGone ? { ...earlier, ...SHUT } : CLOSED_TABLE);
  }
}

/** What was held is decided on by the table that has come. @param {Table} table */
function goOn(table) {
  endWaiting();
  useTable(table);
  learn();
  read();
  if (ENFORCED && table !== earlier) enforce(csp(here.granted));
  forgetVerdicts();
  if (SIGNALS) startSignals();
  erase();
  review(everything());
  announceArrival();
}

/** Gives the interface its texts, and the page the policy's own look. */
function prepare() {
  if (ui.texts) return;
  attempt(() => {
    const { texts, theme } = parseJson(extras);
    ui.texts = toJson(texts[language()]);
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(theme);
    document.adoptedStyleSheets = flat([document.adoptedStyleSheets, [sheet]]);
  });
}

/** Starts what comes late. */
export function begin() {
  beforeShowing(prepare);
  then(arrival, () => {
    if (ASKS && here.state !== 'decided') load('component');
  });
  if (!isParsed()) lineUpScripts();
  come();
}
