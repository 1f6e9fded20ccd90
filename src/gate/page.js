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
  for (const tag of [document.documentElement.lang, ...navigator.languages]) {
    const wanted = tag.toLowerCase() + '-';
    for (const known of LANGUAGES) if (wanted.startsWith(known + '-') || known.startsWith(wanted)) return known;
  }
  return LANGUAGES[0];
}
