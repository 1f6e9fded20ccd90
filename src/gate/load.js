// Loads what shows something: the first layer, and show.js, which has the rest. Where a file of this
// build is gone, since another was deployed, it is asked for once more under its name without a stamp.

import { CLOSED, LATE, PROTOCOL, STAMP } from './table.js';
import { doc } from './doc.js';
import { document, window } from './world.js';
import { base, isParsed, language, ownTag, trusted, whenParsed } from './page.js';
import { arrival, isWaiting, prepareToShow } from './generic/wait.js';
/** @import { Inner, Task } from './types.js' */

/** What the interface reads. */
export const ui = { texts: '' };
/** Whether the console was told that there is no interface. */
let isTold = false;

/** @param {string} stamp @returns {Promise<{[task: string]: (inner: Inner) => unknown}>} */
const importShow = (stamp) => import(`${base}show${stamp}.js`);

/**
 * Shows something: what is held stays held where that does not work. A module that came
 * before the page's import map would make some browsers ignore the map.
 * @param {Task} task
 * @returns {Promise<unknown>}
 */
export function load(task) {
  if (LATE && isWaiting()) return arrival.then(() => load(task));
  if (CLOSED || window.frameElement) return whenParsed;
  if (LATE) prepareToShow();
  return whenParsed
    .then(() => importShow(STAMP).catch(() => importShow('')))
    .then((module) => module[task](inner))
    .catch((why) => {
      if (!isTold) console.error('portcullis: no interface: ' + why);
      isTold = true;
    });
}

/** What the gate hands to its other files. @type {Inner} */
const inner = { version: PROTOCOL, base, language, ui, trusted, load };

/** Lets in a file that the gate has called. @param {(inner: Inner) => unknown} install */
export const attach = (install) => install(inner);

/** @param {string} stamp */
function addFirstLayer(stamp) {
  const script = doc.createElement('script');
  script.src = trusted('ScriptURL', `${base}first.${language()}${stamp}.js`);
  script.nonce = ownTag?.nonce;
  doc.head.append(script);
  return script;
}

/** The page's own tag for the first layer. */
const firstLayerTag = () => [...document.scripts].find((it) => it.src.startsWith(base + 'first.'));

/** Calls the first layer, unless a tag of the page's behind the gate's does. */
export function callFirstLayer() {
  const parsing = new MutationObserver(call);
  let isCalled = false;
  function call() {
    parsing.disconnect();
    if (isCalled) return;
    isCalled = true;
    (firstLayerTag() || addFirstLayer(STAMP)).onerror = () => addFirstLayer('');
  }
  if (isParsed()) return call();
  // The parser goes on to what stands behind the gate's tag.
  parsing.observe(document, { childList: true, subtree: true });
  whenParsed.then(call);
}
