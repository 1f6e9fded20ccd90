// Nodes that code puts into the page: from a template, another document, a parser, or as a copy.

import { LATE } from '../table.js';
import { document } from '../world.js';
import { isWaiting } from '../generic/wait.js';
import { noteInserted } from '../generic/by-code.js';
import { claim, vet } from './claim.js';
import { onCall } from './patch.js';
import { guardNewFrames } from './realms.js';
/** @import { Held, Native, Realm } from '../types.js' */

/** Elements that bring a frame. @type {{[tag: string]: number}} */
// @ts-ignore: no name that every object has is an element's.
const FRAMES = { __proto__: null, iframe: 1, frame: 1, object: 1, embed: 1 };

const WAYS = /** @type {const} */ ({
  Node: ['appendChild', 'insertBefore', 'replaceChild'],
  Element: [
    'append',
    'prepend',
    'replaceChildren',
    'before',
    'after',
    'replaceWith',
    'insertAdjacentElement',
    'moveBefore',
  ],
  DocumentFragment: ['append', 'prepend', 'replaceChildren', 'moveBefore'],
  Document: ['append', 'prepend', 'replaceChildren', 'importNode', 'adoptNode'],
  CharacterData: ['before', 'after', 'replaceWith'],
  Range: ['insertNode', 'surroundContents'],
});

/** Whether a node of this document brings no frame: nothing is to be done about it. @param {unknown} node */
function isPlain(node) {
  const { ownerDocument, firstElementChild, localName } = /** @type {Partial<Element>} */ (node || {});
  return ownerDocument === document && !firstElementChild && !FRAMES[localName || ''];
}

/** A copy of a script that waits waits too. @param {Held} script */
function claimCopy(script) {
  if (script.hasAttribute('data-consent') && script.type !== 'text/plain') claim(script);
}

/** @param {Node} self @param {unknown[]} args @param {Native} native */
function insert(self, args, native) {
  const isSimple = args.every(isPlain);
  if (LATE && isWaiting()) noteInserted(args);
  for (const it of /** @type {(Node | null)[]} */ (args))
    if (it?.nodeType && it.ownerDocument !== document) vet(it);
  const result = native.apply(self, args);
  if (!isSimple) guardNewFrames();
  return result;
}

/** @param {Node} self @param {unknown[]} args @param {Native} native */
function copy(self, args, native) {
  const made = native.apply(self, args);
  if (made.localName === 'script') claimCopy(made);
  if (args[0] && made.firstElementChild) made.querySelectorAll('script').forEach(claimCopy);
  return made;
}

/** @param {Realm} realm */
export function guardInsertion(realm) {
  onCall(realm.Node.prototype, 'cloneNode', copy);
  for (const type of /** @type {(keyof typeof WAYS)[]} */ (Object.keys(WAYS))) {
    for (const name of WAYS[type]) onCall(realm[type].prototype, name, insert);
  }
}
