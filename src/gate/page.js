// The page that the gate stands in, and where its visitor stands.

const KEY = 'portcullis';

const members = new Map(IDS);
const asked = [...SERVICES.keys()];
const tag = /** @type {HTMLScriptElement | null} */ (document.currentScript);
const base = new URL(tag?.dataset.base || '.', tag?.src || document.baseURI).href;
const honours = () => HONOURS_GPC && /** @type {any} */ (navigator).globalPrivacyControl === true;
let gpc = honours();
// A frame without an address of its own shares its page's origin.
const secure = /^https/.test(origin) ? '; Secure' : '';
const ownName = () => (secure && !SHARED ? '__Host-' : '') + KEY;
let cookieName = ownName();
/** The record as stored, or "". */
let raw = '';
let here = standing(null, 0);
/** @type {any} */
let decision;

/** What `action` returns, or null where the browser denies it. @template T @param {() => T} action */
function attempt(action) {
  try { return action(); } catch { return null; }
}

/** @param {string} name @param {unknown} [detail] */
function fire(name, detail) {
  document.dispatchEvent(new CustomEvent(KEY + ':' + name, { detail }));
}

/** @param {Iterable<number>} list */
const names = (list) => Object.freeze([...list].map((service) => SERVICES[service][0]));
const parsed = () => document.readyState !== 'loading';
/** Once the parser is done. */
const dom = new Promise((done) => {
  if (parsed()) done(0);
  else document.addEventListener('readystatechange', done, { once: true });
});

/** The page's language, or the browser's, that the policy speaks. */
function language() {
  const wanted = [document.documentElement.lang, ...navigator.languages].map((tag) => tag.toLowerCase() + '-');
  return wanted.map((tag) => LANGUAGES.find((known) => tag.startsWith(known + '-') || known.startsWith(tag))).find(Boolean) || LANGUAGES[0];
}
