// Databases, caches and service workers: none is made under a name that is declared and not granted.

import { STORES_CACHES, STORES_DATABASES, STORES_WORKERS } from '../table.js';
import { document } from '../world.js';
import { isDoomed } from '../declared.js';
import { baseOf } from '../natives.js';
import { attempt } from '../page.js';
import { onCalls } from './patch.js';
/** @import { Native, Realm } from '../types.js' */

/** What the platform says where storage is denied. */
const denied = () => new DOMException('Access is denied.', 'SecurityError');

/** @param {string} kind @param {(args: unknown[]) => unknown} nameOf */
const refusing =
  (kind, nameOf) =>
  (/** @type {unknown} */ self, /** @type {unknown[]} */ args, /** @type {Native} */ native) =>
    isDoomed(kind, String(nameOf(args))) ? Promise.reject(denied()) : native.apply(self, args);

/** The path that a service worker would control. @param {unknown[]} args of `register` */
const scopeOf = ([script, how]) =>
  attempt(() => {
    const base = baseOf(document);
    const scope = /** @type {RegistrationOptions | undefined} */ (how)?.scope;
    return new URL(scope ?? './', scope == null ? new URL(String(script), base) : base).pathname;
  });

/** @param {Realm} realm */
export function guardDatabases(realm) {
  if (STORES_DATABASES)
    onCalls(realm, { IDBFactory: ['open'] }, (self, args, native) => {
      if (isDoomed('i', String(args[0]))) throw denied();
      return native.apply(self, args);
    });
  if (STORES_CACHES)
    onCalls(
      realm,
      { CacheStorage: ['open'] },
      refusing('c', ([name]) => name),
    );
  if (STORES_WORKERS) onCalls(realm, { ServiceWorkerContainer: ['register'] }, refusing('w', scopeOf));
}
