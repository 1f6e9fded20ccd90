// Elements that ask for something: what they would load is decided on its own URL, and
// what must wait becomes the markup that the gate holds, `data-consent` and `data-src`.

/** Which attributes of which elements start a request. @type {{[tag: string]: string[]}} */
const ADDRESSED = {
  // @ts-ignore: no name that every object has, such as `constructor`, is an element's.
  __proto__: null,
  script: ['src', 'href', 'xlink:href'], iframe: ['src'], img: ['srcset', 'src'], source: ['srcset', 'src'], video: ['src', 'poster'],
  audio: ['src'], track: ['src'], embed: ['src'], object: ['data'], link: ['href'], input: ['src'],
  image: ['href', 'xlink:href'], use: ['href', 'xlink:href'], feImage: ['href', 'xlink:href'],
};
const SELECTOR = RULED ? Object.entries(ADDRESSED)
  .map(([tag, names]) => names.map((name) => `${tag}[${name.replace(':', '\\:')}]`)).join() + ',iframe[srcdoc]' : '';

/** Whose setter starts a request. */
const SETTERS = [
  ['HTMLScriptElement', 'src'], ['HTMLIFrameElement', 'src'], ['HTMLImageElement', 'src'], ['HTMLImageElement', 'srcset'],
  ['HTMLSourceElement', 'src'], ['HTMLSourceElement', 'srcset'], ['HTMLMediaElement', 'src'], ['HTMLVideoElement', 'poster'],
  ['HTMLTrackElement', 'src'], ['HTMLEmbedElement', 'src'], ['HTMLObjectElement', 'data'], ['HTMLLinkElement', 'href'],
  ['HTMLInputElement', 'src'],
];

// Our own changes go past the guards.
const { setAttribute: put, removeAttribute: drop, getAttribute: look, matches, replaceWith: swap, querySelectorAll: find } = Element.prototype;

/**
 * What an attribute of an element waits for: the id of a service, "" for a host that nobody names.
 * @param {string} tag
 * @param {string} name
 * @param {unknown} value
 * @returns {string | undefined} undefined where it may load
 */
function waitingFor(tag, name, value) {
  if (!ADDRESSED[tag]?.includes(name)) return undefined;
  const addresses = name === 'srcset' ? String(value).split(/,\s+/).map((it) => it.trim().split(/\s/)[0]) : [String(value)];
  return addresses.map(waits).find((it) => it !== undefined);
}

/**
 * Keeps an address back until `id` is granted.
 * @param {Element} element
 * @param {string} name
 * @param {string} value
 * @param {string} id
 */
function keepBack(element, name, value, id) {
  put.call(element, 'data-' + name.replace('xlink:', ''), value);
  put.call(element, 'data-consent', id);
  drop.call(element, name);
  ours.add(element);
}

/** Gives an element of the page's code to the gate: it may stand in no document. @param {Element} element */
function take(element) {
  gate.released.delete(element);
  gate.kept.add(element);
}

/** Elements that a guard holds, unlike those that the page marked. @type {WeakSet<Element>} */
const ours = new WeakSet();

/** Forgets what was kept back: the page has chosen another address. @param {Element} element @param {string} name */
function letGo(element, name) {
  if (!ours.has(element)) return;
  drop.call(element, 'data-' + name);
  drop.call(element, 'data-consent');
}

/**
 * Decides over one address that is about to be set.
 * @param {Element} element
 * @param {string} name
 * @param {unknown} value
 * @returns {boolean} whether it may be set as it is
 */
function sets(element, name, value) {
  const names = ADDRESSED[element.localName];
  if (!names) return true;
  if (name === 'srcdoc' && element.localName === 'iframe') {
    put.call(element, name, inFrame(value));
    return false;
  }
  if (!names.includes(name)) return true;
  const id = gate.spared.has(element) ? undefined : waitingFor(element.localName, name, value);
  if (id !== undefined) {
    keepBack(element, name, String(value), id);
    take(element);
    return false;
  }
  letGo(element, name);
  return true;
}

/** Properties: `element.src = …`; reading gives back what was set. @param {any} realm */
function guardProperties(realm) {
  for (const [type, name] of SETTERS) {
    const owner = realm[type]?.prototype;
    onSet(owner, name, (element, value, native) => { if (sets(element, name, value)) native.call(element, value); });
    onGet(owner, name, (element, native) => {
      const kept = look.call(element, name) === null && look.call(element, 'data-consent') !== null && look.call(element, 'data-' + name);
      return kept ? (name === 'srcset' ? kept : new URL(kept, document.baseURI).href) : native.call(element);
    });
  }
}

/** Whose attributes a map, or whose address an animated text, holds. @type {WeakMap<object, Element>} */
const owners = new WeakMap();

/** Attributes, whatever the way they are set. @param {any} realm */
function guardAttributes(realm) {
  const element = realm.Element.prototype;
  onCall(element, 'setAttribute', (self, args, native) => {
    if (!ADDRESSED[self.localName] || sets(self, String(args[0]).toLowerCase(), args[1])) native.apply(self, args);
  });
  onCall(element, 'setAttributeNS', (self, args, native) => { if (sets(self, args[1], args[2])) native.apply(self, args); });
  onCall(element, 'removeAttribute', (self, args, native) => { letGo(self, String(args[0]).toLowerCase()); native.apply(self, args); });
  for (const name of ['setAttributeNode', 'setAttributeNodeNS']) {
    onCall(element, name, (self, args, native) => (sets(self, args[0]?.name, args[0]?.value) ? native.apply(self, args) : null));
  }
  for (const name of ['setNamedItem', 'setNamedItemNS']) {
    onCall(realm.NamedNodeMap.prototype, name, (self, args, native) => {
      const owner = owners.get(self);
      return !owner || sets(owner, args[0]?.name, args[0]?.value) ? native.apply(self, args) : null;
    });
  }
  onGet(element, 'attributes', (self, native) => {
    const map = native.call(self);
    owners.set(map, self);
    return map;
  });
  for (const type of ['SVGImageElement', 'SVGScriptElement', 'SVGUseElement', 'SVGFEImageElement']) {
    onGet(realm[type].prototype, 'href', (self, native) => {
      const text = native.call(self);
      owners.set(text, self);
      return text;
    });
  }
  onSet(realm.SVGAnimatedString.prototype, 'baseVal', (self, value, native) => {
    const owner = owners.get(self);
    if (!owner || sets(owner, 'href', value)) native.call(self, value);
  });
  const attribute = realm.Attr.prototype;
  // An attribute has these from Node: the guard stands before attributes alone.
  for (const name of ['nodeValue', 'textContent']) {
    Object.defineProperty(attribute, name, { .../** @type {any} */ (Object.getOwnPropertyDescriptor(realm.Node.prototype, name)), configurable: true });
    patches.push(() => { delete attribute[name]; });
  }
  for (const name of ['value', 'nodeValue', 'textContent']) {
    onSet(attribute, name, (self, value, native) => {
      if (!self.ownerElement || sets(self.ownerElement, self.name, value)) native.call(self, value);
    });
  }
}

/** Keeps back what must wait of one element. @param {any} element @returns {unknown} whether there was any */
function vetOne(element) {
  // Chromium lays out the page, and starts an embed or object, where one is asked for any property of its own.
  const tag = Reflect.get(Element.prototype, 'localName', element);
  // Scripts of another type do not run; the gate has those that are marked.
  if (tag === 'script' && element.type === 'text/plain') return 0;
  let found;
  for (const name of ADDRESSED[tag] || []) {
    const value = look.call(element, name);
    const id = value === null || gate.spared.has(element) ? undefined : waitingFor(tag, name, value);
    if (id === undefined) continue;
    keepBack(element, name, String(value), id);
    if (tag === 'script') stopScript(element);
    found = 1;
  }
  return found;
}

/** Looks through a tree that no guard has seen. @param {any} tree */
function vet(tree) {
  if (!tree?.querySelectorAll) return;
  if (tree.nodeType === 1) vetOne(tree);
  tree.querySelectorAll(SELECTOR).forEach(vetOne);
}

/** A script that must not run takes another type; its own is kept. @param {any} element */
function stopScript(element) {
  // The script that runs in place of one in SVG is one of HTML.
  if (element.dataset.href) put.call(element, 'data-src', element.dataset.href);
  if (element.type) put.call(element, 'data-type', element.type);
  put.call(element, 'type', 'text/plain');
}

/** A copy of a script that waits waits too. @param {any} script */
function takeScript(script) {
  if (script.hasAttribute('data-consent') && script.type !== 'text/plain') take(script);
}

/** Elements that bring a frame. */
const FRAMES = /** @type {any} */ ({ __proto__: null, iframe: 1, frame: 1, object: 1, embed: 1 });

/** Whether a node of this document brings no frame: nothing is to be done about it. @param {any} node */
const isPlain = (node) => !!node && node.ownerDocument === document && !node.firstElementChild && !FRAMES[node.localName];

/** Trees from a template, another document or a parser come in by these. @param {any} realm */
function guardInsertion(realm) {
  const check = (/** @type {any} */ self, /** @type {any[]} */ args, /** @type {Function} */ native) => {
    const plain = args.every(isPlain);
    if (LATE && waiting) note(args);
    for (const it of args) if (it && it.ownerDocument !== document && it.nodeType) vet(it);
    const result = native.apply(self, args);
    if (!plain) guardNewFrames();
    return result;
  };
  onCall(realm.Node.prototype, 'cloneNode', (self, args, native) => {
    const copy = native.apply(self, args);
    if (copy.localName === 'script') takeScript(copy);
    if (args[0] && copy.firstElementChild) copy.querySelectorAll('script').forEach(takeScript);
    return copy;
  });
  const ways = {
    Node: ['appendChild', 'insertBefore', 'replaceChild'],
    Element: ['append', 'prepend', 'replaceChildren', 'before', 'after', 'replaceWith', 'insertAdjacentElement', 'moveBefore'],
    DocumentFragment: ['append', 'prepend', 'replaceChildren', 'moveBefore'],
    Document: ['append', 'prepend', 'replaceChildren', 'importNode', 'adoptNode'],
    CharacterData: ['before', 'after', 'replaceWith'],
    Range: ['insertNode', 'surroundContents'],
  };
  for (const [type, names] of Object.entries(ways)) for (const name of names) onCall(realm[type].prototype, name, check);
}
