// What shows something: a module that the gate loads when there is something to show.
// A decided visitor's page does without it, and what is held stays held without it.

import { PROTOCOL, SHEET, STAMP, UI_MODULE, UI_SCRIPT } from './table.js';
import { document, window } from './world.js';
import { keepClear } from './clear.js';
/** @import { Inner } from './types.js' */

/** @typedef {{[key: string]: string}} Labels */
/** @type {Promise<Labels> | undefined} */
let labels;
/** @type {Promise<unknown> | undefined} */
let started;

/** A file's name without what a build puts into it. @param {string} name */
const unstamped = (name) => name.replace(/\.[0-9a-f]{6}(?=\.\w+$)/, '');

/**
 * Gets a file, or once more under its name without a stamp: another build may have been deployed.
 * @template T
 * @param {string} name
 * @param {(name: string) => Promise<T>} get
 */
const either = (name, get) => get(name).catch(() => get(unstamped(name)));

/** @param {string} url */
const text = (url) =>
  fetch(url).then((answer) => (answer.ok ? answer.text() : Promise.reject(`${url}: ${answer.status}`)));

/** @param {string} href @returns {Promise<unknown>} */
const linkSheet = (href) =>
  new Promise((done, fail) => {
    const link = document.createElement('link');
    document.head.append(Object.assign(link, { rel: 'stylesheet', href, onload: done, onerror: fail }));
  });

/** Fetches the texts and their style. @param {Inner} inner @returns {Promise<Labels>} */
async function fetchLabels({ base, language, ui }) {
  const sheet = either(SHEET, (name) => linkSheet(base + name)).catch(() => 0);
  ui.texts ||= await either(`texts.${language()}${STAMP}.json`, (name) => text(base + name));
  await sheet;
  return JSON.parse(ui.texts).labels;
}

/** The interface's own words. @param {Inner} inner */
function getLabels(inner) {
  return (labels ||= fetchLabels(inner).catch((why) => {
    labels = undefined;
    throw why;
  }));
}

/**
 * The second layer as plain HTML, where the component cannot start.
 * @param {Inner} inner
 * @param {unknown} why
 */
async function plain(inner, why) {
  console.error('portcullis: no interface: ' + why);
  const name = `second.${inner.language()}${STAMP}.js`;
  (await either(name, (it) => import(inner.base + it))).second(inner);
}

/** @param {Inner} inner */
async function start(inner) {
  if (inner.version !== PROTOCOL) throw 'this page is of an older build, load it again';
  const [module] = await Promise.all([
    either(UI_SCRIPT, (name) => import(inner.base + name)),
    getLabels(inner),
  ]);
  await either(UI_MODULE, (name) => module.default({ module_or_path: inner.base + name }));
  await clear();
}

/**
 * The WASM component: second layer, declaration, placeholders. An app of the site's own may have one.
 * @param {Inner} inner
 */
export async function component(inner) {
  if (!started && document.querySelector('[data-portcullis-interface]')) return;
  return (started ||= start(inner)
    .catch((why) => plain(inner, why))
    .catch((why) => {
      started = undefined;
      throw why;
    }));
}

/** Whether the page is kept clear of the first layer. */
let isClear = false;

/** Keeps the page clear of the first layer until there is an answer. */
export async function clear() {
  const layer = /** @type {HTMLElement | null} */ (document.querySelector('.portcullis-banner'));
  if (!layer || isClear) return;
  isClear = true;
  const end = keepClear(layer);
  const look = () => {
    if (window.portcullis.decision.state !== 'decided') return;
    document.removeEventListener('portcullis:decision', look);
    end();
  };
  document.addEventListener('portcullis:decision', look);
}

/** What a site's own app asks for, to show its layers itself. @param {Inner} inner */
export const texts = (inner) => getLabels(inner);

/** A small button that leads back, for a page without a link of its own (LAW-30). @param {Inner} inner */
export async function reopen(inner) {
  const { reopen: label } = await getLabels(inner);
  if (document.querySelector('.portcullis-reopen')) return;
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'portcullis-reopen';
  button.dataset.portcullis = 'preferences';
  button.textContent = label;
  document.body.append(button);
}

/** Says in the declaration's place that nothing is stored. @param {Inner} inner */
export async function nothing(inner) {
  const { no_cookies: sentence } = await getLabels(inner);
  for (const it of document.querySelectorAll('[data-portcullis=declaration]')) it.textContent = sentence;
}

/** What keeps a tag from being the first that runs. @param {HTMLScriptElement | undefined} tag */
const atFault = (tag) => ['async', 'defer', 'type'].filter((name) => tag?.hasAttribute(name));

/** Says that the gate came late, why, and what ran before it. @param {Inner} inner */
export async function late({ base }) {
  const tag = [...document.scripts].find((it) => it.src.startsWith(base + 'gate.'));
  const faults = atFault(tag);
  const change = faults.length ? `take ${faults.join(' and ')} off its tag` : 'put its tag first in <head>';
  const [own] = tag?.src ? performance.getEntriesByName(tag.src) : [];
  const since = /** @type {PerformanceResourceTiming | undefined} */ (own)?.responseEnd ?? Infinity;
  const names = performance
    .getEntriesByType('resource')
    .filter((it) => it.startTime < since && new URL(it.name).host !== location.host)
    .map((it) => it.name);
  const before = names.length ? names.join(' ') : 'nothing of other hosts';
  console.error(`portcullis: the gate came late, ${change}; before it came ${before}`);
}
