// The gate: first in the page's head, plain JavaScript, its table compiled in.
//
// `portcullis build` puts decide.js, page.js, store.js, markup.js and this file into one
// function over (table, now). Without a table, a record or storage everything optional
// stays held, and the page works.

/** @type {Promise<void> | undefined} */
let textsLoading;
/** @type {Promise<void> | undefined} */
let interfaceLoading;
let texts = '';

/** @param {Set<number>} before what was granted until now */
function settle(before) {
  const lost = [...before].filter((service) => !here.granted.has(service));
  erase();
  decide(gatedIn(document));
  offerReopen();
  fire('decision', decision);
  if (lost.length) fire('withdrawn', { services: ids(lost) });
}

/** @param {Set<number>} granted @param {string} method */
function answer(granted, method) {
  if (!asked.length) return;
  const before = here.granted;
  const at = now();
  raw = writeRecord(policy, granted, method, at);
  spared = new WeakSet();
  keep(raw, at);
  const record = parseRecord(raw);
  here = standing(policy, record, at);
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

// ---- The interface

/** @param {() => void} action */
function whenParsed(action) {
  if (parsed()) action();
  else document.addEventListener('readystatechange', action, { once: true, signal });
}

/** Fetches the texts and the style of whatever is shown, once. */
function loadTexts() {
  if (!textsLoading) {
    const link = document.createElement('link');
    link.rel = 'stylesheet';
    link.href = base + 'portcullis.css';
    document.head.append(link);
    textsLoading = Promise.all([
      fetch(`${base}texts.${language()}.json`).then((answer) => (answer.ok ? answer.text() : Promise.reject(answer.status))),
      new Promise((done) => { link.onload = link.onerror = done; }),
      new Promise((done) => whenParsed(() => done(0))),
    ]).then(([words]) => { texts = words; });
  }
  return textsLoading;
}

/** Fetches the WASM component, once. */
function loadInterface() {
  interfaceLoading ||= Promise.all([import(base + 'portcullis-ui.js'), loadTexts()])
    .then(([module]) => module.default({ module_or_path: base + 'portcullis-ui_bg.wasm' }))
    .catch((why) => {
      textsLoading = interfaceLoading = undefined;
      console.error('portcullis: no interface, what is not granted stays held: ' + why);
    });
  return interfaceLoading;
}

/** @param {string} what */
const show = (what) => loadInterface().then(() => fire('show', what));

/** A way back on every page: the page's own link, or this button (LAW-30). */
function offerReopen() {
  const own = attempt(() => document.querySelector('[data-portcullis=preferences]:not(.portcullis-banner *)'));
  if (own || !asked.length || here.state !== 'decided') return;
  const button = document.createElement('button');
  button.className = KEY + '-reopen';
  button.dataset.portcullis = 'preferences';
  loadTexts().then(() => {
    button.textContent = JSON.parse(texts).labels.reopen;
    document.body.append(button);
  }).catch(() => 0);
}

/** Says that nothing is stored, or leaves the declaration to the interface. */
function declare() {
  const places = document.querySelectorAll('[data-portcullis=declaration]');
  if (!places.length) return;
  if (!policy.bare) loadInterface();
  else loadTexts().then(() => places.forEach((place) => { place.textContent = JSON.parse(texts).labels.no_cookies; })).catch(() => 0);
}

const ACTIONS = /** @type {{[action: string]: () => unknown}} */ ({
  'accept-all': acceptAll, 'reject-all': rejectAll, preferences: () => show('preferences'),
});

/** @param {MouseEvent} event */
function onClick(event) {
  const control = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.composedPath()[0]).closest?.('[data-portcullis]'));
  const action = control && ACTIONS[control.dataset.portcullis || ''];
  if (!action) return;
  event.preventDefault();
  action();
}

/** What waits, in document order. */
const held = () => gatedIn(document).filter((it) => isGated(it) && !released.has(it)).map((element) => {
  const { consent = '', src, srcdoc, href, data, poster, srcset } = element.dataset;
  return { element, id: consent, services: ids(missing(consent) || []), url: src || href || data || srcset || poster || srcdoc || '' };
});

/** Releases one element for this page view; nothing is stored. @param {Held} element */
function once(element) {
  spared.add(element);
  decide([element]);
}

/** Opens the gate's work on this page. */
function start() {
  const observer = new MutationObserver(onMutation);
  const ready = new Promise((done) => whenParsed(() => {
    decide(gatedIn(document));
    declare();
    offerReopen();
    fire('ready', decision);
    done(decision);
  }));
  signal.addEventListener('abort', () => observer.disconnect());
  if (!table) console.error('portcullis: the policy has errors, everything optional is held');
  read();
  erase();
  Object.defineProperty(window, KEY, { value: Object.freeze({
    version: 1, gpc, ready, allows, acceptAll, rejectAll, set, withdraw, show, held, once,
    get decision() { return decision; },
    get texts() { return texts; },
  }) });
  observer.observe(document, { childList: true, subtree: true, attributes: true, attributeFilter: ['data-consent'] });
  document.addEventListener('click', onClick, { capture: true, signal });
  addEventListener('storage', (event) => { if (event.key === KEY || event.key === null) sync(); }, { signal });
  addEventListener('pageshow', (event) => { if (event.persisted) sync(); }, { signal });
  if (asked.length && here.state !== 'decided') loadInterface();
}

// A second gate on the page leaves the work to the first.
if (/** @type {any} */ (window)[KEY]?.version !== 1) start();
