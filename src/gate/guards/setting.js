// Addresses that code sets, as properties and as attributes.

import { UNDOES } from '../table.js';
import { ADDRESSES } from '../addresses.js';
import { attributeWaitsFor } from '../match.js';
import { look, nameOf, put } from '../natives.js';
import { aside, isWaitingMark, spared } from '../states.js';
import { claim, forget, inFrame, putAside } from './claim.js';

import { onCall, onGet, onSet, onUnpatch } from './patch.js';
/** @import { Realm } from '../types.js' */

/** Whose setter starts a request: properties of elements, as their interfaces are called. */
const SETTERS = /** @type {const} */ ({
  src: ['Script', 'IFrame', 'Image', 'Source', 'Media', 'Track', 'Embed', 'Input'],
  srcset: ['Image', 'Source'],
  poster: ['Video'],
  data: ['Object'],
  href: ['Link'],
  imageSrcset: ['Link'],
  ping: ['Anchor', 'Area'],
});

/**
 * Decides over one address that is about to be set.
 * @param {Element} element
 * @param {string} name
 * @param {unknown} value
 * @returns {boolean} whether it may be set as it is
 */
export function maySet(element, name, value) {
  const tag = nameOf(element);
  if (!ADDRESSES[tag]) return true;
  if (name === 'srcdoc' && tag === 'iframe') {
    put.call(element, name, /** @type {string} */ (inFrame(value)));
    return false;
  }
  const isAddress = ADDRESSES[tag].includes(name);
  const id = spared.has(element)
    ? undefined
    : (attributeWaitsFor(element, name, value) ??
      // What is marked waits by its mark, whoever copies its address.
      (isAddress && isWaitingMark(element) && !aside.has(element)
        ? String(look.call(element, 'data-consent'))
        : undefined));
  if (id !== undefined) {
    putAside(element, name, String(value), id);
    claim(element);
    return false;
  }
  if (isAddress) forget(element, name);
  return true;
}

/**
 * By an attribute's local name: its prefix may be any.
 * @param {Element} element
 * @param {unknown} name
 * @param {unknown} value
 */
const maySetLocal = (element, name, value) => maySet(element, String(name).replace(/^.*:/, ''), value);

/**
 * The address that was put aside, as the page reads it back.
 * @param {Element} element
 * @param {string} name
 */
function readBack(element, name) {
  return look.call(element, name) === null && aside.get(element)?.[name];
}

/** @param {object | undefined} owner @param {string} property */
function guardProperty(owner, property) {
  const name = property.toLowerCase();
  onSet(owner, property, (/** @type {Element} */ element, value, native) => {
    if (maySet(element, name, value)) native.call(element, value);
  });
  onGet(
    owner,
    property,
    (/** @type {Element} */ element, native) => readBack(element, name) || native.call(element),
  );
}

/** Properties: `element.src = …`; reading gives back what was set. @param {Realm} realm */
export function guardProperties(realm) {
  for (const name of /** @type {(keyof typeof SETTERS)[]} */ (Object.keys(SETTERS))) {
    for (const type of SETTERS[name]) guardProperty(realm[`HTML${type}Element`]?.prototype, name);
  }
  guardProperty(realm.SVGAElement.prototype, 'ping');
}

/** Whose attributes a map, or whose address an animated text, holds. @type {WeakMap<object, Element>} */
const owners = new WeakMap();

/** Notes whose part a getter hands out. @param {Element} self @param {import('../types.js').Native} native */
function owned(self, native) {
  const part = native.call(self);
  owners.set(part, self);
  return part;
}

/** `element.setAttribute` and its kin. @param {Realm} realm */
function guardSetting(realm) {
  const element = realm.Element.prototype;
  onCall(element, 'setAttribute', (/** @type {Element} */ self, args, native) => {
    if (!ADDRESSES[nameOf(self)] || maySetLocal(self, String(args[0]).toLowerCase(), args[1]))
      native.apply(self, args);
  });
  onCall(element, 'setAttributeNS', (/** @type {Element} */ self, args, native) => {
    if (maySetLocal(self, args[1], args[2])) native.apply(self, args);
  });
  onCall(element, 'removeAttribute', (/** @type {Element} */ self, args, native) => {
    forget(self, String(args[0]).toLowerCase());
    native.apply(self, args);
  });
  for (const name of ['setAttributeNode', 'setAttributeNodeNS']) {
    onCall(element, name, (/** @type {Element} */ self, args, native) => {
      const attribute = /** @type {Partial<Attr> | undefined} */ (args[0]);
      return maySetLocal(self, attribute?.name, attribute?.value) ? native.apply(self, args) : null;
    });
  }
  onGet(element, 'attributes', owned);
  for (const name of ['setNamedItem', 'setNamedItemNS']) {
    onCall(realm.NamedNodeMap.prototype, name, (/** @type {NamedNodeMap} */ self, args, native) => {
      const owner = owners.get(self);
      const attribute = /** @type {Partial<Attr> | undefined} */ (args[0]);
      return !owner || maySetLocal(owner, attribute?.name, attribute?.value)
        ? native.apply(self, args)
        : null;
    });
  }
}

/** The animated addresses of SVG. @param {Realm} realm */
function guardAnimated(realm) {
  for (const type of /** @type {const} */ ([
    'SVGImageElement',
    'SVGScriptElement',
    'SVGUseElement',
    'SVGFEImageElement',
  ])) {
    onGet(realm[type].prototype, 'href', owned);
  }
  onSet(
    realm.SVGAnimatedString.prototype,
    'baseVal',
    (/** @type {SVGAnimatedString} */ self, value, native) => {
      const owner = owners.get(self);
      if (!owner || maySet(owner, 'href', value)) native.call(self, value);
    },
  );
}

/** The value of an attribute's own node. @param {Realm} realm */
function guardNodes(realm) {
  const attribute = realm.Attr.prototype;
  // An attribute has these from Node: the guard stands before attributes alone.
  for (const name of /** @type {const} */ (['nodeValue', 'textContent'])) {
    const facts = Object.getOwnPropertyDescriptor(realm.Node.prototype, name);
    Object.defineProperty(attribute, name, { ...facts, configurable: true });
    if (UNDOES)
      onUnpatch(() => {
        Reflect.deleteProperty(attribute, name);
      });
  }
  for (const name of ['value', 'nodeValue', 'textContent']) {
    onSet(attribute, name, (/** @type {Attr} */ self, value, native) => {
      if (!self.ownerElement || maySetLocal(self.ownerElement, self.name, value)) native.call(self, value);
    });
  }
}

/** Attributes, whatever the way they are set. @param {Realm} realm */
export function guardAttributes(realm) {
  guardSetting(realm);
  guardAnimated(realm);
  guardNodes(realm);
}
