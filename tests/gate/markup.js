// Elements, and those of their attributes that hold an address.

import { reflected, vocabularies } from './platform.js';

/** How a language's elements are written here: `img`, `svg|image`, `math|a`. */
const prefix = (list) => (/^math/.test(list) ? 'math|' : /^(SVG|svg|css-|filter)/.test(list) ? 'svg|' : '');

/** Attributes that no interface tells of, as the standards list them: each with its elements. */
const STANDARD = [
  // https://html.spec.whatwg.org/multipage/indices.html#attributes-3
  ['cite', 'blockquote del ins q'],
  ['content', 'meta'],
  ['data', 'object'],
  ['formaction', 'button input'],
  ['href', 'a area base link'],
  ['imagesrcset', 'link'],
  ['itemid', '*'],
  ['itemprop', '*'],
  ['itemtype', '*'],
  ['ping', 'a area'],
  ['poster', 'video'],
  ['src', 'audio embed iframe img input script source track video'],
  ['srcdoc', 'iframe'],
  ['srcset', 'img source'],
  ['style', '*'],
  ['usemap', 'img'],
  // https://html.spec.whatwg.org/multipage/obsolete.html#non-conforming-features
  ['action', 'isindex'],
  ['archive', 'applet object'],
  ['background', 'body table tbody td tfoot th thead tr'],
  ['classid', 'object'],
  ['code', 'applet object'],
  ['codebase', 'applet object'],
  ['dynsrc', 'img'],
  ['icon', 'menuitem'],
  ['longdesc', 'frame iframe img'],
  ['lowsrc', 'img'],
  ['manifest', 'html'],
  ['object', 'applet'],
  ['profile', 'head'],
  ['src', 'bgsound frame'],
  ['urn', 'a link'],
  ['usemap', 'input object'],
  ['value', 'param'],
  // https://wicg.github.io/attribution-reporting-api/#html-monkeypatches
  ['attributionsrc', 'a area img script'],
  // https://immersive-web.github.io/model-element/ and https://wicg.github.io/portals/
  ['environmentmap', 'model'],
  ['src', 'model portal'],
  // https://wicg.github.io/install-element/
  ['manifest', 'install'],
  // https://www.w3.org/TR/SVG2/linking.html#XLinkRefAttrs and SVG 1.1, appendix M
  ['xlink:href', 'svg|animate svg|filter svg|set svg|animateMotion svg|animateTransform'],
  ['href', 'svg|animate svg|filter svg|set svg|animateMotion svg|animateTransform'],
  // https://svgwg.org/specs/animations/#ValueAttributes: what an address is animated with
  ['by', 'svg|animate'],
  ['from', 'svg|animate'],
  ['to', 'svg|animate svg|set'],
  ['values', 'svg|animate'],
  // https://www.w3.org/TR/SVG2/styling.html#PresentationAttributes that may hold `url()`
  ['clip-path', 'svg|*'],
  ['cursor', 'svg|*'],
  ['fill', 'svg|*'],
  ['filter', 'svg|*'],
  ['marker-end', 'svg|*'],
  ['marker-mid', 'svg|*'],
  ['marker-start', 'svg|*'],
  ['mask', 'svg|*'],
  ['stroke', 'svg|*'],
  // https://www.w3.org/TR/MathML3/chapter5.html#mixing.semantic.annotations and chapter 2.1.6
  ['href', 'math|a math|*'],
  ['src', 'math|annotation math|annotation-xml'],
];

/** Every element, and every attribute with an address: `div`, `img[src]`, `svg|use[xlink:href]`. */
export function markup() {
  const found = new Set(['*', 'svg|*', 'math|*']);
  for (const [list, { elements }] of vocabularies)
    for (const { name, interface: type } of elements) {
      found.add(prefix(list) + name);
      for (const attribute of reflected(type)) found.add(`${prefix(list)}${name}[${attribute}]`);
    }
  for (const [attribute, elements] of STANDARD)
    for (const element of elements.split(' ')) {
      if (!found.has(element)) throw new Error(`no vocabulary has ${element}`);
      found.add(`${element}[${attribute}]`);
    }
  return found;
}
