// Forms: one that would go to a host that must wait is not sent.

import { UNDOES } from '../table.js';
import { baseFor, requestWaitsFor } from '../match.js';
import { look } from '../natives.js';
import { attempt } from '../page.js';
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

/** Twice: a listener of the page may choose another address in between. @param {EventTarget} place */
function hearForms(place) {
  for (const isFirst of [true, false]) {
    place.addEventListener('submit', onSubmit, isFirst);
    if (UNDOES) onUnpatch(() => place.removeEventListener('submit', onSubmit, isFirst));
  }
}

/** @param {Realm} realm */
export function guardForms(realm) {
  hearForms(realm);
  // What a form in a shadow tree says does not leave that.
  onCall(realm.Element.prototype, 'attachShadow', (self, args, native) => {
    const root = native.apply(self, args);
    hearForms(root);
    return root;
  });
  onCall(realm.HTMLFormElement.prototype, 'submit', (/** @type {Element} */ self, args, native) => {
    if (!mustStay(self)) native.apply(self, args);
  });
}
