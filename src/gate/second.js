// The second layer without WebAssembly, rendered already: a module per language that show.js
// loads where the component cannot start.

import { LAYER } from './table.js';
import { document, window } from './world.js';
/** @import { Inner } from './types.js' */

/** What the gate calls a box. @param {HTMLInputElement} box */
const idOf = ({ dataset }) => dataset.portcullisService || dataset.portcullisCategory || '';

/** @param {ParentNode} place @returns {HTMLInputElement[]} */
const servicesIn = (place) => [
  .../** @type {NodeListOf<HTMLInputElement>} */ (
    place.querySelectorAll('[data-portcullis-service]:not(:disabled)')
  ),
];

/** The row that a category's box stands in. @param {Element} box */
const rowOf = (box) => /** @type {Element} */ (box.closest('.portcullis-category'));

/** A category is as its services are. @param {HTMLElement} dialog */
function total(dialog) {
  const boxes = dialog.querySelectorAll('[data-portcullis-category]:not(:disabled)');
  for (const box of /** @type {NodeListOf<HTMLInputElement>} */ (boxes)) {
    const services = servicesIn(rowOf(box));
    box.checked = services.every((it) => it.checked);
    box.indeterminate = !box.checked && services.some((it) => it.checked);
  }
}

/** @param {HTMLDialogElement} dialog */
function open(dialog) {
  for (const box of dialog.querySelectorAll('input')) box.checked = window.portcullis.allows(idOf(box));
  total(dialog);
  dialog.showModal();
  dialog.querySelector('h2')?.focus();
}

/** @param {HTMLDialogElement} dialog @param {HTMLInputElement} box */
function follow(dialog, box) {
  if (box.dataset.portcullisCategory) for (const it of servicesIn(rowOf(box))) it.checked = box.checked;
  total(dialog);
}

/** @param {HTMLDialogElement} dialog @param {Element} target */
function press(dialog, target) {
  const answer = () => Object.fromEntries(servicesIn(dialog).map((box) => [idOf(box), box.checked]));
  if (target.closest('[data-portcullis=save]')) window.portcullis.set(answer());
  // The gate acts on "accept all" and "reject all" (invariant 7).
  if (target.closest('button')) dialog.close();
}

/** Opens when it is asked for. @param {Inner} inner */
export function second({ trusted }) {
  const layer = new DOMParser().parseFromString(trusted('HTML', LAYER), 'text/html').body.firstElementChild;
  const dialog = /** @type {HTMLDialogElement} */ (layer);
  document.body.append(dialog);
  dialog.addEventListener('change', ({ target }) => follow(dialog, /** @type {HTMLInputElement} */ (target)));
  dialog.addEventListener('click', ({ target }) => press(dialog, /** @type {Element} */ (target)));
  document.addEventListener('portcullis:show', () => open(dialog));
}
