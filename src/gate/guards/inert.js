// Markup read where nothing loads: by the browser's own parser, in a document without a window.

import { some, test, uncurry } from '../primordials.js';
import { HOLDS_UNLISTED, HOSTS } from '../table.js';
import { make, makePage } from '../doc.js';
import { getterOf, nameOf, setterOf, templateContent } from '../natives.js';
import { trusted } from '../page.js';

/** A document in which nothing loads. */
export const inert = /* @__PURE__ */ makePage();

/** What may lead to another host; where the policy has rules for paths of its own, everything may matter. */
const SUSPICIOUS =
  /* @__PURE__ */ some(HOSTS, (rule) => !rule[0]) || HOLDS_UNLISTED
    ? /^/
    : /\/\/|\\|&|(?:https?|wss?):|[\t\n\r]|srcdoc/i;

/** Whether something in `markup` may have to wait. @param {string} markup */
export const mayLoad = (markup) =>
  test(/src|href|data|poster|<set|<animate/i, markup) && test(SUSPICIOUS, markup);

/** Where an element's markup goes: a template's into its content. @param {Element} place @returns {Node} */
export const contentOf = (place) => (nameOf(place) === 'template' ? templateContent(place) : place);

export const outerHtmlOf = /* @__PURE__ */ getterOf(Element, 'outerHTML');
const setHtml = /* @__PURE__ */ setterOf(Element, 'innerHTML');
const spaceOf = /* @__PURE__ */ getterOf(Element, 'namespaceURI');
/** @type {(place: Document, space: string, name: string) => Element} */
const makeIn = /* @__PURE__ */ uncurry(Document.prototype.createElementNS);

/** Reads `html` as an element like `context` would. @param {Element} context @param {unknown} html */
export function readAs(context, html) {
  const place = makeIn(inert, spaceOf(context), nameOf(context));
  setHtml(place, html);
  return place;
}

/** Reads `html` wherever it may stand. @param {string} html */
export const readTemplate = (html) => templateContent(readAs(make('template'), trusted('HTML', html)));
