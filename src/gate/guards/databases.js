// Databases, caches and service workers: none is made under a name that is declared and not granted.

import { apply, rejected } from '../primordials.js';
import { STORES_CACHES, STORES_DATABASES, STORES_WORKERS } from '../table.js';
import { document } from '../world.js';
import { isDoomed } from '../declared.js';
import { baseOf, pathnameOf, resolve } from '../natives.js';
import { attempt } from '../page.js';
import { onCalls } from './patch.js';
/** @import { Native, Realm } from '../types.js' */

/** What the platform says where storage is denied. */
const denied = () => new DOMException('Access is denied.', 'SecurityError');

/** @param {string} kind @param {(args: unknown[]) => unknown} nameOf */
const refusing =
  (kind, nameOf) =>
  (/** @type {unknown} */ self, /** @type {unknown[]} */ args, /** @type {Native} */ native) =>
    isDoomed(kind, `${nameOf(args)}`) ? rejected(denied()) : apply(native, self, args);

/** The path that a service worker would control. @param {unknown[]} args of `register` */
const scopeOf = ({ 0: script, 1: how }) =>
  attempt(() => {
    const base = baseOf(document);
    const scope = /** @type {RegistrationOptions | undefined} */ (how)?.scope;
    return pathnameOf(new URL(scope ?? './', scope == null ? resolve(`${script}`, base) : base));
  });

/** @param {Realm} realm */
export function guardDatabases(realm) {
  if (STORES_DATABASES)
    onCalls(realm, { IDBFactory: ['open'] }, (self, args, native) => {
      if (isDoomed('i', `${args[0]}`)) throw denied();
      return apply(native, self, args);
    });
  if (STORES_CACHES)
    onCalls(
      realm,
      { CacheStorage: ['open'] },
      refusing('c', ({ 0: name }) => name),
    );
  if (STORES_WORKERS) onCalls(realm, { ServiceWorkerContainer: ['register'] }, refusing('w', scopeOf));
}
