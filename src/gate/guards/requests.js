// Requests that code starts: refused with the platform's own error.

/**
 * An object of a platform's class that never gets anywhere: it says `error`, a socket then `close`.
 * @param {string} name
 * @param {any} type the class itself, or one that extends it
 * @param {string} url
 */
function dead(name, type, url) {
  const it = new EventTarget();
  Object.setPrototypeOf(it, type.prototype);
  const facts = {
    url, readyState: 0, onerror: null, onclose: null, onopen: null, onmessage: null,
    binaryType: 'blob', bufferedAmount: 0, protocol: '', extensions: '', withCredentials: false,
  };
  for (const [name, value] of Object.entries(facts)) Object.defineProperty(it, name, { value, writable: true });
  for (const name of ['send', 'close', 'postMessage', 'terminate', 'start']) Object.defineProperty(it, name, { value() {} });
  Object.defineProperty(it, 'port', { value: it });
  setTimeout(() => {
    /** @type {any} */ (it).readyState = name === 'EventSource' ? 2 : 3;
    const events = name === 'WebSocket' ? [new Event('error'), new CloseEvent('close', { code: 1006 })] : [new Event('error')];
    for (const event of events) {
      /** @type {any} */ (it)['on' + event.type]?.(event);
      it.dispatchEvent(event);
    }
  });
  return it;
}

/** @param {any} realm */
function guardConnections(realm) {
  for (const name of ['WebSocket', 'EventSource', 'Worker', 'SharedWorker']) {
    onNew(realm, name, (args, next, type) => (waits(args[0]) === undefined ? next() : dead(name, type, String(args[0]))));
  }
  onNew(realm, 'Audio', (args, next) => {
    const audio = next([]);
    if (args.length) audio.src = args[0];
    return audio;
  });
  onNew(realm, 'FontFace', ([family, source, ...rest], next) => {
    const addresses = [...String(source).matchAll(/url\(\s*["']?([^"')]*)/g)].map((it) => it[1]);
    return next([family, addresses.some((it) => waits(it) !== undefined) ? 'url(data:,)' : source, ...rest]);
  });
}

/** @param {any} realm */
function guardFetch(realm) {
  onCall(realm, 'fetch', (self, args, native) => {
    const url = args[0]?.url ?? String(args[0]);
    const answer = () => (waits(url) === undefined ? native.apply(self, args) : Promise.reject(new TypeError('Failed to fetch')));
    return LATE && waits(url) === LATER ? arrival.then(answer) : answer();
  });
  onCall(realm.Navigator.prototype, 'sendBeacon', (self, args, native) => {
    const send = () => waits(args[0]) === undefined && native.apply(self, args);
    if (!LATE || waits(args[0]) !== LATER) return send();
    arrival.then(send);
    return true;
  });
  onCall(realm.ServiceWorkerContainer?.prototype, 'register', (self, args, native) =>
    (waits(args[0]) === undefined ? native.apply(self, args) : Promise.reject(new TypeError('Failed to register a ServiceWorker'))));
}

/** @param {any} realm */
function guardXhr(realm) {
  const { prototype } = realm.XMLHttpRequest;
  /** Which wait for an answer, by request. @type {WeakMap<object, boolean>} */
  const refused = new WeakMap();
  onCall(prototype, 'open', (self, args, native) => {
    if (LATE && opensLate(self, args)) return native.apply(self, args);
    const stops = waits(args[1]) !== undefined;
    refused.delete(self);
    if (stops) refused.set(self, args.length < 3 || !!args[2]);
    // An address of the page's own that is never asked for.
    return native.apply(self, stops ? [args[0], location.href, ...args.slice(2)] : args);
  });
  onCall(prototype, 'send', (self, args, native) => {
    if (LATE && opened.has(self)) return sendLate(self, args, native);
    const waiting = refused.get(self);
    if (waiting === undefined) return native.apply(self, args);
    if (!waiting) throw new DOMException("Failed to execute 'send' on 'XMLHttpRequest'", 'NetworkError');
    const end = () => {
      Object.defineProperty(self, 'readyState', { value: 4, configurable: true });
      for (const name of ['readystatechange', 'error', 'loadend']) self.dispatchEvent(new ProgressEvent(name));
      delete self.readyState;
    };
    setTimeout(end);
    return undefined;
  });
}
