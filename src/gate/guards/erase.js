// Erasing what refused services have stored, as far as a page can (LAW-32).

import {
  STORES_CACHES,
  STORES_COOKIES,
  STORES_DATABASES,
  STORES_LOCAL,
  STORES_SESSION,
  STORES_WORKERS,
} from '../table.js';
import { doc } from '../doc.js';
import { window } from '../world.js';
import { expire } from '../cookies.js';
import { isDoomed } from '../declared.js';
import { attempt } from '../page.js';

const eraseCookies = () =>
  doc.cookie
    .split('; ')
    .map((it) => it.split('=')[0])
    .forEach((name) => isDoomed('', name) && expire(name));

/** @param {'localStorage' | 'sessionStorage'} kind */
function eraseKeys(kind) {
  const store = window[kind];
  Object.keys(store).forEach((name) => isDoomed(kind[0], name) && store.removeItem(name));
}

async function eraseDatabases() {
  for (const { name = '' } of await window.indexedDB.databases()) {
    if (isDoomed('i', name)) window.indexedDB.deleteDatabase(name);
  }
}

async function eraseCaches() {
  for (const name of await window.caches.keys()) if (isDoomed('c', name)) window.caches.delete(name);
}

async function eraseWorkers() {
  for (const worker of await window.navigator.serviceWorker.getRegistrations()) {
    if (isDoomed('w', new URL(worker.scope).pathname)) worker.unregister();
  }
}

/** Erases what services that are not granted have stored (LAW-32). */
export function erase() {
  if (STORES_COOKIES) attempt(eraseCookies);
  if (STORES_LOCAL) attempt(() => eraseKeys('localStorage'));
  if (STORES_SESSION) attempt(() => eraseKeys('sessionStorage'));
  // Where the browser denies them there is nothing to erase.
  if (STORES_DATABASES) eraseDatabases().catch(() => 0);
  if (STORES_CACHES) eraseCaches().catch(() => 0);
  if (STORES_WORKERS) eraseWorkers().catch(() => 0);
}
