// Forms: one that would go to a host that must wait is not sent.

import { UNDOES } from '../table.js';
import { baseFor, requestWaitsFor } from '../match.js';
import { look } from '../natives.js';
import { attempt } from '../page.js';
import { onFollowed } from './named.js';
import { onCall, onUnpatch } from './patch.js';
/** @import { Realm } from '../types.js' */

/**
 * By their attributes: a field of the form may be called as a property is.
 * @param {Element} form
 * @param {Element | null} [button] what sends it
 */
function mustStay(form, button) {
  const address = (button && look.call(button, 'formaction')) ?? look.call(form, 'action');
  return !!address && requestWaitsFor(address, baseFor(form)) !== undefined;
}

/** @param {Event} event */
function onSubmit(event) {
  const { target, submitter } = /** @type {SubmitEvent & {target: Element}} */ (event);
  if (attempt(() => mustStay(target, submitter))) event.preventDefault();
}

/** @param {EventTarget} place @param {string} type @param {(event: Event) => void} listen */
function hear(place, type, listen) {
  // Twice: a listener of the page may choose another address in between.
  for (const isFirst of [true, false]) {
    place.addEventListener(type, listen, isFirst);
    if (UNDOES) onUnpatch(() => place.removeEventListener(type, listen, isFirst));
  }
}

/** Hears what leaves by a form or a link. @param {EventTarget} place */
function hearLeaving(place) {
  hear(place, 'submit', onSubmit);
  hear(place, 'click', onFollowed);
}

/** @param {Realm} realm */
export function guardForms(realm) {
  hearLeaving(realm);
  // What a form in a shadow tree says does not leave that.
  onCall(realm.Element.prototype, 'attachShadow', (self, args, native) => {
    const root = native.apply(self, args);
    hearLeaving(root);
    return root;
  });
  onCall(realm.HTMLFormElement.prototype, 'submit', (/** @type {Element} */ self, args, native) => {
    if (!mustStay(self)) native.apply(self, args);
  });
}
