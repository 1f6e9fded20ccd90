// A script that is released late finds the page as if it had come in time: what it waits for
// has happened already, and what it writes goes where it stands.

/** @param {string} type */
const hasHappened = (type) => (type === 'load' ? document.readyState === 'complete' : document.readyState !== 'loading');
const isLate = () => !!document.currentScript && gate.released.has(document.currentScript);

/** @param {any} target @param {any} listener @param {string} type */
const callSoon = (target, listener, type) => setTimeout(() => {
  const event = new Event(type);
  if (typeof listener === 'function') listener.call(target, event);
  else listener?.handleEvent(event);
});

/** `DOMContentLoaded` and `load` for who asks after them. @param {any} realm */
function guardLate(realm) {
  if (realm !== window) return;
  for (const target of [document, window]) {
    Object.defineProperty(target, 'addEventListener', { configurable: true, writable: true, value: new Proxy(target.addEventListener, {
      apply(_, self, args) {
        const [type, listener] = args;
        if (/^(DOMContentLoaded|load)$/.test(type) && isLate() && hasHappened(type)) callSoon(target, listener, type);
        // A framework may have put its own on the prototype since.
        else Reflect.apply(EventTarget.prototype.addEventListener, self ?? window, args);
      },
    }) });
    patches.push(() => { delete /** @type {any} */ (target).addEventListener; });
  }
  onSet(window, 'onload', (self, listener, native) => {
    if (isLate() && hasHappened('load')) callSoon(window, listener, 'load');
    else native.call(self ?? window, listener);
  });
}

/** Where the writing of a script goes on. @type {WeakMap<Element, ChildNode>} */
const written = new WeakMap();

/** What a released script writes after the parser is done would wipe the page. @param {any} realm */
function guardWrite(realm) {
  for (const name of ['write', 'writeln']) {
    onCall(realm.Document.prototype, name, (self, args, native) => {
      const script = self.currentScript;
      if (self.readyState === 'loading' || !script || !gate.released.has(script)) return native.apply(self, args);
      const range = self.createRange();
      range.selectNode(script);
      const brought = range.createContextualFragment(args.join(''));
      for (const it of brought.querySelectorAll('script')) it.async = false;
      const last = brought.lastChild;
      (written.get(script) || script).after(brought);
      if (last) written.set(script, last);
      return undefined;
    });
  }
}
