// Markup in a string: the browser's own parser reads it where nothing loads. Where something in it must
// wait, what was read is vetted there and moved into the page; any other string is the platform's as it is.

import { apply, each, filter, flat, lower, map, replace, slice, test, uncurry } from '../primordials.js';
import { ADDRESSED } from '../addresses.js';
import { document } from '../world.js';
import { requestWaitsFor } from '../match.js';
import { trusted } from '../page.js';
import {
  bodyOf,
  childrenOf,
  fill,
  findAll,
  getterOf,
  kindOf,
  nameOf,
  nodesOf,
  parentOf,
  rootOf,
} from '../natives.js';
import { claim, inFrame, vet } from './claim.js';
import { contentOf, inert, mayLoad, readAs } from './inert.js';
import { onCall, onSet } from './patch.js';
import { guardNewFrames } from './realms.js';
/** @import { Realm } from '../types.js' */

// How nodes come to each of the places that `insertAdjacentHTML` knows.
/** @type {{[where: string]: Function}} */
const PLACES = {
  // @ts-ignore: no name that every object has is a place.
  __proto__: null,
  beforebegin: Element.prototype.before,
  afterbegin: Element.prototype.prepend,
  beforeend: Element.prototype.append,
  afterend: Element.prototype.after,
};
const swapAll = Element.prototype.replaceWith;
const makeFragment = Range.prototype.createContextualFragment;
const adopt = Document.prototype.adoptNode;
const innerHtmlOf = /* @__PURE__ */ getterOf(Element, 'innerHTML');
const startOf = /* @__PURE__ */ getterOf(Range, 'startContainer');
const makeRange = /* @__PURE__ */ uncurry(Document.prototype.createRange);
const selectIn = /* @__PURE__ */ uncurry(Range.prototype.selectNodeContents);
const shadowOf = /* @__PURE__ */ getterOf(Element, 'shadowRoot');
const hostOf = /* @__PURE__ */ getterOf(ShadowRoot, 'host');
/** A script that came in such a string never runs. */
const SHOWN = /* @__PURE__ */ replace(ADDRESSED, /script\S+?,/g, () => '');

/** Markup that the page itself has marked, or that brings a frame. */
const BRINGS = /data-consent|<(?:i?frame|object|embed)/i;

/**
 * The nodes that `html` brings to `context`, where one of them must wait; else null.
 * @param {Element} context
 * @param {unknown} html
 */
function heldIn(context, html) {
  const root = mayLoad(`${html}`) && contentOf(readAs(context, html));
  return root && vet(root, SHOWN) ? nodesOf(childrenOf(root)) : null;
}

/**
 * @param {Node} root
 * @returns {boolean} whether something waits in it, or in the shadow trees that it declares
 */
function vetAll(root) {
  const trees = map(findAll(root, 'template[shadowrootmode]'), contentOf);
  return +vet(root, SHOWN) + filter(trees, vetAll).length > 0;
}

/** The same as text, for ways that read it themselves. @param {Element} context @param {unknown} html */
function heldText(context, html) {
  if (!mayLoad(`${html}`)) return html;
  const place = readAs(context, html);
  return vetAll(contentOf(place)) ? trusted('HTML', innerHtmlOf(place)) : html;
}

/**
 * After markup has become nodes: no search of the page finds what waits in a shadow tree.
 * @param {Node} place
 */
export function afterMarkup(place) {
  const root = /** @type {ParentNode & Node} */ ((kindOf(place) === 1 && shadowOf(place)) || rootOf(place));
  if (root !== document) each(findAll(root, '[data-consent]'), claim);
  guardNewFrames();
}

/** Shadow trees that markup brought with it; closed ones are out of reach. @param {Element} place */
function afterDeclared(place) {
  each(findAll(place, '*'), (it) => shadowOf(it) && afterMarkup(it));
  afterMarkup(place);
}

/**
 * Gives nodes to the page where some of them wait, and else the markup as it is to the platform.
 * @param {Element | null | undefined} context
 * @param {unknown} html
 * @param {Node} place
 * @param {(nodes: Node[]) => void} move
 * @param {() => void} parse
 */
function bring(context, html, place, move, parse) {
  const nodes = context && heldIn(context, html);
  if (nodes) move(nodes);
  else parse();
  if (nodes || test(BRINGS, `${html}`)) afterMarkup(place);
}

/** What `innerHTML` of an element or a shadow tree sets. @param {Realm} realm */
function guardInner(realm) {
  onSet(realm.Element.prototype, 'innerHTML', (/** @type {Element} */ self, html, native) => {
    const put = (/** @type {Node[]} */ nodes) => fill(contentOf(self), nodes);
    bring(self, html, self, put, () => apply(native, self, [html]));
  });
  onSet(realm.ShadowRoot.prototype, 'innerHTML', (/** @type {ShadowRoot} */ self, html, native) => {
    const put = (/** @type {Node[]} */ nodes) => fill(self, nodes);
    bring(hostOf(self), html, self, put, () => apply(native, self, [html]));
  });
}

/**
 * What stands around markup that takes an element's place; nothing where the platform refuses it anyway.
 * @param {Node} self
 */
function around(self) {
  const parent = parentOf(self);
  return kindOf(parent) === 11 ? bodyOf(inert) : kindOf(parent) === 1 ? parent : null;
}

/** Markup beside an element, or in its place. @param {Realm} realm */
function guardBeside(realm) {
  const { prototype } = realm.Element;
  onSet(prototype, 'outerHTML', (/** @type {Element} */ self, html, native) => {
    const parent = parentOf(self);
    const put = (/** @type {Node[]} */ nodes) => apply(swapAll, self, nodes);
    bring(around(self), html, parent || self, put, () => apply(native, self, [html]));
  });
  onCall(prototype, 'insertAdjacentHTML', (/** @type {Element} */ self, args, native) => {
    const where = lower(`${args[0]}`);
    const context = test(/^(?:afterbegin|beforeend)$/, where) ? self : around(self);
    const put = (/** @type {Node[]} */ nodes) => apply(PLACES[where], self, nodes);
    const known = where in PLACES ? context : null;
    bring(known, args[1], parentOf(self) || self, put, () => apply(native, self, args));
  });
}

/**
 * Ways that read the markup themselves.
 * @param {object} owner
 * @param {(self: Element) => Element} contextOf
 */
function guardUnsafe(owner, contextOf) {
  each(['setHTMLUnsafe', 'setHTML'], (name) => {
    onCall(owner, name, (/** @type {Element} */ self, args, native) => {
      apply(native, self, flat([[heldText(contextOf(self), args[0])], slice(args, 1)]));
      afterDeclared(self);
    });
  });
}

/** @param {Realm} realm */
function guardReading(realm) {
  guardUnsafe(realm.Element.prototype, (self) => self);
  guardUnsafe(realm.ShadowRoot.prototype, hostOf);
  onCall(realm.Document.prototype, 'execCommand', (self, { 0: name, 1: shows, 2: value }, native) => {
    const command = lower(`${name}`);
    if (command === 'insertimage' && requestWaitsFor(value) !== undefined) return false;
    return apply(native, self, [
      name,
      shows,
      command === 'inserthtml' ? heldText(bodyOf(inert), value) : value,
    ]);
  });
}

/** Ways to a fragment, whose scripts run. @param {Realm} realm */
function guardFragments(realm) {
  onCall(realm.Range.prototype, 'createContextualFragment', (/** @type {Range} */ self, args, native) => {
    const html = `${args[0]}`;
    if (!mayLoad(html)) return apply(native, self, args);
    const start = startOf(self);
    const range = makeRange(inert);
    const context = kindOf(start) === 1 ? start : parentOf(start);
    const isElement = kindOf(context) === 1 && nameOf(context) !== 'html';
    selectIn(range, isElement ? readAs(context, trusted('HTML', '')) : bodyOf(inert));
    const fragment = apply(makeFragment, range, [args[0]]);
    return vet(fragment) ? apply(adopt, document, [fragment]) : apply(native, self, args);
  });
  const { XSLTProcessor } = /** @type {{XSLTProcessor?: {prototype: object}}} */ (realm);
  onCall(XSLTProcessor?.prototype, 'transformToFragment', (self, { 0: source }, native) => {
    const fragment = apply(native, self, [source, inert]);
    vet(fragment);
    return apply(adopt, document, [fragment]);
  });
}

/** Every way from a string to nodes, but for what a document writes. @param {Realm} realm */
export function guardHtml(realm) {
  guardInner(realm);
  guardBeside(realm);
  guardReading(realm);
  guardFragments(realm);
  onSet(realm.HTMLIFrameElement.prototype, 'srcdoc', (self, value, native) =>
    apply(native, self, [inFrame(value)]),
  );
}
