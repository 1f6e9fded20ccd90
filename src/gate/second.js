// The second layer without WebAssembly, rendered already: a module per language that show.js
// loads where the component cannot start.

import { LAYER } from './table.js';
import { document, window } from './world.js';
/** @import { Inner } from './types.js' */

/** What the gate calls a box. @param {HTMLInputElement} box */
const idOf = ({ dataset }) => dataset.portcullisService || dataset.portcullisCategory || '';

/** @param {ParentNode} place @returns {HTMLInputElement[]} */
const servicesIn = (place) => [
  .../** @type {NodeListOf<HTMLInputElement>} */ (place.querySelectorAll('[data-portcullis-service]')),
];

/** The category that something stands in. @param {Element} box */
const rowOf = (box) => /** @type {Element} */ (box.closest('.portcullis-category'));

/** What the boxes say. @param {HTMLElement} dialog */
const answer = (dialog) => Object.fromEntries(servicesIn(dialog).map((box) => [idOf(box), box.checked]));

/** @param {HTMLElement} dialog @returns {NodeListOf<HTMLElement>} */
const saving = (dialog) => dialog.querySelectorAll('[data-portcullis=save]');

/**
 * A category is as its services are, and what differs from what holds can be saved.
 * @param {HTMLElement} dialog
 */
function total(dialog) {
  const boxes = dialog.querySelectorAll('[data-portcullis-category]');
  for (const box of /** @type {NodeListOf<HTMLInputElement>} */ (boxes)) {
    const services = servicesIn(rowOf(box));
    box.checked = services.every((it) => it.checked);
    box.indeterminate = !box.checked && services.some((it) => it.checked);
  }
  const changed = Object.entries(answer(dialog)).some(([id, on]) => on !== window.portcullis.allows(id));
  for (const it of saving(dialog)) it.dataset.changed = changed ? '1' : '';
}

/** @param {HTMLDialogElement} dialog */
function open(dialog) {
  for (const box of servicesIn(dialog)) box.checked = window.portcullis.allows(idOf(box));
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
  const button = target.closest('button');
  // The list of services follows in the style.
  const folded = button?.getAttribute('aria-expanded');
  if (folded) return button?.setAttribute('aria-expanded', '' + (folded === 'false'));
  if (button?.matches('[data-portcullis=save]')) window.portcullis.set(answer(dialog));
  // The gate acts on "accept all" and "reject all" (invariant 7).
  if (button) dialog.close();
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
