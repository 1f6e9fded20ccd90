// The document's own properties: `<img name="head">` puts itself before them, and is passed by here.

import { uncurry } from './primordials.js';
import { document } from './world.js';
import { getterOf, hear, setterOf } from './natives.js';

/** @param {string} name @returns {() => any} @reason each has a type of its own */
function its(name) {
  const get = getterOf(Document, name);
  return () => get(document);
}

/** @type {() => HTMLHeadElement} */
export const head = /* @__PURE__ */ its('head');
/** @type {() => HTMLElement} */
export const body = /* @__PURE__ */ its('body');
/** @type {() => HTMLElement} */
export const rootElement = /* @__PURE__ */ its('documentElement');
/** @type {() => HTMLScriptElement | null} */
export const currentScript = /* @__PURE__ */ its('currentScript');
/** @type {() => string} */
export const readyState = /* @__PURE__ */ its('readyState');
/** @type {() => HTMLCollectionOf<HTMLScriptElement>} */
export const allScripts = /* @__PURE__ */ its('scripts');
/** @type {() => string} */
export const readCookie = /* @__PURE__ */ its('cookie');
const setCookie = /* @__PURE__ */ setterOf(Document, 'cookie');
/** The guard over cookies would refuse some. @param {string} cookie */
export const writeCookie = (cookie) => setCookie(document, cookie);

/** @type {(place: Document, name: string) => any} @reason each has a type of its own */
const makeElement = /* @__PURE__ */ uncurry(Document.prototype.createElement);
/** @type {<K extends keyof HTMLElementTagNameMap>(name: K) => HTMLElementTagNameMap[K]} */
export const make = (name) => makeElement(document, name);
/** @type {(place: Document, selector: string) => HTMLElement | null} */
const find = /* @__PURE__ */ uncurry(Document.prototype.querySelector);
/** The first of the page that a selector finds. @param {string} selector */
export const findFirst = (selector) => find(document, selector);

const makeDocument = /* @__PURE__ */ uncurry(DOMImplementation.prototype.createHTMLDocument);
const implementation = /* @__PURE__ */ its('implementation');
/** A document without a window. @returns {Document} */
export const makePage = () => makeDocument(implementation(), '');

/** @type {(type: string, act: (event: any) => unknown, how?: unknown) => void} @reason of its own type */
export const hearPage = (type, act, how) => hear(document, type, act, how);
