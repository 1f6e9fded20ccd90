// Where the guards stand: in the page, and in every frame that shares its origin.

import { SafeWeakSet, each } from '../primordials.js';
import { window } from '../world.js';
import { getterOf } from '../natives.js';
import { attempt } from '../page.js';
/** @import { Realm } from '../types.js' */

/** @type {((realm: Realm) => void)[]} */
let guards = [];
/** Realms that are guarded, by a class of their own. @type {WeakSet<object>} */
const guarded = /* @__PURE__ */ new SafeWeakSet();

/** @param {Realm | null | undefined} realm */
export function guardRealm(realm) {
  if (!realm?.Element || guarded.has(realm.Element)) return;
  guarded.add(realm.Element);
  each(guards, (guard) => guard(realm));
}

/** Puts `list` in place, here and in frames that come. @param {typeof guards} list */
export function standGuard(list) {
  guards = list;
  guardRealm(window);
}

const windowOf = /* @__PURE__ */ getterOf(HTMLIFrameElement, 'contentWindow');

/** Another origin's frame is out of reach, and so are we for it. @param {Element} frame */
export const guardFrame = (frame) => attempt(() => guardRealm(windowOf(frame)));

/** The frames that were there last: one may take another's place. @type {Window[]} */
const known = [];

/** After something came into the page: its frames are within reach by number. */
export function guardNewFrames() {
  for (let at = 0; at < window.length; at++) {
    if (known[at] === window[at]) continue;
    known[at] = window[at];
    attempt(() => guardRealm(/** @type {Realm} */ (window[at])));
  }
}
