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

/** `localStorage.name = …` calls no method: the store itself is stood in for. @param {any} realm */
function guardKeys(realm) {
  for (const name of ['localStorage', 'sessionStorage']) {
    const refuses = (/** @type {PropertyKey} */ key) => typeof key === 'string' && doomed(name[0])(key);
    /** @type {any} */
    let stand;
    onGet(realm, name, (self, native) => {
      const store = native.call(self ?? realm);
      stand ||= store && new Proxy(store, {
        get: (target, key) => {
          const value = target[key];
          if (typeof value !== 'function') return value;
          return (/** @type {any[]} */ ...args) => (key === 'setItem' && refuses(String(args[0])) ? undefined : value.apply(target, args));
        },
        set: (target, key, value) => { if (!refuses(key)) target[key] = value; return true; },
      });
      return stand;
    });
  }
}
