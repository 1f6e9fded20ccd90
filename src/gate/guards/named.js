// Frames that are sent elsewhere by their name, or from inside: a link's target, and `window.open`.
// Where they would go is known before they go, in every browser and whatever is in them.

import { XLINK } from '../addresses.js';
import { baseFor, requestWaitsFor } from '../match.js';
import {
  documentOf,
  drop,
  findAll,
  isConnected,
  kindOf,
  look,
  lookNS,
  nameOf,
  pathOf,
  prevent,
  viewOf,
} from '../natives.js';
import { apply, findIn, some, test } from '../primordials.js';
import { attempt } from '../page.js';
import { window } from '../world.js';
import { claim, putAside } from './claim.js';
import { onCall } from './patch.js';
import { windowOf } from './realms.js';
/** @import { Realm } from '../types.js' */

/**
 * The frame of that name in a page, or in the frames that it can look into.
 * @param {Window} place
 * @param {string} name
 * @returns {Element | null | undefined}
 */
function findFrame(place, name) {
  let found;
  some(findAll(place.document, 'iframe'), (frame) => {
    const inside = windowOf(frame);
    const isIt = (attempt(() => inside.name) ?? look(frame, 'name')) === name;
    found = isIt ? frame : attempt(() => findFrame(inside, name));
    return found;
  });
  return found;
}

/**
 * Holds a frame of the page's that would be sent to what waits.
 * @param {Window | null} realm where that is asked for
 * @param {string | null} target
 * @param {string} address
 * @param {string} [base]
 * @returns {Element | null | undefined} the frame, where it is held
 */
export function holdTarget(realm, target, address, base) {
  const id = requestWaitsFor(address, base);
  if (id === undefined || !realm) return null;
  const frame = attempt(() =>
    !target || target === '_self'
      ? realm.frameElement
      : target === '_parent'
        ? viewOf(documentOf(/** @type {Element} */ (realm.frameElement))).frameElement
        : findFrame(window, target),
  );
  if (frame) holdAt(frame, address, id);
  return frame;
}

/**
 * Holds a frame as if its address had been set.
 * @param {Element} frame
 * @param {string} url
 * @param {string} id
 */
export function holdAt(frame, url, id) {
  putAside(frame, 'src', url, id);
  // It would come before the address.
  drop(frame, 'srcdoc');
  claim(frame);
}

/** Whether a link leads a frame to what waits: that frame is held instead. @param {Element} link */
function leadsAway(link) {
  const address = look(link, 'href') ?? lookNS(link, XLINK, 'href');
  if (address === null) return false;
  const page = documentOf(link);
  const { 0: base } = findAll(page, 'base[target]');
  const target = look(link, 'target') ?? (base ? look(base, 'target') : null);
  return !!holdTarget(viewOf(page), target, address, baseFor(link));
}

/** @param {unknown} it */
const isLink = (it) => kindOf(it) === 1 && test(/^a(rea)?$/, nameOf(it));

/** @param {Event} event */
export function onFollowed(event) {
  const link = /** @type {Element | undefined} */ (findIn(pathOf(event), isLink));
  if (link && leadsAway(link)) prevent(event);
}

/** A link that stands nowhere is followed too, and no listener hears of it. @param {Realm} realm */
export function guardLinks(realm) {
  onCall(realm.HTMLElement.prototype, 'click', (/** @type {Element} */ self, args, native) => {
    if (isConnected(self) || !isLink(self) || !leadsAway(self)) apply(native, self, args);
  });
}
