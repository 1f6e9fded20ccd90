// Running what was held: in document order, a slice at a time, an inline script behind those before it.

import { each, every, flat, push, SafeSet, shift, test, uncurry } from './primordials.js';
import { currentScript, make } from './doc.js';
import { window } from './world.js';
import { hear, isConnected, look, namesOf, put, setterOf, textIn } from './natives.js';
import { attempt, trusted } from './page.js';
import { mayRun, released } from './states.js';
/** @import { Held } from './types.js' */

/** Milliseconds of work before other tasks have their turn. */
const SLICE = 20;
/** Scripts to run, in document order. @type {Held[]} */
let queue = [];
/** Ordered scripts on their way: an inline script waits for them. @type {Set<Element>} */
const pending = /* @__PURE__ */ new SafeSet();

const performance = window.performance;
const tick = /* @__PURE__ */ uncurry(performance.now);
export const endOfSlice = () => tick(performance) + SLICE;
/** Whether the slice is used up. @param {number} end */
export const isOver = (end) => tick(performance) > end;

/** Whether a script waits for its turn, or one that others wait for is on its way. */
export const isRunning = () => !!(queue.length || pending.size);

/** @param {Held} script */
const addressOf = (script) => look(script, 'data-src') ?? look(script, 'src');

const setAsync = /* @__PURE__ */ setterOf(HTMLScriptElement, 'async');
const setText = /* @__PURE__ */ setterOf(HTMLScriptElement, 'text');

/** A script that runs, like `old` in everything else. @param {Held} old */
function revive(old) {
  const script = make('script');
  const src = addressOf(old);
  const type = look(old, 'data-type');
  each(namesOf(old), (name) => {
    if (!test(/^(type|src|nonce|async)$/, name)) put(script, name, /** @type {string} */ (look(old, name)));
  });
  if (type) put(script, 'type', type);
  // The browser hides the nonce from getAttribute (TECH-92).
  attempt(() => {
    script.nonce = old.nonce;
  });
  setAsync(script, look(old, 'async') !== null);
  if (src === null) setText(script, trusted('Script', textIn(old)));
  // By the guard that stands in front.
  else script.src = trusted('ScriptURL', src);
  return script;
}

/** @param {Held} script */
const isOrdered = (script) =>
  look(script, 'async') === null &&
  look(script, 'nomodule') === null &&
  test(/^$|module|javascript/, look(script, 'type') || '');

/** @param {Held} old */
function run(old) {
  const script = revive(old);
  released.add(script);
  if (addressOf(old) && isOrdered(script)) {
    pending.add(script);
    const next = () => {
      pending.delete(script);
      pump();
    };
    hear(script, 'load', next);
    hear(script, 'error', next);
  }
  old.replaceWith(script);
}

/** @param {Held} script */
export function enqueue(script) {
  push(queue, script);
}

/** Whether scripts before an inline one are on their way; the one that runs now has come. */
const areOthersComing = () => pending.size > +pending.has(/** @type {Element} */ (currentScript()));

/** Runs the first in the queue; an inline script waits for the ordered scripts before it (TECH-93). */
function runFirst() {
  const isInline = addressOf(queue[0]) === null && look(queue[0], 'data-type') !== 'module';
  if (isInline && areOthersComing()) return false;
  const script = /** @type {Held} */ (shift(queue));
  // What was refused while it waited its turn stays.
  if (isConnected(script) && mayRun(script)) attempt(() => run(script));
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
  queue = flat([scripts, queue]);
  every(scripts, runFirst);
}
