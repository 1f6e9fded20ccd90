// A script that is released late finds the page as if it had come in time: what it waits for
// has happened already, and what it writes goes where it stands.

import { UNDOES } from '../table.js';
import { doc } from '../doc.js';
import { document, window } from '../world.js';
import { getterOf } from '../natives.js';
import { isParsed } from '../page.js';
import { released } from '../states.js';
import { writeBeside } from './beside.js';
import { onCall, onSet, onUnpatch } from './patch.js';
/** @import { Realm } from '../types.js' */

/** @param {string} type */
const hasHappened = (type) => (type === 'load' ? doc.readyState === 'complete' : isParsed());
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
    if (typeof listener === 'function') listener.call(target, event);
    else listener?.handleEvent(event);
  });

/** @param {EventTarget} target */
const standInForListening = (target) =>
  new Proxy(target.addEventListener, {
    apply(_, self, args) {
      const [type, listener] = args;
      if (/^(DOMContentLoaded|load)$/.test(type) && isLate() && hasHappened(type))
        callSoon(target, listener, type);
      // A framework may have put its own on the prototype since.
      else Reflect.apply(EventTarget.prototype.addEventListener, self ?? window, args);
    },
  });

/** `DOMContentLoaded` and `load` for who asks after them. @param {Realm} realm */
export function guardLate(realm) {
  if (realm !== window) return;
  for (const target of [document, window]) {
    const value = standInForListening(target);
    Object.defineProperty(target, 'addEventListener', { configurable: true, writable: true, value });
    if (UNDOES)
      onUnpatch(() => {
        Reflect.deleteProperty(target, 'addEventListener');
      });
  }
  onSet(window, 'onload', (self, listener, native) => {
    if (isLate() && hasHappened('load')) callSoon(window, /** @type {EventListener} */ (listener), 'load');
    else native.call(self ?? window, listener);
  });
}

/** @param {Realm} realm */
export function guardWrite(realm) {
  for (const name of ['write', 'writeln']) {
    onCall(realm.Document.prototype, name, (/** @type {Document} */ self, args, native) => {
      const script = self === document && scriptOf(self);
      if (!script || !released.has(script)) return native.apply(self, args);
      writeBeside(script, args.join('') + (name === 'write' ? '' : '\n'));
    });
  }
}
