// Windows that code opens or comes by: those of the page's own origin have the guards too.

import { apply, then } from '../primordials.js';
import { attempt } from '../page.js';
import { onCall, onCalls, onGets } from './patch.js';
import { holdTarget } from './named.js';
import { guardRealm, windowOf } from './realms.js';
/** @import { Native, Realm } from '../types.js' */

/** What hands out windows, or their documents. */
const WINDOWS = {
  HTMLObjectElement: ['contentWindow', 'contentDocument', 'getSVGDocument'],
  HTMLFrameElement: ['contentWindow', 'contentDocument'],
  HTMLEmbedElement: ['getSVGDocument'],
  HTMLIFrameElement: ['getSVGDocument'],
  Document: ['open'],
  MessageEvent: ['source'],
};

/** @template T @param {T} it */
function handOut(it) {
  attempt(() => guardRealm(/** @type {any} @reason or another origin's, or null */ (it).defaultView || it));
  return it;
}

/** @param {unknown} self @param {unknown[]} args @param {Native} native */
const openGuarded = (self, args, native) => handOut(apply(native, self, args));

/** @param {Realm} realm */
export function guardWindows(realm) {
  onCall(realm, 'open', (self, args, native) => {
    const { 0: url, 1: target } = args;
    const frame = target !== undefined && holdTarget(realm, `${target}`, `${url}`);
    return frame ? windowOf(frame) : openGuarded(self, args, native);
  });
  onCalls(realm, WINDOWS, openGuarded);
  onGets(realm, WINDOWS, openGuarded);
  onCalls(realm, { DocumentPictureInPicture: ['requestWindow'] }, (self, args, native) =>
    then(apply(native, self, args), handOut),
  );
}
