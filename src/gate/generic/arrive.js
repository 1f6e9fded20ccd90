// How the generic gate comes by its table: the policy is fetched, and compiled by WebAssembly
// that nothing else needs. What was held is then decided on in place.

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
import { doc } from '../doc.js';
import { window } from '../world.js';
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
const get = window.fetch.bind(window);

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
  await whenParsed;
  const [module, code] = await Promise.all([import(base + COMPILE_SCRIPT), get(base + COMPILE_MODULE)]);
  await module.default({ module_or_path: code });
  return module.compile;
}

/** A server that hangs is one that is not there. @returns {Promise<never>} */
const late = () => new Promise((_, fail) => setTimeout(fail, PATIENCE, 'no answer in 30 seconds'));

/** Takes the kept table away: what the policy's owner has broken holds nothing open. */
const dropTable = () => attempt(() => window.localStorage.removeItem(STORE));

/** A value as JSON, whatever the page's libraries call `toJSON`. @param {unknown} value @returns {string} */
function textOf(value) {
  if (!value || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(textOf)}]`;
  const fields = /** @type {{[name: string]: unknown}} */ (value);
  const names = Object.keys(fields).filter((it) => fields[it] !== undefined);
  return `{${names.map((it) => JSON.stringify(it) + ':' + textOf(fields[it]))}}`;
}

/**
 * Compiles a policy and keeps what comes of it for later pages; what is wrong with it goes to the console.
 * @param {string} policy
 * @param {Compile} compile
 */
function make(policy, compile) {
  const { table, problems, ...rest } = /** @type {Compiled} */ (JSON.parse(compile(policyName, policy)));
  for (const [severity, text] of problems) console[severity](text);
  const more = textOf({ policy, ...rest });
  if (table) {
    const lines = [STAMP, policyAddress, textOf(table), more];
    attempt(() => window.localStorage.setItem(STORE, lines.join('\n')));
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
  const [policy, compile] = await Promise.race([Promise.all([coming, compilerFor(coming)]), late()]);
  if (!compile) return earlier;
  const { table, more } = make(policy, compile);
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
    const { texts, theme } = JSON.parse(extras);
    ui.texts = JSON.stringify(texts[language()]);
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(theme);
    doc.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  });
}

/** Starts what comes late. */
export function begin() {
  beforeShowing(prepare);
  arrival.then(() => {
    if (ASKS && here.state !== 'decided') load('component');
  });
  if (!isParsed()) lineUpScripts();
  come();
}
