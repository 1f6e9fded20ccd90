// Loads what shows something: the first layer, and show.js, which has the rest. Where a file of this
// build is gone, since another was deployed, it is asked for once more under its name without a stamp.

import { findIn, startsWith, then } from './primordials.js';
import { CLOSED, LATE, PROTOCOL, STAMP } from './table.js';
import { allScripts, head, make } from './doc.js';
import { document, window } from './world.js';
import { append, getterOf, hear, ignore, nodesOf, observe, put } from './natives.js';
import { attempt, base, isParsed, language, ownNonce, trusted, whenParsed } from './page.js';
import { arrival, isWaiting, prepareToShow } from './generic/wait.js';
/** @import { Inner, Task } from './types.js' */

/** What the interface reads. */
export const ui = { texts: '' };
/** Whether the console was told that there is no interface. */
let isTold = false;

/** @typedef {{[task: string]: (inner: Inner) => Promise<unknown>}} Show */
/** @param {string} stamp @returns {Promise<Show>} */
const importShow = (stamp) => import(`${base}show${stamp}.js`);

/** @param {unknown} why */
function sayFailed(why) {
  if (!isTold) console.error('portcullis: no interface: ' + why);
  isTold = true;
}

/**
 * Shows something: what is held stays held where that does not work. A module that came
 * before the page's import map would make some browsers ignore the map.
 * @param {Task} task
 * @returns {Promise<unknown>}
 */
export function load(task) {
  if (LATE && isWaiting()) return then(arrival, () => load(task));
  if (CLOSED || window.frameElement) return whenParsed;
  if (LATE) prepareToShow();
  return new Promise((done) => {
    const fail = (/** @type {unknown} */ why) => done(sayFailed(why));
    const show = (/** @type {Show} */ module) => void then(module[task](inner), done, fail);
    then(whenParsed, () => void then(importShow(STAMP), show, () => void then(importShow(''), show, fail)));
  });
}

/** What the gate hands to its other files. @type {Inner} */
const inner = { version: PROTOCOL, base, language, ui, trusted, load };

/** Lets in a file that the gate has called. @param {(inner: Inner) => unknown} install */
export const attach = (install) => install(inner);

/** @param {string} stamp */
function addFirstLayer(stamp) {
  const script = make('script');
  put(script, 'src', trusted('ScriptURL', `${base}first.${language()}${stamp}.js`));
  attempt(() => {
    script.nonce = ownNonce;
  });
  append(head(), script);
  return script;
}

const srcOf = /* @__PURE__ */ getterOf(HTMLScriptElement, 'src');

/** The page's own tag for the first layer. */
const firstLayerTag = () => findIn(nodesOf(allScripts()), (it) => startsWith(srcOf(it), base + 'first.'));

/** Calls the first layer, unless a tag of the page's behind the gate's does. */
export function callFirstLayer() {
  const parsing = new MutationObserver(call);
  let isCalled = false;
  function call() {
    ignore(parsing);
    if (isCalled) return;
    isCalled = true;
    hear(firstLayerTag() || addFirstLayer(STAMP), 'error', () => addFirstLayer(''));
  }
  if (isParsed()) return call();
  // The parser goes on to what stands behind the gate's tag.
  observe(parsing, document, { childList: true, subtree: true });
  then(whenParsed, call);
}
