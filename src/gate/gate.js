// The gate: first in the page's head, plain JavaScript, its table compiled in.
//
// `portcullis build` puts decide.js, page.js, store.js, markup.js and this file into one
// function over (table, now). Without a table, a record or storage everything optional
// stays held, and the page works.

/** What answers until guards.js is there, and where it is not needed: nothing. @type {Partial<Guards>} */
const NONE = {};
/** What guards.js answers. */
let guards = NONE;
/** What the interface reads. */
const ui = { texts: '' };
/** Whether the console was told that there is no interface. */
let told = false;

/** @param {Set<number>} before what was granted until now */
function settle(before) {
  const lost = [...before].filter((service) => !here.granted.has(service));
  const left = guards.settle?.(lost);
  // The click is done before anything is let go.
  if (!ENFORCED) setTimeout(() => decide(everything()));
  fire('decision', decision);
  if (lost.length) fire('withdrawn', { services: names(lost), left });
  // What the browser enforces changes with the document alone.
  if (ENFORCED && (lost.length || before.size < here.granted.size)) location.reload();
}

/** @param {Set<number>} granted @param {string} method */
function answer(granted, method) {
  if (!ASKS) return;
  const before = here.granted;
  const at = now();
  raw = writeRecord(granted, method, at);
  spared.clear();
  keep(raw, at);
  const record = parseRecord(raw);
  here = standing(record, at);
  describe(record);
  settle(before);
}

const acceptAll = () => answer(new Set(asked), 'a');
const rejectAll = () => answer(new Set(), 'r');
const withdraw = () => answer(new Set(), 'w');

/** Grants and refuses by id, keeping what is not named. @param {{[id: string]: boolean}} choice */
function set(choice) {
  const granted = new Set(here.granted);
  for (const [id, on] of Object.entries(choice)) {
    for (const service of members.get(id) || []) granted[on === true ? 'add' : 'delete'](service);
  }
  answer(granted, 'c');
}

/** Takes over what another tab, or this page before it was put aside, has stored (TECH-64, TECH-72). */
function sync() {
  const [was, { granted }] = [raw + here.state, here];
  read();
  if (raw + here.state !== was) settle(granted);
}

/**
 * Shows something: what is held stays held where that does not work. A module that came
 * before the page's import map would make some browsers ignore the map.
 * @param {'component' | 'reopen' | 'nothing'} task
 * @returns {Promise<unknown>}
 */
function load(task) {
  if (LATE && waiting) return arrival.then(() => load(task));
  if (CLOSED || frameElement) return dom;
  if (LATE) speak();
  return dom.then(() => import(`${base}show${BUILD}.js`)).then((module) => module[task](inner))
    .catch((why) => {
      if (!told) console.error('portcullis: no interface: ' + why);
      told = true;
    });
}

/** @param {string} what */
const show = (what) => load('component').then(() => fire('show', what));

/** What a control does; the first layer asks again about what is new alone, `fresh` (LAW-22). */
const ACTIONS = /** @type {{[action: string]: (fresh: unknown) => unknown}} */ ({
  'accept-all': (fresh) => (fresh ? answer(new Set([...here.granted, ...here.added]), 'c') : acceptAll()),
  'reject-all': (fresh) => (fresh ? answer(here.granted, 'c') : rejectAll()),
  preferences: () => show('preferences'),
});

/** @param {MouseEvent} event */
function onClick(event) {
  const control = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.composedPath()[0]).closest?.('[data-portcullis]'));
  const action = control && ACTIONS[control.dataset.portcullis || ''];
  if (!action) return;
  event.preventDefault();
  const act = () => action(here.added.length && control.closest('.portcullis-banner'));
  if (LATE && waiting) arrival.then(act);
  else act();
}

/** What the guards work with, and what shows something. */
const inner = {
  base, language, ui, names, trusted, attempt, secure, kept, spared, released, past, everything, decide, missing, tag, load,
  get granted() { return here.granted; },
};

/** Lets in what the gate has called: the first layer, and the guards, which answer. @param {(gate: typeof inner) => Guards | void} install */
function guard(install) {
  guards = install(inner) || guards;
}

/** Lets nothing from elsewhere in, unless the guards came. */
function shut() {
  if (guards !== NONE) return;
  enforce("default-src 'self' 'unsafe-inline' 'unsafe-eval' data: blob:");
  console.error('portcullis: no guards');
}

/** Puts the guards in place before the parser goes on, and the first layer on its way for who has not answered. */
function callGuards() {
  const script = (/** @type {string} */ file) => `src="${base}${file}${BUILD}.js" nonce="${tag?.nonce}"></script>`;
  const first = ASKS && here.state !== 'decided' ? '<script async ' + script('first.' + language()) : '';
  attempt(() => document.write(trusted('HTML', '<script ' + script('guards') + first)));
  const last = [...document.scripts].pop();
  if (!last || last === tag) shut();
  else last.onload = last.onerror = shut;
}

/** What is gated, in document order, and what a guard keeps back elsewhere. */
function everything() { return [...gatedIn(document), ...kept].filter(isGated); }

/** Opens the gate's work on this page. */
function start() {
  const observer = new MutationObserver(onMutation);
  const ready = (LATE ? Promise.all([dom, arrival]) : dom).then(() => {
    decide(everything());
    if (document.querySelector('[data-portcullis=declaration]')) load(BARE ? 'nothing' : 'component');
    fire('ready', decision);
    return decision;
  });
  if (CLOSED && !LATE) console.error('portcullis: the policy has errors, everything optional is held');
  read();
  if (ENFORCED) enforce(csp(here.granted));
  const api = {
    version: 1, gpc, ready, allows, guard, acceptAll, rejectAll, set, withdraw, show,
    held: () => guards.held?.() ?? [],
    once: (/** @type {Held} */ element) => guards.once?.(element),
    get decision() { return decision; },
    get texts() { return ui.texts; },
    get record() { return raw; },
  };
  if (LATE) Object.defineProperty(api, 'gpc', { get: () => gpc });
  Object.defineProperty(window, KEY, { value: Object.freeze(api) });
  if (LATE) guard(installGuards);
  else if (GUARDED) callGuards();
  observer.observe(document, { childList: true, subtree: true, attributeFilter: ['data-consent'] });
  document.addEventListener('click', onClick, true);
  // Where tabs are processes, the cookie may come after the mirror.
  addEventListener('storage', () => setTimeout(sync, 99));
  addEventListener('pageshow', sync);
  if (LATE) begin();
}

// A second gate on the page leaves the work to the first.
if (!/** @type {any} */ (window)[KEY]?.version) start();
