// Storage: what a service that is not granted declares is not written.

import {
  apply,
  create,
  define,
  each,
  getFrom,
  map,
  rejected,
  SafeWeakMap,
  setIn,
  split,
  trim,
} from '../primordials.js';
import { isDoomed } from '../declared.js';
import { attempt } from '../page.js';
import { onCall, onGet, onNew, onSet } from './patch.js';
/** @import { Realm } from '../types.js' */

/** @param {unknown} cookie as it is assigned */
const cookieNameOf = (cookie) => trim(split(split(`${cookie}`, '=')[0], ';')[0]);

/** @param {Realm} realm */
export function guardCookies(realm) {
  onSet(realm.Document.prototype, 'cookie', (self, value, native) => {
    if (!isDoomed('', cookieNameOf(value))) apply(native, self, [value]);
  });
  const { CookieStore } = /** @type {{CookieStore?: {prototype: object}}} */ (realm);
  onCall(CookieStore?.prototype, 'set', (self, args, native) => {
    const name = /** @type {{name?: unknown} | undefined} */ (args[0])?.name ?? args[0];
    return isDoomed('', `${name}`) ? rejected(new TypeError('Failed to set')) : apply(native, self, args);
  });
}

/**
 * The stores behind their stand-ins, with their kinds.
 * @type {WeakMap<object, [store: Storage, kind: string]>}
 */
const stores = /* @__PURE__ */ new SafeWeakMap();

/** The stand-in of each store. @type {WeakMap<object, Storage>} */
const stands = /* @__PURE__ */ new SafeWeakMap();
/** The store behind a stand-in; anything else as it is. @param {unknown} area */
const storeOf = (area) => stores.get(/** @type {object} */ (area))?.[0] || area;

/** @param {Storage} store @param {string} kind */
function standIn(store, kind) {
  const refuses = (/** @type {PropertyKey} */ key) => typeof key === 'string' && isDoomed(kind, key);
  const stand = new Proxy(store, {
    get: (target, key) => getFrom(target, key),
    set: (target, key, value) => refuses(key) || setIn(target, key, value),
    defineProperty: (target, key, facts) => refuses(key) || define(target, key, facts),
  });
  stores.set(stand, [store, kind]);
  stands.set(store, stand);
  return stand;
}

/** Events take a store and give one. @param {Realm} realm */
function guardEvents(realm) {
  const { prototype } = realm.StorageEvent;
  onGet(prototype, 'storageArea', (self, native) => {
    const area = apply(native, self, []);
    // A page that has not asked for it yet is told of the same one later.
    attempt(() => [realm.localStorage, realm.sessionStorage]);
    return stands.get(area) || area;
  });
  onCall(prototype, 'initStorageEvent', (self, args, native) => apply(native, self, map(args, storeOf)));
  onNew(realm, 'StorageEvent', ({ 0: type, 1: init }, next) => {
    const { storageArea } = /** @type {StorageEventInit} */ (init || {});
    if (!stores.has(/** @type {object} */ (storageArea))) return next();
    const area = { storageArea: { value: storeOf(storageArea) } };
    return next([type, create(/** @type {object} */ (init), area)]);
  });
}

/** `localStorage.name = …` calls no method: the store itself is stood in for. @param {Realm} realm */
export function guardKeys(realm) {
  each(['localStorage', 'sessionStorage'], (name) => {
    onGet(realm, name, (self, native) => {
      const store = apply(native, self ?? realm, []);
      return store && (stands.get(store) || standIn(store, name[0]));
    });
  });
  each(['getItem', 'setItem', 'removeItem', 'clear', 'key'], (name) => {
    onCall(realm.Storage.prototype, name, (/** @type {Storage} */ self, args, native) => {
      const { 0: store, 1: kind } = stores.get(self) || [self, ''];
      return kind && name === 'setItem' && isDoomed(kind, `${args[0]}`)
        ? undefined
        : apply(native, store, args);
    });
  });
  onGet(realm.Storage.prototype, 'length', (self, native) => apply(native, storeOf(self), []));
  guardEvents(realm);
}
