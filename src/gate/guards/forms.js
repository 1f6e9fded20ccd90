// Forms: one that would go to a host that must wait is not sent.

import { apply, each } from '../primordials.js';
import { UNDOES } from '../table.js';
import { baseFor, requestWaitsFor } from '../match.js';
import { aim, getterOf, hear, look, prevent } from '../natives.js';
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
  const address = (button && look(button, 'formaction')) ?? look(form, 'action');
  return !!address && requestWaitsFor(address, baseFor(form)) !== undefined;
}

const buttonOf = /* @__PURE__ */ getterOf(SubmitEvent, 'submitter');
/** @param {Event} event */
function onSubmit(event) {
  const form = /** @type {Element} */ (aim(event));
  if (attempt(() => mustStay(form, buttonOf(event)))) prevent(event);
}

/**
 * Twice: a listener of the page may choose another address in between.
 * @param {EventTarget} place
 * @param {string} type
 * @param {(event: Event) => void} listen
 */
function hearTwice(place, type, listen) {
  each([true, false], (isFirst) => {
    hear(place, type, listen, isFirst);
    if (UNDOES) onUnpatch(() => place.removeEventListener(type, listen, isFirst));
  });
}

/** Hears what leaves by a form or a link. @param {EventTarget} place */
function hearLeaving(place) {
  hearTwice(place, 'submit', onSubmit);
  hearTwice(place, 'click', onFollowed);
}

/** @param {Realm} realm */
export function guardForms(realm) {
  hearLeaving(realm);
  // What a form in a shadow tree says does not leave that.
  onCall(realm.Element.prototype, 'attachShadow', (self, args, native) => {
    const root = apply(native, self, args);
    hearLeaving(root);
    return root;
  });
  onCall(realm.HTMLFormElement.prototype, 'submit', (/** @type {Element} */ self, args, native) => {
    if (!mustStay(self)) apply(native, self, args);
  });
}
