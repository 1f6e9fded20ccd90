// Markup read where nothing loads: by the browser's own parser, in a document without a window.

import { HOLDS_UNLISTED, HOSTS } from '../table.js';
import { doc } from '../doc.js';
import { nameOf } from '../natives.js';
import { trusted } from '../page.js';

/** A document in which nothing loads. */
export const inert = /* @__PURE__ */ doc.implementation.createHTMLDocument('');

/** What may lead to another host; where the policy has rules for paths of its own, everything may matter. */
const SUSPICIOUS =
  HOSTS.some((rule) => !rule[0]) || HOLDS_UNLISTED ? /^/ : /\/\/|\\|&|(?:https?|wss?):|[\t\n\r]|srcdoc/i;

/** Whether something in `markup` may have to wait. @param {string} markup */
export const mayLoad = (markup) =>
  /src|href|data|poster|<set|<animate/i.test(markup) && SUSPICIOUS.test(markup);

/** Where an element's markup goes: a template's into its content. @param {Element} place @returns {Node} */
export const contentOf = (place) =>
  nameOf(place) === 'template' ? /** @type {HTMLTemplateElement} */ (place).content : place;

const setHtml = /* @__PURE__ */ Object.getOwnPropertyDescriptor(Element.prototype, 'innerHTML')?.set;

/** Reads `html` as an element like `context` would. @param {Element} context @param {unknown} html */
export function readAs(context, html) {
  const place = inert.createElementNS(context.namespaceURI, nameOf(context));
  setHtml?.call(place, /** @type {string} */ (html));
  return place;
}

/** Reads `html` wherever it may stand. @param {string} html */
export const readTemplate = (html) =>
  /** @type {HTMLTemplateElement} */ (readAs(inert.createElement('template'), trusted('HTML', html)));
