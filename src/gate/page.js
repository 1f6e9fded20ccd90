// The page that the gate stands in, and where its visitor stands.

const KEY = 'portcullis';

/** @type {Table} */
const policy = table || { revision: '', days: 0, domain: '', open: false, gpc: false, unlisted: true, bare: false,
  languages: [''], ids: [], categories: [], services: [], stays: [], hosts: [] };
const members = new Map(policy.ids);
const asked = [...policy.services.keys()];
const tag = /** @type {HTMLScriptElement | null} */ (document.currentScript);
const base = new URL(tag?.dataset.base || '.', tag?.src || document.baseURI).href;
const gpc = policy.gpc && /** @type {any} */ (navigator).globalPrivacyControl === true;
const secure = location.protocol === 'https:' ? '; Secure' : '';
const cookieName = (secure && !policy.domain ? '__Host-' : '') + KEY;
const undo = new AbortController();
const { signal } = undo;
/** The record as stored, or "". */
let raw = '';
/** @type {Standing} */
let here = { state: 'undecided', granted: new Set(), added: [] };
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

/** @param {Iterable<number>} services */
const ids = (services) => Object.freeze([...services].map((service) => policy.services[service][0]));
const parsed = () => document.readyState !== 'loading';

/** The page's language, or the browser's, that the policy speaks. */
function language() {
  const wanted = [document.documentElement.lang, ...navigator.languages].map((tag) => tag.toLowerCase() + '-');
  return wanted.map((tag) => policy.languages.find((known) => tag.startsWith(known + '-'))).find(Boolean) || policy.languages[0];
}
