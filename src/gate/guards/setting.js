// Addresses that code sets, as properties and as attributes.

import {
  apply,
  cut,
  define,
  each,
  factsOf,
  includes,
  keysOf,
  lastIndexOf,
  lower,
  remove,
  SafeWeakMap,
} from '../primordials.js';
import { UNDOES } from '../table.js';
import { ADDRESSES } from '../addresses.js';
import { attributeWaitsFor } from '../match.js';
import { getterOf, look, nameOf, put } from '../natives.js';
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
    put(element, name, /** @type {string} */ (inFrame(value)));
    return false;
  }
  const isAddress = includes(ADDRESSES[tag], name);
  const id = spared.has(element)
    ? undefined
    : (attributeWaitsFor(element, name, value) ??
      // What is marked waits by its mark, whoever copies its address.
      (isAddress && isWaitingMark(element) && !aside.has(element)
        ? `${look(element, 'data-consent')}`
        : undefined));
  if (id !== undefined) {
    putAside(element, name, `${value}`, id);
    claim(element);
    return false;
  }
  if (isAddress) forget(element, name);
  return true;
}

/** @param {string} name */
const localName = (name) => cut(name, lastIndexOf(name, ':') + 1);

/**
 * By an attribute's local name: its prefix may be any.
 * @param {Element} element
 * @param {unknown} name
 * @param {unknown} value
 */
const maySetLocal = (element, name, value) => maySet(element, localName(`${name}`), value);

const attributeName = /* @__PURE__ */ getterOf(Attr, 'name');
const attributeValue = /* @__PURE__ */ getterOf(Attr, 'value');
const ownerOf = /* @__PURE__ */ getterOf(Attr, 'ownerElement');
/** What is no attribute's node the platform refuses. @param {Element} element @param {unknown} node */
const maySetNode = (element, node) => maySetLocal(element, attributeName(node), attributeValue(node));

/**
 * The address that was put aside, as the page reads it back.
 * @param {Element} element
 * @param {string} name
 */
function readBack(element, name) {
  return look(element, name) === null && aside.get(element)?.[name];
}

/** @param {object | undefined} owner @param {string} property */
function guardProperty(owner, property) {
  const name = lower(property);
  onSet(owner, property, (/** @type {Element} */ element, value, native) => {
    if (maySet(element, name, value)) apply(native, element, [value]);
  });
  onGet(
    owner,
    property,
    (/** @type {Element} */ element, native) => readBack(element, name) || apply(native, element, []),
  );
}

/** Properties: `element.src = …`; reading gives back what was set. @param {Realm} realm */
export function guardProperties(realm) {
  each(/** @type {(keyof typeof SETTERS)[]} */ (keysOf(SETTERS)), (name) => {
    each(SETTERS[name], (type) => {
      guardProperty(realm[`HTML${type}Element`]?.prototype, name);
    });
  });
  guardProperty(realm.SVGAElement.prototype, 'ping');
}

/** Whose attributes a map, or whose address an animated text, holds. @type {WeakMap<object, Element>} */
const owners = /* @__PURE__ */ new SafeWeakMap();

/** Notes whose part a getter hands out. @param {Element} self @param {import('../types.js').Native} native */
function owned(self, native) {
  const part = apply(native, self, []);
  owners.set(part, self);
  return part;
}

/** `element.setAttribute` and its kin. @param {Realm} realm */
function guardSetting(realm) {
  const element = realm.Element.prototype;
  onCall(element, 'setAttribute', (/** @type {Element} */ self, args, native) => {
    if (!ADDRESSES[nameOf(self)] || maySetLocal(self, lower(`${args[0]}`), args[1]))
      apply(native, self, args);
  });
  onCall(element, 'setAttributeNS', (/** @type {Element} */ self, args, native) => {
    if (maySetLocal(self, args[1], args[2])) apply(native, self, args);
  });
  onCall(element, 'removeAttribute', (/** @type {Element} */ self, args, native) => {
    forget(self, lower(`${args[0]}`));
    apply(native, self, args);
  });
  each(['setAttributeNode', 'setAttributeNodeNS'], (name) => {
    onCall(element, name, (/** @type {Element} */ self, args, native) => {
      return maySetNode(self, args[0]) ? apply(native, self, args) : null;
    });
  });
  onGet(element, 'attributes', owned);
  each(['setNamedItem', 'setNamedItemNS'], (name) => {
    onCall(realm.NamedNodeMap.prototype, name, (/** @type {NamedNodeMap} */ self, args, native) => {
      const owner = owners.get(self);
      return !owner || maySetNode(owner, args[0]) ? apply(native, self, args) : null;
    });
  });
}

/** The animated addresses of SVG. @param {Realm} realm */
function guardAnimated(realm) {
  each(
    /** @type {const} */ (['SVGImageElement', 'SVGScriptElement', 'SVGUseElement', 'SVGFEImageElement']),
    (type) => {
      onGet(realm[type].prototype, 'href', owned);
    },
  );
  onSet(
    realm.SVGAnimatedString.prototype,
    'baseVal',
    (/** @type {SVGAnimatedString} */ self, value, native) => {
      const owner = owners.get(self);
      if (!owner || maySet(owner, 'href', value)) apply(native, self, [value]);
    },
  );
}

/** The value of an attribute's own node. @param {Realm} realm */
function guardNodes(realm) {
  const attribute = realm.Attr.prototype;
  // An attribute has these from Node: the guard stands before attributes alone.
  each(['nodeValue', 'textContent'], (name) => {
    const facts = factsOf(realm.Node.prototype, name);
    define(attribute, name, /** @type {{}} */ ({ __proto__: null, ...facts, configurable: true }));
    if (UNDOES)
      onUnpatch(() => {
        remove(attribute, name);
      });
  });
  each(['value', 'nodeValue', 'textContent'], (name) => {
    onSet(attribute, name, (/** @type {Attr} */ self, value, native) => {
      const owner = ownerOf(self);
      if (!owner || maySetLocal(owner, attributeName(self), value)) apply(native, self, [value]);
    });
  });
}

/** Attributes, whatever the way they are set. @param {Realm} realm */
export function guardAttributes(realm) {
  guardSetting(realm);
  guardAnimated(realm);
  guardNodes(realm);
}
