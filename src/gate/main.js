// The gate: first in the page's head, plain JavaScript, its table compiled in.
//
// Without a table, a record or storage everything optional stays held, and the page works.

import { define, freeze, then } from './primordials.js';
import { ASKS, BARE, CLOSED, ENFORCED, GUARDED, LATE, PROTOCOL } from './table.js';
import { allScripts, currentScript, findFirst, hearPage } from './doc.js';
import { document, window } from './world.js';
import { hear, observe } from './natives.js';
import { acceptAll, onClick, rejectAll, set, show, sync, withdraw } from './answers.js';
import { csp, enforce } from './csp.js';
import { arrival, inTime } from './generic/wait.js';
import { installGuards } from './guards/install.js';
import { held, once } from './guards/report.js';
import { attach, callFirstLayer, load, ui } from './load.js';
import { onMutation, review } from './markup.js';
import { KEY, fire, honoursGpc, whenParsed } from './page.js';
import { allows, decision, here, raw, read, presumed } from './standing.js';
import { everything } from './states.js';

/** Once the page is parsed and what was allowed is let go. */
const getReady = () =>
  new Promise((done) => {
    const go = () => {
      review(everything());
      if (findFirst('[data-portcullis=declaration]')) load(BARE ? 'nothing' : 'component');
      fire('ready', decision);
      done(decision);
    };
    then(whenParsed, () => (LATE ? void then(arrival, go) : go()));
  });

/** The script API. */
const api = () => ({
  version: PROTOCOL,
  ready: getReady(),
  allows,
  attach,
  acceptAll: LATE ? inTime(acceptAll) : acceptAll,
  rejectAll: LATE ? inTime(rejectAll) : rejectAll,
  set: LATE ? inTime(set) : set,
  withdraw: LATE ? inTime(withdraw) : withdraw,
  show,
  held: GUARDED ? held : () => [],
  once: GUARDED ? once : () => {},
  get gpc() {
    return honoursGpc();
  },
  get decision() {
    return decision;
  },
  get texts() {
    return ui.texts;
  },
  get record() {
    return raw;
  },
});

/** Hears of what changes the answer. */
function listen() {
  hearPage('click', onClick, true);
  if (!ASKS) return;
  // Where tabs are processes, the cookie may come after the mirror.
  hear(window, 'storage', () => setTimeout(sync, 99));
  hear(window, 'pageshow', sync);
}

/** Whether something came before the gate, or nothing waits for it. */
function cameLate() {
  const tag = allScripts()[0];
  return tag !== currentScript() || tag.async || tag.defer;
}

/** Opens the gate's work on this page; a second gate leaves the work to the first. */
export function start() {
  // An element, or an object of the page's, may be called so.
  if (/** @type {{[KEY]?: {set?: Partial<Function>}}} */ (window)[KEY]?.set?.call) return false;
  if (CLOSED && !LATE) console.error('portcullis: the policy has errors, everything optional is held');
  read();
  if (ENFORCED) enforce(csp(presumed()));
  define(window, KEY, { value: freeze(api()) });
  if (GUARDED) installGuards();
  if (!LATE && ASKS && here.state !== 'decided') callFirstLayer();
  observe(new MutationObserver(onMutation), document, {
    childList: true,
    subtree: true,
    attributeFilter: ['data-consent'],
  });
  listen();
  if (cameLate()) load('late');
  return true;
}
