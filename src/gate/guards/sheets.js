// Rules and fonts by code: addresses that must wait are taken out of their CSS.

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
const ESCAPE = String.raw`\\[\da-f]{1,6}\s?|\\[^]`;
/** A comment; a function of one bare word, which `url` is too; a string. */
const TOKENS = /* @__PURE__ */ new RegExp(
  String.raw`/\*[^]*?(?:\*/|$)|((?:[\w-]|${ESCAPE})+)\(\s*((?:[^"'()\\\s]|${ESCAPE})+)\s*(?:\)|$)|` +
    String.raw`(["'])((?:\\[^]|(?!\3)[^\\\n])*)(?:\3|$)`,
  'gi',
);
const ESCAPES = /\\(?:([\da-f]{1,6})(?:\r\n|\s)?|\r?\n|([^]))/gi;

/** @param {string} text of CSS */
const unescaped = (text) =>
  text.replace(ESCAPES, (_, code, plain = '') =>
    code ? attempt(() => String.fromCodePoint(parseInt(code, 16))) || '' : plain,
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
  const text = String(css);
  if (!ADDRESSING.test(text)) return css;
  const calm = text.replace(TOKENS, (token, name, bare, quote, string) => {
    if (quote) return isHeldInCss(string) ? '"data:,"' : token;
    return name && /^url$/i.test(unescaped(name)) && isHeldInCss(bare) ? 'url(data:,)' : token;
  });
  return calm === text ? css : calm;
}

/** @param {Realm} realm */
export function guardSheets(realm) {
  onCalls(realm, RULES, (self, args, native) => native.apply(self, args.map(calmed)));
  onNew(realm, 'FontFace', ([family, source, ...rest], next) => next([family, calmed(source), ...rest]));
}
