// The platform's own, as it was before the page: no name in markup and no later change stands before it.

import { apply, factsOf, uncurry } from './primordials.js';
import { document } from './world.js';

/**
 * Engines differ in which class of several has a property.
 * @param {object | null} type
 * @param {string} name
 * @returns {PropertyDescriptor | null | undefined}
 */
const factsIn = (type, name) => type && (factsOf(type, name) || factsIn(Object.getPrototypeOf(type), name));

/**
 * The getter `name` of a class of the platform's.
 * @param {{prototype: object}} type
 * @param {string} name
 * @returns {(self: unknown) => any} @reason each has a type of its own
 */
export const getterOf = (type, name) => uncurry(factsIn(type.prototype, name)?.get);

/**
 * The setter `name` of a class of the platform's.
 * @param {{prototype: object}} type
 * @param {string} name
 * @returns {(self: unknown, value: unknown) => void}
 */
export const setterOf = (type, name) => uncurry(factsIn(type.prototype, name)?.set);

/** @type {(element: Element, name: string, value: string) => void} */
export const put = /* @__PURE__ */ uncurry(Element.prototype.setAttribute);
/** @type {(element: Element, name: string) => void} */
export const drop = /* @__PURE__ */ uncurry(Element.prototype.removeAttribute);
/** @type {(element: Element, space: string, name: string) => void} */
export const dropNS = /* @__PURE__ */ uncurry(Element.prototype.removeAttributeNS);
/** @type {(element: Node, name: string) => string | null} */
export const look = /* @__PURE__ */ uncurry(Element.prototype.getAttribute);
/** @type {(element: Element, space: string, name: string) => string | null} */
export const lookNS = /* @__PURE__ */ uncurry(Element.prototype.getAttributeNS);
/** @type {(element: Element) => string[]} */
export const namesOf = /* @__PURE__ */ uncurry(Element.prototype.getAttributeNames);
/** @type {(node: Node) => Node} */
export const rootOf = /* @__PURE__ */ uncurry(Node.prototype.getRootNode);
/** @type {(element: Element, selector: string) => boolean} */
export const matches = /* @__PURE__ */ uncurry(Element.prototype.matches);
/** @type {(element: Element, selector: string) => Element | null} */
export const closest = /* @__PURE__ */ uncurry(Element.prototype.closest);
/** @type {(element: Element, ...others: Node[]) => void} */
export const append = /* @__PURE__ */ uncurry(Element.prototype.append);
/** @type {(element: Element, ...others: Node[]) => void} */
export const swap = /* @__PURE__ */ uncurry(Element.prototype.replaceWith);
/** @type {(place: EventTarget, type: string, act: unknown, how?: unknown) => void} */
export const hear = /* @__PURE__ */ uncurry(EventTarget.prototype.addEventListener);
/** @type {(place: EventTarget, event: Event) => void} */
export const send = /* @__PURE__ */ uncurry(EventTarget.prototype.dispatchEvent);

/** @type {(event: Event) => EventTarget[]} */
export const pathOf = /* @__PURE__ */ uncurry(Event.prototype.composedPath);
/** @type {(event: Event) => void} */
/** What an event happened to. */
export const aim = /* @__PURE__ */ getterOf(Event, 'target');
export const prevent = /* @__PURE__ */ uncurry(Event.prototype.preventDefault);
/** @type {(place: Node, node: Node) => void} */
export const takeOut = /* @__PURE__ */ uncurry(Node.prototype.removeChild);
/** What a template holds. */
export const templateContent = /* @__PURE__ */ getterOf(HTMLTemplateElement, 'content');
export const viewOf = /* @__PURE__ */ getterOf(Document, 'defaultView');

/** @type {(node: Node, isDeep?: boolean) => Node} */
export const cloneOf = /* @__PURE__ */ uncurry(Node.prototype.cloneNode);
export const nodeNameOf = /* @__PURE__ */ getterOf(Node, 'nodeName');
export const lastIn = /* @__PURE__ */ getterOf(Node, 'lastChild');
export const bodyOf = /* @__PURE__ */ getterOf(Document, 'body');

/** What relative addresses in a node's document start from; `<img name="baseURI">` changes nothing. */
export const baseOf = /* @__PURE__ */ getterOf(Node, 'baseURI');
export const nameOf = /* @__PURE__ */ getterOf(Element, 'localName');
export const isConnected = /* @__PURE__ */ getterOf(Node, 'isConnected');
export const parentOf = /* @__PURE__ */ getterOf(Node, 'parentNode');
export const nextOf = /* @__PURE__ */ getterOf(Node, 'nextSibling');
export const firstIn = /* @__PURE__ */ getterOf(Node, 'firstChild');
export const textIn = /* @__PURE__ */ getterOf(Node, 'textContent');
export const childrenOf = /* @__PURE__ */ getterOf(Node, 'childNodes');
export const documentOf = /* @__PURE__ */ getterOf(Node, 'ownerDocument');
const kind = /* @__PURE__ */ getterOf(Node, 'nodeType');
/** 1 for an element, 9 for a document, 11 for a fragment; null for what is no node. @param {unknown} it */
export function kindOf(it) {
  try {
    return kind(it);
  } catch {
    return null;
  }
}

/** Whether a node is a script. @param {unknown} it @returns {it is import('./types.js').Held} */
export const isScript = (it) => kindOf(it) === 1 && nameOf(it) === 'script';

/** What records of changes say: nodes that came, and where. */
export const addedOf = /* @__PURE__ */ getterOf(MutationRecord, 'addedNodes');
export const targetOf = /* @__PURE__ */ getterOf(MutationRecord, 'target');
/** @type {(observer: MutationObserver, place: Node, what: MutationObserverInit) => void} */
export const observe = /* @__PURE__ */ uncurry(MutationObserver.prototype.observe);
/** @type {(observer: MutationObserver) => void} */
export const ignore = /* @__PURE__ */ uncurry(MutationObserver.prototype.disconnect);
/** @type {(observer: MutationObserver) => MutationRecord[]} */
export const recordsOf = /* @__PURE__ */ uncurry(MutationObserver.prototype.takeRecords);

/** An address as it resolves: whole, and its parts. */
export const hrefOf = /* @__PURE__ */ getterOf(URL, 'href');
export const schemeOf = /* @__PURE__ */ getterOf(URL, 'protocol');
export const hostnameOf = /* @__PURE__ */ getterOf(URL, 'hostname');
export const portOf = /* @__PURE__ */ getterOf(URL, 'port');
export const pathnameOf = /* @__PURE__ */ getterOf(URL, 'pathname');

const requestAddress = /* @__PURE__ */ getterOf(Request, 'url');
/** What a request is for, or what is none as it is. @param {unknown} it */
export function addressOfRequest(it) {
  try {
    return requestAddress(it);
  } catch {
    return it;
  }
}

/**
 * Nodes as a list: what counts those of the platform's is a property of its class.
 * @template T
 * @param {{[place: number]: T}} nodes
 */
export function nodesOf(nodes) {
  const list = [];
  for (let at = 0; nodes[at]; at++) list[at] = nodes[at];
  return list;
}

const findInElement = /* @__PURE__ */ uncurry(Element.prototype.querySelectorAll);
const findInDocument = /* @__PURE__ */ uncurry(Document.prototype.querySelectorAll);
const findInFragment = /* @__PURE__ */ uncurry(DocumentFragment.prototype.querySelectorAll);
const fillElement = Element.prototype.replaceChildren;
const fillFragment = DocumentFragment.prototype.replaceChildren;

/**
 * Elements under a node of any kind.
 * @param {Node} root
 * @param {string} selector
 * @returns {Element[]}
 */
export function findAll(root, selector) {
  const kind = kindOf(root);
  const find = kind === 1 ? findInElement : kind === 9 ? findInDocument : kind === 11 && findInFragment;
  return find ? nodesOf(find(root, selector)) : [];
}

/**
 * Puts nodes in place of what an element, or a shadow tree, holds.
 * @param {Node} place
 * @param {Node[]} nodes
 */
export const fill = (place, nodes) => apply(kindOf(place) === 1 ? fillElement : fillFragment, place, nodes);

/**
 * A copy for the page, by way of the guard that stands in front.
 * @template {Node} T
 * @param {T} node
 * @param {boolean} isDeep
 * @returns {T}
 */
export const importCopy = (node, isDeep) => apply(Document.prototype.importNode, document, [node, isDeep]);

/**
 * `new URL`, as its text.
 * @param {unknown} address
 * @param {string} [base]
 */
export const resolve = (address, base) => hrefOf(new URL(/** @type {string} */ (address), base));
