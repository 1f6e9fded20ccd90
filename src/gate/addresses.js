// Where an address stands in markup: the one list of elements and attributes that start a request.

import { endsWith, findEach, join, keysOf, map, replace, split } from './primordials.js';
import { RULED } from './table.js';

/**
 * Which attributes of which elements start a request: local names, with or without the namespace of XLink.
 * @type {{[tag: string]: string[]}}
 */
export const ADDRESSES = {
  // @ts-ignore: no name that every object has, such as `constructor`, is an element's.
  __proto__: null,
  script: ['src', 'href'],
  iframe: ['src'],
  img: ['srcset', 'src'],
  source: ['srcset', 'src'],
  video: ['src', 'poster'],
  audio: ['src'],
  track: ['src'],
  embed: ['src'],
  object: ['data'],
  link: ['href', 'imagesrcset'],
  input: ['src'],
  image: ['href'],
  use: ['href'],
  feImage: ['href'],
  set: ['to'],
  animate: ['values', 'from', 'to', 'by'],
  a: ['ping'],
  area: ['ping'],
};

export const XLINK = 'http://www.w3.org/1999/xlink';

/** What a mark may put an address aside under: `data-` and one of these. */
export const MARKED = ['srcset', 'src', 'srcdoc', 'href', 'poster', 'data', 'ping'];

/** Elements that leave a hole in the page while they are held. */
export const EMBEDS = 'iframe,video,audio,embed,object';

/** Every element that has an address, as a selector. */
export const ADDRESSED = RULED
  ? join(map(keysOf(ADDRESSES), (tag) => map(ADDRESSES[tag], (name) => `${tag}[*|${name}]`))) +
    ',iframe[srcdoc],iframe[data-src]'
  : '';

/** One candidate of a `srcset`, as the standard reads it: its address, and what describes it. */
const CANDIDATE = /([^\t\n\f\r ,](?:[^\t\n\f\r ]*[^\t\n\f\r ,])?)(?:\([^)]*\)?|[^(,])*/g;

/** The addresses in an attribute, of which some have several. @param {string} name @param {unknown} value */
export function addressesIn(name, value) {
  const text = `${value}`;
  if (name === 'values') return split(text, ';');
  if (name === 'ping')
    return split(
      replace(text, /\s+/g, () => ' '),
      ' ',
    );
  if (!endsWith(name, 'srcset')) return [text];
  return map(findEach(text, CANDIDATE), (it) => it[1]);
}
