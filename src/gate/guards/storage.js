// Storage: what a service that is not granted declares is not written.

import { isDoomed } from '../declared.js';
import { onCall, onGet, onSet } from './patch.js';
/** @import { Realm } from '../types.js' */

/** @param {unknown} cookie as it is assigned */
const cookieNameOf = (cookie) => String(cookie).split(/[=;]/)[0].trim();

/** @param {Realm} realm */
export function guardCookies(realm) {
  onSet(realm.Document.prototype, 'cookie', (self, value, native) => {
    if (!isDoomed('', cookieNameOf(value))) native.call(self, value);
  });
  const { CookieStore } = /** @type {{CookieStore?: {prototype: object}}} */ (realm);
  onCall(CookieStore?.prototype, 'set', (self, args, native) => {
    const name = /** @type {{name?: unknown} | undefined} */ (args[0])?.name ?? args[0];
    return isDoomed('', String(name))
      ? Promise.reject(new TypeError('Failed to set'))
      : native.apply(self, args);
  });
}

/**
 * The stores behind their stand-ins, with their kinds.
 * @type {WeakMap<object, [store: Storage, kind: string]>}
 */
const stores = new WeakMap();

/** @param {Storage} store @param {string} kind */
function standIn(store, kind) {
  const refuses = (/** @type {PropertyKey} */ key) => typeof key === 'string' && isDoomed(kind, key);
  const stand = new Proxy(store, {
    get: (target, key) => Reflect.get(target, key),
    set: (target, key, value) => refuses(key) || Reflect.set(target, key, value),
    defineProperty: (target, key, facts) => refuses(key) || Reflect.defineProperty(target, key, facts),
  });
  stores.set(stand, [store, kind]);
  return stand;
}

/** `localStorage.name = …` calls no method: the store itself is stood in for. @param {Realm} realm */
export function guardKeys(realm) {
  for (const name of ['localStorage', 'sessionStorage']) {
    /** @type {Storage | undefined} */
    let stand;
    onGet(realm, name, (self, native) => {
      const store = native.call(self ?? realm);
      return (stand ||= store && standIn(store, name[0]));
    });
  }
  for (const name of ['getItem', 'setItem', 'removeItem', 'clear', 'key']) {
    onCall(realm.Storage.prototype, name, (/** @type {Storage} */ self, args, native) => {
      const [store, kind] = stores.get(self) || [self, ''];
      return kind && name === 'setItem' && isDoomed(kind, String(args[0]))
        ? undefined
        : native.apply(store, args);
    });
  }
}
