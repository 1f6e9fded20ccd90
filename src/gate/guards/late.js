// A script that is released late finds the page as if it had come in time: what it waits for
// has happened already, and what it writes goes where it stands.

import { apply, define, each, join, remove, test } from '../primordials.js';
import { UNDOES } from '../table.js';
import { readyState } from '../doc.js';
import { document, window } from '../world.js';
import { getterOf } from '../natives.js';
import { isParsed } from '../page.js';
import { released } from '../states.js';
import { writeBeside } from './beside.js';
import { onCall, onSet, onUnpatch } from './patch.js';
/** @import { Realm } from '../types.js' */

/** @param {string} type */
const hasHappened = (type) => (type === 'load' ? readyState() === 'complete' : isParsed());
const scriptOf = /* @__PURE__ */ getterOf(Document, 'currentScript');
const isLate = () => released.has(scriptOf(document));

/**
 * @param {EventTarget} target
 * @param {EventListenerOrEventListenerObject | null} listener
 * @param {string} type
 */
const callSoon = (target, listener, type) =>
  setTimeout(() => {
    const event = new Event(type);
    if (typeof listener === 'function') apply(listener, target, [event]);
    else listener?.handleEvent(event);
  });

/** @param {EventTarget} target */
const standInForListening = (target) =>
  new Proxy(target.addEventListener, {
    apply(_, self, args) {
      const { 0: type, 1: listener } = args;
      if (test(/^(DOMContentLoaded|load)$/, type) && isLate() && hasHappened(type))
        callSoon(target, listener, type);
      // A framework may have put its own on the prototype since.
      else apply(EventTarget.prototype.addEventListener, self ?? window, args);
    },
  });

/** `DOMContentLoaded` and `load` for who asks after them. @param {Realm} realm */
export function guardLate(realm) {
  if (realm !== window) return;
  each([document, window], (target) => {
    const value = standInForListening(target);
    define(target, 'addEventListener', { configurable: true, writable: true, value });
    if (UNDOES)
      onUnpatch(() => {
        remove(target, 'addEventListener');
      });
  });
  onSet(window, 'onload', (self, listener, native) => {
    if (isLate() && hasHappened('load')) callSoon(window, /** @type {EventListener} */ (listener), 'load');
    else apply(native, self ?? window, [listener]);
  });
}

/** @param {Realm} realm */
export function guardWrite(realm) {
  each(['write', 'writeln'], (name) => {
    onCall(realm.Document.prototype, name, (/** @type {Document} */ self, args, native) => {
      const script = self === document && scriptOf(self);
      if (!script || !released.has(script)) return apply(native, self, args);
      writeBeside(script, join(args, '') + (name === 'write' ? '' : '\n'));
    });
  });
}
