// The platform's own, as it was before the page: no name in markup and no later change stands before it.

import { attempt } from './page.js';

/**
 * The getter `name` of a class of the platform's.
 * @param {{prototype: object}} type
 * @param {string} name
 * @returns {(self: unknown) => any} @reason each has a type of its own
 */
export function getterOf(type, name) {
  const get = Object.getOwnPropertyDescriptor(type.prototype, name)?.get;
  return (self) => get && Reflect.apply(get, self, []);
}

export const put = Element.prototype.setAttribute;
export const drop = Element.prototype.removeAttribute;
export const dropNS = Element.prototype.removeAttributeNS;
export const look = Element.prototype.getAttribute;
export const lookNS = Element.prototype.getAttributeNS;
export const rootOf = Element.prototype.getRootNode;
export const matches = Element.prototype.matches;
export const swap = Element.prototype.replaceWith;
export const find = Element.prototype.querySelectorAll;

/** What relative addresses in a node's document start from; `<img name="baseURI">` changes nothing. */
export const baseOf = /* @__PURE__ */ getterOf(Node, 'baseURI');
export const nameOf = /* @__PURE__ */ getterOf(Element, 'localName');
export const isConnected = /* @__PURE__ */ getterOf(Node, 'isConnected');
export const parentOf = /* @__PURE__ */ getterOf(Node, 'parentNode');
export const documentOf = /* @__PURE__ */ getterOf(Node, 'ownerDocument');
const kind = /* @__PURE__ */ getterOf(Node, 'nodeType');
/** 1 for an element, 9 for a document, 11 for a fragment; null for what is no node. @param {unknown} it */
export const kindOf = (it) => attempt(() => kind(it));

/**
 * Elements under a node of any kind.
 * @param {Node} root
 * @param {string} selector
 * @returns {Iterable<Element>}
 */
export function findAll(root, selector) {
  const kind = kindOf(root);
  const type = kind === 1 ? Element : kind === 9 ? Document : kind === 11 && DocumentFragment;
  return type ? Reflect.apply(type.prototype.querySelectorAll, root, [selector]) : [];
}

/**
 * Puts nodes in place of what an element, or a shadow tree, holds.
 * @param {Node} place
 * @param {Iterable<Node>} nodes
 */
export function fill(place, nodes) {
  const type = kindOf(place) === 1 ? Element : DocumentFragment;
  Reflect.apply(type.prototype.replaceChildren, place, [...nodes]);
}
