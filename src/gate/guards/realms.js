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

/** The window of a frame, as the platform hands it out. */
export const windowOf = /* @__PURE__ */ getterOf(HTMLIFrameElement, 'contentWindow');

/** Another origin's frame is out of reach, and so are we for it. @param {Element} frame */
export const guardFrame = (frame) => attempt(() => guardRealm(windowOf(frame)));

/** Frames that were looked at: another origin's is out of reach again. @type {WeakSet<Window>} */
const known = new SafeWeakSet();

/**
 * After something came into a page or a frame: its frames, and those within, are within reach by number.
 * @param {Window} place
 */
export function guardNewFrames(place = window) {
  // By number alone: a page may have a `length` of its own.
  for (let at = 0, frame; (frame = attempt(() => place[at])); at++) {
    const it = /** @type {Realm} */ (frame);
    if (!known.has(it)) attempt(() => guardRealm(it));
    known.add(it);
    guardNewFrames(it);
  }
}
