// Markup in a string: each start tag is read by the browser's own parser, and the one that
// would load what must wait is written anew as markup that the gate holds. The rest of the
// string stays as it is.

import { HOLDS_UNLISTED, HOSTS, RULED } from '../table.js';
import { document } from '../world.js';
import { ownTag, trusted } from '../page.js';
import { put } from '../natives.js';
import { claim, vet } from './claim.js';
import { onCall, onSet } from './patch.js';
import { guardNewFrames } from './realms.js';
/** @import { Native, Realm } from '../types.js' */

/** A start tag's attributes, quoted values whole. */
const REST = '\\b(?:[^>"\']|"[^"]*"|\'[^\']*\')*';
/** Comments and raw text as a whole; then start tags, with their quoted values. */
const TAGS = /* @__PURE__ */ new RegExp(
  '<!--[^]*?(?:-->|$)' +
    '|<(style|textarea|title|xmp|noembed|noframes)\\b[^]*?(?:<\\/\\1|$)' +
    `|<(script)${REST}>(?=([^]*?(?:<\\/script|$)))` +
    `|<(iframe|img|source|video|audio|track|embed|object|link|input)${REST}>`,
  'gi',
);

/** A document in which nothing loads. */
const inert = /* @__PURE__ */ document.implementation.createHTMLDocument('');
const readHtml = /* @__PURE__ */ Object.getOwnPropertyDescriptor(Element.prototype, 'innerHTML')?.set;

/** What may lead to another host; where the policy has rules for paths of its own, everything may matter. */
const SUSPICIOUS =
  HOSTS.some((rule) => !rule[0]) || HOLDS_UNLISTED
    ? /src|href|data|poster/i
    : /\/\/|\\|&|(?:https?|wss?):|[\t\n\r]|srcdoc/i;

/** Markup that the page itself has marked, or that brings a frame. */
const BRINGS = /data-consent|<(?:i?frame|object|embed)/i;

/** @param {string} markup */
function parse(markup) {
  const place = inert.createElement('template');
  readHtml?.call(place, trusted('HTML', markup));
  return place;
}

/** A start tag that waits, written anew; any other as it is. @param {string} tag */
function rewriteTag(tag) {
  if (!RULED || !SUSPICIOUS.test(tag)) return tag;
  const element = parse(tag).content.firstElementChild;
  if (!element) return tag;
  const frame = element.getAttribute('srcdoc');
  vet(element);
  if (frame !== null) put.call(element, 'srcdoc', /** @type {string} */ (inFrame(frame)));
  else if (!element.hasAttribute('data-consent')) return tag;
  return element.outerHTML.replace(/<\/\w+>$/, '');
}

/**
 * `html` with what must wait put aside; itself where there is none.
 * @template Html
 * @param {Html} html
 * @returns {Html | string}
 */
function rewrite(html) {
  const text = String(html);
  if (!/src|href|data|poster/i.test(text) || !SUSPICIOUS.test(text)) return html;
  let script = 0;
  const rewritten = text.replace(TAGS, (tag, _raw, isScript, body, other, at) => {
    // What stands inside a script is its text, not markup.
    if (at < script) return tag;
    if (isScript) script = at + tag.length + body.length;
    return isScript || other ? rewriteTag(tag) : tag;
  });
  // Where the pattern and the parser differ, in SVG and in broken comments, the parser is right.
  const place = parse(rewritten);
  const { innerHTML } = place;
  vet(place.content);
  if (place.innerHTML !== innerHTML) return trusted('HTML', place.innerHTML);
  return rewritten === text ? html : trusted('HTML', rewritten);
}

/** The markup of a frame begins with a gate of its own. @param {unknown} html @returns {unknown} */
export const inFrame = (html) => {
  const first = `<script src="${ownTag?.src}"></script>`;
  return String(html).startsWith(first) ? html : trusted('HTML', first + rewrite(html));
};

/**
 * After markup has become nodes: no search of the page finds what waits in a shadow tree.
 * @param {Node} place
 */
function afterMarkup(place) {
  const root = /** @type {ParentNode & Node} */ (
    /** @type {Partial<Element>} */ (place).shadowRoot || place.getRootNode()
  );
  if (root !== document) root.querySelectorAll('[data-consent]').forEach(claim);
  guardNewFrames();
}

/** Shadow trees that markup brought with it; closed ones are out of reach. @param {Element} place */
function afterDeclared(place) {
  for (const { shadowRoot } of place.querySelectorAll('*')) if (shadowRoot) afterMarkup(shadowRoot);
  afterMarkup(place);
}

/** The tag that a document's writing has begun. @type {WeakMap<Document, string>} */
const begun = new WeakMap();
const BEGUN = /* @__PURE__ */ new RegExp(
  '<(?:\\w*|(?:script|iframe|img|source|video|audio|track|embed|object|link|input|image)' +
    `${REST}(?:"[^"]*|'[^']*)?)$`,
  'i',
);

/**
 * A tag may be written in pieces: it is decided on as a whole.
 * @param {Document} place
 * @param {unknown[]} args
 * @param {Native} native
 */
function write(place, args, native) {
  const text = (begun.get(place) || '') + args.join('');
  const end = text.search(BEGUN);
  begun.delete(place);
  if (end < 0)
    native.call(place, rewrite(args[1] || text !== String(args[0]) ? trusted('HTML', text) : args[0]));
  else {
    begun.set(place, text.slice(end));
    native.call(place, rewrite(trusted('HTML', text.slice(0, end))));
    queueMicrotask(() => {
      const rest = begun.get(place);
      begun.delete(place);
      if (rest) native.call(place, trusted('HTML', rest));
    });
  }
  if (place !== document) afterMarkup(place);
}

/** Every way from a string to nodes. @param {Realm} realm */
export function guardHtml(realm) {
  for (const owner of [realm.Element, realm.ShadowRoot]) {
    for (const name of ['innerHTML', 'outerHTML']) {
      onSet(owner.prototype, name, (/** @type {Element} */ self, html, native) => {
        const text = rewrite(html);
        native.call(self, text);
        if (text !== html || BRINGS.test(String(text))) afterMarkup(self);
      });
    }
    onCall(owner.prototype, 'setHTMLUnsafe', (/** @type {Element} */ self, [html, ...rest], native) => {
      native.call(self, rewrite(html), ...rest);
      afterDeclared(self);
    });
  }
  onCall(
    realm.Element.prototype,
    'insertAdjacentHTML',
    (/** @type {Element} */ self, [where, html], native) => {
      native.call(self, where, rewrite(html));
      afterMarkup(self.parentNode || self);
    },
  );
  onCall(realm.Range.prototype, 'createContextualFragment', (self, [html], native) =>
    native.call(self, rewrite(html)),
  );
  for (const name of ['write', 'writeln']) onCall(realm.Document.prototype, name, write);
  onSet(realm.HTMLIFrameElement.prototype, 'srcdoc', (self, value, native) =>
    native.call(self, inFrame(value)),
  );
}
