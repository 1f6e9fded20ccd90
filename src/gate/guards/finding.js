// A script that waits is found by its address: who looks for it before inserting it inserts no second one.

import { onCalls } from './patch.js';
/** @import { Realm } from '../types.js' */

const SEARCHES = ['querySelector', 'querySelectorAll'];

/** An address is asked for with quotes around it; the gate has put some aside. @param {unknown} selector */
const widened = (selector) =>
  String(selector).replace(/\[(src\W?=(["'])[^"']*\2])/g, ':is([$1,script[data-consent][data-$1)');

/** @param {Realm} realm */
export function guardSearches(realm) {
  onCalls(realm, { Document: SEARCHES, Element: SEARCHES }, (self, args, native) =>
    native.apply(self, args.map(widened)),
  );
}
