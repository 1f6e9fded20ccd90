// The page that the gate stands in: its tag, its parser, its events.

import { flat, test } from './primordials.js';
import { HONOURS_GPC, LANGUAGES } from './table.js';
import { currentScript, findFirst, hearPage, readyState, rootElement } from './doc.js';
import { baseOf, resolve, send } from './natives.js';
import { document, window } from './world.js';
import { choose } from './language.js';

/** The prefix of everything that the gate writes into a page. */
export const KEY = 'portcullis';

/** The script element that the gate came in; one that is a module is not told which. */
export const ownTag = /** @type {HTMLScriptElement | null} */ (
  currentScript() || findFirst('[src*="/gate."]')
);
export const ownNonce = ownTag?.nonce || '';
// A frame without an address of its own shares its page's origin.
export const isSecure = /* @__PURE__ */ test(/^https/, window.origin);

/** What `action` returns, or null where the browser denies it. @template T @param {() => T} action */
export function attempt(action) {
  try {
    return action();
  } catch {
    return null;
  }
}

/** The folder that the gate's other files are in: where the tag's word for it is none, this script's own. */
export const base =
  attempt(() => resolve(ownTag?.dataset.base || '.', ownTag?.src || baseOf(document))) || './';

/** Whether Global Privacy Control is on and honoured; one that cannot be read is on. */
export const honoursGpc = () =>
  HONOURS_GPC &&
  !attempt(
    () => /** @type {{globalPrivacyControl?: unknown}} */ (window.navigator).globalPrivacyControl !== true,
  );

/** @param {string} name @param {unknown} [detail] */
export function fire(name, detail) {
  send(document, new CustomEvent(KEY + ':' + name, { detail }));
}

export const isParsed = () => readyState() !== 'loading';

/** Once the parser is done. */
export const whenParsed = new Promise((done) => {
  if (isParsed()) done(0);
  else hearPage('readystatechange', done, { once: true });
});

/** The page's language, or the browser's, that the policy speaks. */
export const language = () =>
  attempt(() => choose(LANGUAGES, flat([[rootElement().lang], window.navigator.languages]))) || LANGUAGES[0];

const same = (/** @type {string} */ text) => text;

/** @typedef {{[create: string]: (text: string) => string}} TextPolicy */
/** @type {TextPolicy | null} */
const textPolicy = attempt(() =>
  /** @type {{trustedTypes: {createPolicy: Function}}} */ (
    /** @type {unknown} */ (window)
  ).trustedTypes.createPolicy(KEY, { createHTML: same, createScript: same, createScriptURL: same }),
);

/**
 * `text` as a page with Trusted Types takes it.
 * @param {'HTML' | 'Script' | 'ScriptURL'} kind
 * @param {string} text
 */
export const trusted = (kind, text) => (textPolicy ? textPolicy['create' + kind](text) : text);
