// Forms: one that would go to a host that must wait is not sent.

import { apply, each } from '../primordials.js';
import { UNDOES } from '../table.js';
import { baseFor, requestWaitsFor } from '../match.js';
import { getterOf, hear, look, prevent } from '../natives.js';
import { attempt } from '../page.js';
import { onCall, onUnpatch } from './patch.js';
/** @import { Realm } from '../types.js' */

/**
 * By their attributes: a field of the form may be called as a property is.
 * @param {Element} form
 * @param {Element | null} [button] what sends it
 */
function mustStay(form, button) {
  const address = (button && look(button, 'formaction')) ?? look(form, 'action');
  return !!address && requestWaitsFor(address, baseFor(form)) !== undefined;
}

const formOf = /* @__PURE__ */ getterOf(Event, 'target');
const buttonOf = /* @__PURE__ */ getterOf(SubmitEvent, 'submitter');
/** @param {Event} event */
function onSubmit(event) {
  const form = /** @type {Element} */ (formOf(event));
  if (attempt(() => mustStay(form, buttonOf(event)))) prevent(event);
}

/** Twice: a listener of the page may choose another address in between. @param {EventTarget} place */
function hearForms(place) {
  each([true, false], (isFirst) => {
    hear(place, 'submit', onSubmit, isFirst);
    if (UNDOES) onUnpatch(() => place.removeEventListener('submit', onSubmit, isFirst));
  });
}

/** @param {Realm} realm */
export function guardForms(realm) {
  hearForms(realm);
  // What a form in a shadow tree says does not leave that.
  onCall(realm.Element.prototype, 'attachShadow', (self, args, native) => {
    const root = apply(native, self, args);
    hearForms(root);
    return root;
  });
  onCall(realm.HTMLFormElement.prototype, 'submit', (/** @type {Element} */ self, args, native) => {
    if (!mustStay(self)) apply(native, self, args);
  });
}
