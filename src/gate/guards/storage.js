// Storage: what a service that is not granted declares is not written.

/** @param {string} cookie as it is assigned */
const nameOf = (cookie) => String(cookie).split(/[=;]/)[0].trim();

/** @param {any} realm */
function guardCookies(realm) {
  onSet(realm.Document.prototype, 'cookie', (self, value, native) => {
    if (!doomed('')(nameOf(value))) native.call(self, value);
  });
  onCall(realm.CookieStore?.prototype, 'set', (self, args, native) => {
    const name = args[0]?.name ?? args[0];
    return doomed('')(String(name)) ? Promise.reject(new TypeError('An unknown error occurred while writing the cookie.')) : native.apply(self, args);
  });
}

/** The stores behind their stand-ins, with their kinds. @type {WeakMap<object, [store: any, kind: string]>} */
const stores = new WeakMap();

/** @param {any} store @param {string} kind */
function standIn(store, kind) {
  const refuses = (/** @type {PropertyKey} */ key) => typeof key === 'string' && doomed(kind)(key);
  const stand = new Proxy(store, {
    get: (target, key) => target[key],
    set: (target, key, value) => { if (!refuses(key)) target[key] = value; return true; },
    defineProperty: (target, key, facts) => refuses(key) || Reflect.defineProperty(target, key, facts),
  });
  stores.set(stand, [store, kind]);
  return stand;
}

/** `localStorage.name = …` calls no method: the store itself is stood in for. @param {any} realm */
function guardKeys(realm) {
  for (const name of ['localStorage', 'sessionStorage']) {
    /** @type {any} */
    let stand;
    onGet(realm, name, (self, native) => {
      const store = native.call(self ?? realm);
      return (stand ||= store && standIn(store, name[0]));
    });
  }
  for (const name of ['getItem', 'setItem', 'removeItem', 'clear', 'key']) {
    onCall(realm.Storage.prototype, name, (self, args, native) => {
      const [store, kind] = stores.get(self) || [self, ''];
      return kind && name === 'setItem' && doomed(kind)(String(args[0])) ? undefined : native.apply(store, args);
    });
  }
}
