// Rules and fonts by code: addresses that must wait are taken out of their CSS.

import { apply, fromCodePoint, map, replace, test } from '../primordials.js';
import { document } from '../world.js';
import { requestWaitsFor } from '../match.js';
import { baseOf } from '../natives.js';
import { attempt } from '../page.js';
import { onCalls, onNew } from './patch.js';
/** @import { Realm } from '../types.js' */

const RULES = {
  CSSStyleSheet: ['insertRule', 'addRule', 'replace', 'replaceSync'],
  CSSGroupingRule: ['insertRule'],
  CSSStyleRule: ['insertRule'],
  CSSKeyframesRule: ['appendRule'],
};

/** What may hold an address; a name may be written with escapes. */
const ADDRESSING = /url\(|@import|image-set|\\/i;
/** A comment; `url` and a bare word, however written; a string; what is escaped. */
const TOKENS = /* @__PURE__ */ (() => {
  const name = String.raw`(?:\\?u|\\0{0,4}[57]5\s?)(?:\\?r|\\0{0,4}[57]2\s?)(?:\\?l|\\0{0,4}[46]c\s?)`;
  // One way alone to read each: a long text takes no longer than it is.
  const word = String.raw`(?:[^"'()\\\s]|\\(?:[\da-f]{6}\s?|[\da-f]{1,5}(?![\da-f])\s?|[^\da-f]))+`;
  const string = String.raw`(["'])((?:\\[^]|(?!\2)[^\\\n])*)(?:\2|$)`;
  return new RegExp(String.raw`/\*[^]*?(?:\*/|$)|${name}\(\s*(${word})\s*(?:\)|$)|${string}|\\[^]`, 'gi');
})();
const ESCAPES = /\\(?:([\da-f]{1,6})(?:\r\n|\s)?|\r?\n|([^]))/gi;

/** @param {string} text of CSS */
const unescaped = (text) =>
  replace(text, ESCAPES, ({ 1: code, 2: plain = '' }) =>
    code ? attempt(() => fromCodePoint(parseInt(code, 16))) || '' : plain,
  );

/** Whether what CSS names must wait; a string may be no address. @param {string} text */
const isHeldInCss = (text) =>
  requestWaitsFor(unescaped(text)) !== undefined &&
  !!attempt(() => new URL(unescaped(text), baseOf(document)));

/**
 * CSS without the addresses that must wait, and anything else as it is.
 * @param {unknown} css
 * @returns {unknown}
 */
export function calmed(css) {
  const text = `${css}`;
  if (!test(ADDRESSING, text)) return css;
  const calm = replace(text, TOKENS, ({ 0: token, 1: word, 2: quote, 3: string }) =>
    !isHeldInCss(word ?? string ?? '') ? token : quote ? '"data:,"' : 'url(data:,)',
  );
  return calm === text ? css : calm;
}

/** @param {Realm} realm */
export function guardSheets(realm) {
  onCalls(realm, RULES, (self, args, native) => apply(native, self, map(args, calmed)));
  onNew(realm, 'FontFace', (args, next) => next(map(args, (it, at) => (at === 1 ? calmed(it) : it))));
}
