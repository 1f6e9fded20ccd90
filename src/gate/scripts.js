// Running what was held: in document order, a slice at a time, an inline script behind those before it.

import { doc } from './doc.js';
import { window } from './world.js';
import { attempt, trusted } from './page.js';
import { mayRun, released } from './states.js';
/** @import { Held } from './types.js' */

/** Milliseconds of work before other tasks have their turn. */
const SLICE = 20;
/** Scripts to run, in document order. @type {Held[]} */
const queue = [];
/** Ordered scripts on their way: an inline script waits for them. @type {Set<Element>} */
const pending = new Set();

export const endOfSlice = () => window.performance.now() + SLICE;
/** Whether the slice is used up. @param {number} end */
export const isOver = (end) => window.performance.now() > end;

/** Whether a script waits for its turn, or one that others wait for is on its way. */
export const isRunning = () => !!(queue.length || pending.size);

/** @param {Held} script */
const addressOf = (script) => script.dataset.src ?? script.getAttribute('src');

/** Whether a script runs once the parser is done: `defer` says nothing of one without an address.
 * @param {Held} script */
export const isDeferred = (script) =>
  script.dataset.type === 'module' || (!!script.defer && addressOf(script) !== null);

/** A script that runs, like `old` in everything else. @param {Held} old */
function revive(old) {
  const script = doc.createElement('script');
  const src = addressOf(old);
  for (const { name, value } of old.attributes) {
    if (!/^(type|src|nonce|async)$/.test(name)) script.setAttribute(name, value);
  }
  if (old.dataset.type) script.type = old.dataset.type;
  // The browser hides the nonce from getAttribute (TECH-92).
  script.nonce = old.nonce;
  script.async = old.hasAttribute('async');
  if (src === null) script.text = trusted('Script', old.text);
  else script.src = trusted('ScriptURL', src);
  return script;
}

/** @param {Held} old */
function run(old) {
  const script = revive(old);
  released.add(script);
  if (script.src && !script.async && !script.noModule && /^$|module|javascript/.test(script.type)) {
    pending.add(script);
    const next = () => {
      pending.delete(script);
      pump();
    };
    script.addEventListener('load', next);
    script.addEventListener('error', next);
  }
  old.replaceWith(script);
}

/** @param {Held} script */
export function enqueue(script) {
  queue.push(script);
}

/** Whether scripts before an inline one are on their way; the one that runs now has come. */
const areOthersComing = () => pending.size > +pending.has(/** @type {Element} */ (doc.currentScript));

/** Runs the first in the queue; an inline script waits for the ordered scripts before it (TECH-93). */
function runFirst() {
  // Modules too: Firefox keeps an inline one behind nothing that code inserts.
  if (addressOf(queue[0]) === null && areOthersComing()) return false;
  const script = /** @type {Held} */ (queue.shift());
  // What was refused while it waited its turn stays.
  if (script.isConnected && mayRun(script)) attempt(() => run(script));
  else released.delete(script);
  return true;
}

/** Runs the queue, a slice at a time. */
export function pump(end = endOfSlice()) {
  while (queue.length) {
    if (isOver(end)) return void setTimeout(pump);
    if (!runFirst()) return;
  }
}

/** Runs scripts before all that wait: what is inline at once. @param {Held[]} scripts */
export function runNext(scripts) {
  queue.unshift(...scripts);
  scripts.every(runFirst);
}
