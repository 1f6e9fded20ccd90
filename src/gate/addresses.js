// Where an address stands in markup: the one list of elements and attributes that start a request.

/** Which attributes of which elements start a request. @type {{[tag: string]: string[]}} */
export const ADDRESSES = {
  // @ts-ignore: no name that every object has, such as `constructor`, is an element's.
  __proto__: null,
  script: ['src', 'href', 'xlink:href'],
  iframe: ['src'],
  img: ['srcset', 'src'],
  source: ['srcset', 'src'],
  video: ['src', 'poster'],
  audio: ['src'],
  track: ['src'],
  embed: ['src'],
  object: ['data'],
  link: ['href'],
  input: ['src'],
  image: ['href', 'xlink:href'],
  use: ['href', 'xlink:href'],
  feImage: ['href', 'xlink:href'],
};

/** What a mark may put an address aside under: `data-` and one of these. */
export const MARKED = ['srcset', 'src', 'srcdoc', 'href', 'poster', 'data'];

/** Elements that leave a hole in the page while they are held. */
export const EMBEDS = 'iframe,video,audio,embed,object';

/** Every element that has an address, as a selector. */
export const ADDRESSED = /* @__PURE__ */ (() =>
  Object.entries(ADDRESSES)
    .map(([tag, names]) => names.map((name) => `${tag}[${name.replace(':', '\\:')}]`))
    .join() + ',iframe[srcdoc]')();

/** The addresses in an attribute: `srcset` has several. @param {string} name @param {unknown} value */
export const addressesIn = (name, value) =>
  name === 'srcset'
    ? String(value)
        .split(/,\s+/)
        .map((it) => it.trim().split(/\s/)[0])
    : [String(value)];
