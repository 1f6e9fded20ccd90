// The platform's own, as it was before the page: no name in markup and no later change stands before it.

import { attempt } from './page.js';

const { apply, getOwnPropertyDescriptor, getPrototypeOf } = Reflect;

/** @param {Function | undefined} type @param {string} name @returns {PropertyDescriptor | undefined} */
function factsOf(type, name) {
  for (let at = type?.prototype; at; at = getPrototypeOf(at)) {
    const facts = getOwnPropertyDescriptor(at, name);
    if (facts) return facts;
  }
}

/**
 * The getter `name` of a class of the platform's.
 * @param {Function | undefined} type
 * @param {string} name
 * @returns {(self: unknown) => any} @reason each has a type of its own
 */
export function getterOf(type, name) {
  const { get } = factsOf(type, name) || {};
  return (self) => get && apply(get, self, []);
}

export const {
  setAttribute: put,
  removeAttribute: drop,
  removeAttributeNS: dropNS,
  getAttribute: look,
  getAttributeNS: lookNS,
  getRootNode: rootOf,
  matches,
  replaceWith: swap,
  querySelectorAll: find,
} = Element.prototype;

/** What relative addresses in a node's document start from; `<img name="baseURI">` changes nothing. */
export const baseOf = /* @__PURE__ */ getterOf(Element, 'baseURI');
export const nameOf = /* @__PURE__ */ getterOf(Element, 'localName');
export const isConnected = /* @__PURE__ */ getterOf(Element, 'isConnected');
export const parentOf = /* @__PURE__ */ getterOf(Element, 'parentNode');
export const documentOf = /* @__PURE__ */ getterOf(Element, 'ownerDocument');
const kind = /* @__PURE__ */ getterOf(Element, 'nodeType');
/** 1 for an element, 9 for a document, 11 for a fragment; null for what is no node. @param {unknown} it */
export const kindOf = (it) => attempt(() => kind(it));

/** Elements under a node of any kind. @param {Node} root @param {string} selector @returns {Iterable<Element>} */
export function findAll(root, selector) {
  const kind = kindOf(root);
  const type = kind === 1 ? Element : kind === 9 ? Document : kind === 11 && DocumentFragment;
  return type ? apply(type.prototype.querySelectorAll, root, [selector]) : [];
}

/** Puts nodes in place of what an element, or a shadow tree, holds. @param {Node} place @param {Iterable<Node>} nodes */
export function fill(place, nodes) {
  const type = kindOf(place) === 1 ? Element : DocumentFragment;
  apply(type.prototype.replaceChildren, place, [...nodes]);
}
