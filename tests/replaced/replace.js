// Takes away from the page what its address names: one family of the language's own functions, or all, each
// function and getter replaced by one that throws or that answers nothing. What comes later is a page whose
// libraries have done that.

const [family, how] = location.search.slice(1).split('.');
/** The page after this one: a driver's own scripts would stumble over what is gone. */
const next = ORDER[ORDER.indexOf(family) + 1];
const following = next ? `/replaced.html?${next}.${how}` : '/done.html';
/** What this page itself goes on with. */
const own = { setTimeout: setTimeout.bind(window), Image, MouseEvent, clear: () => localStorage.clear() };
new Image().src = '/phase?' + family;

const iteratorOf = (it) => Object.getPrototypeOf(it);
const ARRAY_ITERATOR = iteratorOf([][Symbol.iterator]());
const withPrototype = (...types) => types.flatMap((it) => [it, it.prototype]);
const FAMILIES = {
  Array: withPrototype(Array),
  String: withPrototype(String),
  Number: withPrototype(Number, BigInt, Boolean),
  RegExp: withPrototype(RegExp),
  Map: withPrototype(Map),
  Set: withPrototype(Set),
  WeakMap: withPrototype(WeakMap),
  WeakSet: withPrototype(WeakSet),
  WeakRef: withPrototype(WeakRef, FinalizationRegistry),
  Promise: withPrototype(Promise),
  Function: withPrototype(Function),
  Object: withPrototype(Object),
  Reflect: [Reflect],
  JSON: [JSON],
  Symbol: withPrototype(Symbol),
  iterators: [
    ARRAY_ITERATOR,
    iteratorOf(ARRAY_ITERATOR),
    iteratorOf(new Map().values()),
    iteratorOf(new Set().values()),
    iteratorOf(''[Symbol.iterator]()),
    iteratorOf(''.matchAll(/a/g)),
  ],
  Date: withPrototype(Date),
  Math: [Math],
  Error: withPrototype(Error, TypeError),
  URL: withPrototype(URL),
  URLSearchParams: withPrototype(URLSearchParams),
  observers: withPrototype(MutationObserver, MutationRecord),
  lists: withPrototype(NodeList, HTMLCollection, NamedNodeMap, DOMTokenList, DOMStringMap),
};
/** Names on the window, whose values a library puts its own in place of. */
const GLOBALS = [
  ...['Array', 'String', 'Number', 'RegExp', 'Map', 'Set', 'WeakMap', 'WeakSet', 'Promise', 'Function'],
  ...['Object', 'Reflect', 'JSON', 'Symbol', 'Date', 'Math', 'URL', 'Proxy', 'Error', 'TypeError'],
  ...['MutationObserver', 'Document', 'Element', 'Node', 'Event', 'CustomEvent', 'DOMException', 'Text'],
  ...['setTimeout', 'clearTimeout', 'queueMicrotask', 'requestAnimationFrame', 'performance', 'parseInt'],
  ...['origin', 'length'],
];
/** What a page reads of elements: what it makes them by stays. */
const READERS = {
  Element: ['getAttribute', 'hasAttribute', 'getAttributeNS', 'matches', 'localName', 'attributes'],
  Node: ['parentNode', 'nextSibling', 'firstChild', 'childNodes', 'ownerDocument', 'isConnected'],
  HTMLScriptElement: ['type', 'text', 'async'],
  HTMLElement: ['dataset', 'nonce'],
  Document: ['currentScript', 'readyState', 'scripts', 'defaultView', 'createRange'],
};

const instead = () =>
  how === 'throw'
    ? () => {
        throw 'replaced';
      }
    : () => undefined;

/** The page's own ways to replace, which the page then replaces. */
const { defineProperty, getOwnPropertyDescriptor, ownKeys } = Reflect;
/** Every property that is to go, found before any is gone. */
const gone = [];

function find(owner, key) {
  const facts = getOwnPropertyDescriptor(owner, key);
  if (!facts || key === 'prototype' || !(facts.configurable || facts.writable)) return;
  const part = typeof facts.value === 'function' ? 'value' : facts.get ? 'get' : '';
  if (part) gone.push([owner, key, { ...facts, [part]: instead() }]);
}

for (const [name, owners] of Object.entries(FAMILIES)) {
  if (name === family || family === 'all') owners.forEach((owner) => ownKeys(owner).forEach((it) => find(owner, it)));
}
if (family === 'readers')
  for (const [type, names] of Object.entries(READERS)) names.forEach((it) => find(window[type].prototype, it));
if (family === 'globals')
  for (const name of GLOBALS) gone.push([window, name, { value: instead(), configurable: true, writable: true }]);
for (let at = 0; at < gone.length; at++) defineProperty(gone[at][0], gone[at][1], gone[at][2]);
