// What shows something: a module that the gate loads when there is something to show.
// A decided visitor's page does without it, and what is held stays held without it.

/** @type {Promise<any> | undefined} */
let words;
/** @type {Promise<unknown> | undefined} */
let started;

/** Fetches the texts and their style. @param {Place} place */
function fetchWords({ base, language, ui }) {
  const style = document.createElement('link');
  style.rel = 'stylesheet';
  style.href = base + SHEET;
  document.head.append(style);
  return Promise.all([
    ui.texts || fetch(`${base}texts.${language()}${BUILD}.json`).then((answer) => (answer.ok ? answer.text() : Promise.reject(`texts: ${answer.status}`))),
    new Promise((done) => { style.onload = style.onerror = done; }),
  ]).then(([texts]) => JSON.parse(ui.texts = texts).labels);
}

/** The interface's own words. @param {Place} place @returns {Promise<any>} */
const labels = (place) => (words ||= fetchWords(place).catch((/** @type {unknown} */ why) => { words = undefined; throw why; }));

/** The second layer as plain HTML, where the component cannot start. @param {Place} place @param {unknown} why */
async function plain(place, why) {
  console.error('portcullis: no interface: ' + why);
  (await import(`${place.base}second.${place.language()}${BUILD}.js`)).second(place);
}

/** The WASM component: second layer, declaration, placeholders. @param {Place} place */
export function component(place) {
  return (started ||= Promise.all([import(place.base + UI_SCRIPT), labels(place)])
    .then(([module]) => module.default({ module_or_path: place.base + UI_MODULE }))
    .catch((why) => plain(place, why))
    .catch((why) => { started = undefined; throw why; }));
}

/** A small button that leads back, for a page without a link of its own (LAW-30). @param {Place} place */
export async function reopen(place) {
  const { reopen: label } = await labels(place);
  if (document.querySelector('.portcullis-reopen')) return;
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'portcullis-reopen';
  button.dataset.portcullis = 'preferences';
  button.textContent = label;
  document.body.append(button);
}

/** Says in the declaration's place that nothing is stored. @param {Place} place */
export async function nothing(place) {
  const { no_cookies: sentence } = await labels(place);
  for (const it of document.querySelectorAll('[data-portcullis=declaration]')) it.textContent = sentence;
}
