// A script that waits is found by its address: who looks for it before inserting it inserts no second one.

import { apply, map, replace } from '../primordials.js';
import { onCalls } from './patch.js';
/** @import { Realm } from '../types.js' */

const SEARCHES = ['querySelector', 'querySelectorAll'];

/** An address is asked for with quotes around it; the gate has put some aside. @param {unknown} selector */
const widened = (selector) =>
  replace(
    `${selector}`,
    /\[(src\W?=(["'])[^"']*\2])/g,
    ({ 1: found }) => `:is([${found},script[data-consent][data-${found})`,
  );

/** @param {Realm} realm */
export function guardSearches(realm) {
  onCalls(realm, { Document: SEARCHES, Element: SEARCHES }, (self, args, native) =>
    apply(native, self, map(args, widened)),
  );
}
