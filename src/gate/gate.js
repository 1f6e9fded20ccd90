// The gate: first in the page's head, plain JavaScript, its table compiled in.
//
// `portcullis build` puts decide.js, page.js, store.js, markup.js and this file into one
// function over (table, now). Without a table, a record or storage everything optional
// stays held, and the page works.

/** What guards.js answers, once it is there. @type {{settle: () => void, lets: (element: Element) => boolean}} */
let guards = { settle() {}, lets: () => true };
let guardsCame = false;
/** What the interface reads. */
const ui = { texts: '' };
/** Whether the console was told that there is no interface. */
let told = false;

/** @param {Set<number>} before what was granted until now */
function settle(before) {
  const lost = [...before].filter((service) => !here.granted.has(service));
  guards.settle();
  decideAll();
  offerReopen();
  fire('decision', decision);
  if (lost.length) fire('withdrawn', { services: names(lost) });
}

/** @param {Set<number>} granted @param {string} method */
function answer(granted, method) {
  if (!asked.length) return;
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
  const [was, before] = [raw, here];
  read();
  if (raw !== was || here.state !== before.state) settle(before.granted);
}

/**
 * Shows something: what is held stays held where that does not work.
 * @param {'component' | 'reopen' | 'nothing'} task of show.js
 * @returns {Promise<unknown>}
 */
function load(task) {
  if (CLOSED || frameElement) return dom;
  return dom.then(() => import(base + 'show.js')).then((module) => module[task]({ base, language: language(), ui }))
    .catch((why) => {
      if (!told) console.error('portcullis: no interface, what waits stays held: ' + why);
      told = true;
    });
}

/** @param {string} what */
const show = (what) => load('component').then(() => fire('show', what));

/** A way back on every page: the page's own link, or a small button (LAW-30). */
function offerReopen() {
  const own = attempt(() => document.querySelector('[data-portcullis=preferences]:not(.portcullis-banner *)'));
  if (!own && asked.length && here.state === 'decided') load('reopen');
}

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
  action(here.added.length && control.closest('.portcullis-banner'));
}

/** What waits, in document order. */
const held = () => gatedIn(document).filter((it) => isGated(it) && !released.has(it)).map((element) => {
  const id = element.dataset.consent || '';
  return { element, id, services: names(missing(id) || []), url: ADDRESSES.map((it) => element.dataset[it]).find(Boolean) };
});

/** Releases one element for this page view; nothing is stored. @param {Held} element */
function once(element) {
  spared.add(element);
  decide([element]);
}

/** What the guards in guards.js work with. */
const inner = {
  services: SERVICES, trusted, attempt, secure, kept, spared, released, past, source: tag?.src,
  get granted() { return here.granted; },
};

/** Lets the guards in, once. @param {(gate: typeof inner) => typeof guards} install */
function guard(install) {
  if (guardsCame) return;
  guardsCame = true;
  guards = install(inner);
}

/** Lets nothing from elsewhere in: the guards did not come. */
function shut() {
  const meta = document.createElement('meta');
  meta.httpEquiv = 'Content-Security-Policy';
  meta.content = "default-src 'self' 'unsafe-inline' data: blob:";
  document.head.append(meta);
  console.error('portcullis: no guards, only the site itself loads');
}

/** Puts the guards in place before the parser goes on. */
function callGuards() {
  attempt(() => document.write(trusted('HTML', `<script src="${base}guards.js" nonce="${tag?.nonce}"></script>`)));
  const last = [...document.scripts].pop();
  if (!last || last === tag) shut();
  else last.onerror = shut;
}

/** Decides over what is gated, in document order, and over what a guard keeps back elsewhere. */
const decideAll = () => decide([...gatedIn(document), ...kept]);

/** Opens the gate's work on this page. */
function start() {
  const observer = new MutationObserver(onMutation);
  const ready = dom.then(() => {
    decideAll();
    if (document.querySelector('[data-portcullis=declaration]')) load(BARE ? 'nothing' : 'component');
    offerReopen();
    fire('ready', decision);
    return decision;
  });
  if (CLOSED) console.error('portcullis: the policy has errors, everything optional is held');
  read();
  Object.defineProperty(window, KEY, { value: Object.freeze({
    version: 1, gpc, ready, allows, guard, acceptAll, rejectAll, set, withdraw, show, held, once,
    get decision() { return decision; },
    get texts() { return ui.texts; },
    get record() { return raw; },
  }) });
  if (GUARDED) callGuards();
  observer.observe(document, { childList: true, subtree: true, attributeFilter: ['data-consent'] });
  document.addEventListener('click', onClick, true);
  addEventListener('storage', (event) => { if ((event.key || KEY) === KEY) sync(); });
  addEventListener('pageshow', (event) => { if (event.persisted) sync(); });
  if (asked.length && here.state !== 'decided') load('component');
}

// A second gate on the page leaves the work to the first.
if (/** @type {any} */ (window)[KEY]?.version !== 1) start();
