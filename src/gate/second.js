// The second layer without WebAssembly, rendered already: a module per language that show.js
// loads where the component cannot start.

/** What the gate calls a box. @param {HTMLInputElement} box */
const idOf = ({ dataset }) => dataset.portcullisService || dataset.portcullisCategory || '';

/** @param {ParentNode} place @returns {HTMLInputElement[]} */
const servicesIn = (place) => [...place.querySelectorAll('[data-portcullis-service]:not(:disabled)')].map((it) => /** @type {HTMLInputElement} */ (it));

/** A category is as its services are. @param {HTMLElement} dialog */
function total(dialog) {
  for (const box of /** @type {NodeListOf<HTMLInputElement>} */ (dialog.querySelectorAll('[data-portcullis-category]:not(:disabled)'))) {
    const services = servicesIn(/** @type {Element} */ (box.closest('.portcullis-category')));
    box.checked = services.every((it) => it.checked);
    box.indeterminate = !box.checked && services.some((it) => it.checked);
  }
}

/** @param {HTMLDialogElement} dialog */
function open(dialog) {
  for (const box of /** @type {NodeListOf<HTMLInputElement>} */ (dialog.querySelectorAll('input'))) box.checked = portcullis.allows(idOf(box));
  total(dialog);
  dialog.showModal();
  /** @type {HTMLElement | null} */ (dialog.querySelector('h2'))?.focus();
}

/** @param {HTMLDialogElement} dialog @param {any} box */
function follow(dialog, box) {
  if (box.dataset.portcullisCategory) for (const it of servicesIn(box.closest('.portcullis-category'))) it.checked = box.checked;
  total(dialog);
}

/** @param {HTMLDialogElement} dialog @param {Element} target */
function press(dialog, target) {
  if (target.closest('[data-portcullis=save]')) portcullis.set(Object.fromEntries(servicesIn(dialog).map((box) => [idOf(box), box.checked])));
  // The gate acts on "accept all" and "reject all" (invariant 7).
  if (target.closest('button')) dialog.close();
}

/** Opens when it is asked for. @param {Place} place */
export function second({ trusted }) {
  const layer = new DOMParser().parseFromString(trusted('HTML', LAYER), 'text/html').body.firstElementChild;
  const dialog = /** @type {HTMLDialogElement} */ (layer);
  document.body.append(dialog);
  dialog.addEventListener('change', ({ target }) => follow(dialog, target));
  dialog.addEventListener('click', ({ target }) => press(dialog, /** @type {Element} */ (target)));
  document.addEventListener('portcullis:show', () => open(dialog));
}
