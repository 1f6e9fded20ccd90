// Erasing what refused services have stored, as far as a page can (LAW-32).

import { each, keysOf, map, split, then } from '../primordials.js';
import {
  STORES_CACHES,
  STORES_COOKIES,
  STORES_DATABASES,
  STORES_LOCAL,
  STORES_SESSION,
  STORES_WORKERS,
} from '../table.js';
import { readCookie } from '../doc.js';
import { pathnameOf } from '../natives.js';
import { window } from '../world.js';
import { expire } from '../cookies.js';
import { isDoomed } from '../declared.js';
import { attempt } from '../page.js';

const eraseCookies = () =>
  each(
    map(split(readCookie(), '; '), (it) => split(it, '=')[0]),
    (name) => isDoomed('', name) && expire(name),
  );

/** @param {'localStorage' | 'sessionStorage'} kind */
function eraseKeys(kind) {
  const store = window[kind];
  each(keysOf(store), (name) => isDoomed(kind[0], name) && delete store[name]);
}

/**
 * Does something with each of what the browser finds, unless it denies that.
 * @template T
 * @param {Promise<readonly T[]>} list
 * @param {(it: T) => void} act
 */
const ask = (list, act) =>
  then(
    list,
    (them) => each(them, act),
    () => 0,
  );

const eraseDatabases = () =>
  ask(window.indexedDB.databases(), ({ name = '' }) => {
    if (isDoomed('i', name)) window.indexedDB.deleteDatabase(name);
  });

const eraseCaches = () =>
  ask(window.caches.keys(), (name) => {
    if (isDoomed('c', name)) window.caches.delete(name);
  });

const eraseWorkers = () =>
  ask(window.navigator.serviceWorker.getRegistrations(), (worker) => {
    if (isDoomed('w', pathnameOf(new URL(worker.scope)))) worker.unregister();
  });

/** Erases what services that are not granted have stored (LAW-32). */
export function erase() {
  if (STORES_COOKIES) attempt(eraseCookies);
  if (STORES_LOCAL) attempt(() => eraseKeys('localStorage'));
  if (STORES_SESSION) attempt(() => eraseKeys('sessionStorage'));
  // Where the browser denies them there is nothing to erase.
  if (STORES_DATABASES) attempt(eraseDatabases);
  if (STORES_CACHES) attempt(eraseCaches);
  if (STORES_WORKERS) attempt(eraseWorkers);
}
