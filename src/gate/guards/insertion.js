// Nodes that code puts into the page: from a template, another document, a parser, or as a copy.

import { apply, each, every, filter, flat, flatMap } from '../primordials.js';
import { LATE } from '../table.js';
import { document } from '../world.js';
import { isWaiting } from '../generic/wait.js';
import { noteInserted } from '../generic/by-code.js';
import { review } from '../markup.js';
import {
  documentOf,
  findAll,
  firstIn,
  isConnected,
  isScript,
  kindOf,
  look,
  nameOf,
  rootOf,
} from '../natives.js';
import { aside, gatedOf, isStopped } from '../states.js';
import { claim, vet } from './claim.js';
import { onCall, onCalls, onSets } from './patch.js';
import { guardNewFrames } from './realms.js';
import { vetSpeculation } from './speculation.js';
/** @import { Held, Native, Realm } from '../types.js' */

/** Elements that bring a frame. @type {{[tag: string]: number}} */
// @ts-ignore: no name that every object has is an element's.
const FRAMES = { __proto__: null, iframe: 1, frame: 1, object: 1, embed: 1 };

/** Methods, and properties that are set. */
const WAYS = {
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
  Document: ['append', 'prepend', 'replaceChildren', 'adoptNode', 'body'],
  CharacterData: ['before', 'after', 'replaceWith'],
  DocumentType: ['before', 'after', 'replaceWith'],
  Range: ['insertNode', 'surroundContents'],
  HTMLTableElement: ['caption', 'tHead', 'tFoot'],
  HTMLSelectElement: ['add'],
  HTMLOptionsCollection: ['add'],
};

/** Whether a node of this document brings no frame: nothing is to be done about it. @param {unknown} node */
function isPlain(node) {
  const kind = kindOf(node);
  return kind && documentOf(node) === document && !firstIn(node) && (kind !== 1 || !FRAMES[nameOf(node)]);
}

/** A copy of a script that waits waits too. @param {Held} script */
function claimCopy(script) {
  if (look(script, 'data-consent') === null || isStopped(script)) return;
  aside.set(script, {});
  claim(script);
}

/** What is marked in a node that is to come in. @param {unknown} node @returns {Held[]} */
function marksOf(node) {
  const it = /** @type {Element} */ (node);
  const isMarked = kindOf(it) === 1 && look(it, 'data-consent') !== null;
  return /** @type {Held[]} */ (flat([isMarked ? [it] : [], findAll(it, '[data-consent]')]));
}

/** No search of the page finds what waits in a shadow tree. @param {Held[]} marked */
function claimShaded(marked) {
  const shaded = filter(marked, (it) => isConnected(it) && rootOf(it) !== document);
  each(shaded, claim);
  if (shaded[0]) review(gatedOf(shaded));
}

/** @param {Node} self @param {unknown[]} args @param {Native} native */
function insert(self, args, native) {
  const isSimple = every(args, isPlain);
  if (LATE && isWaiting()) noteInserted(args);
  each(args, (it) => {
    if (kindOf(it) && documentOf(it) !== document) vet(/** @type {Node} */ (it));
  });
  each(args, vetSpeculation);
  const marked = flatMap(args, marksOf);
  const result = apply(native, self, args);
  if (!isSimple) guardNewFrames();
  claimShaded(marked);
  return result;
}

/** @param {Node} self @param {unknown[]} args @param {Native} native */
function copy(self, args, native) {
  const made = apply(native, self, args);
  if (isScript(made)) claimCopy(made);
  if (firstIn(made)) each(/** @type {Held[]} */ (findAll(made, 'script')), claimCopy);
  return made;
}

/** @param {Realm} realm */
export function guardInsertion(realm) {
  onCall(realm.Node.prototype, 'cloneNode', copy);
  each(['cloneContents', 'extractContents'], (name) => {
    onCall(realm.Range.prototype, name, copy);
  });
  onCall(realm.Document.prototype, 'importNode', (/** @type {Node} */ self, args, native) =>
    copy(self, args, (...them) => insert(self, them, native)),
  );
  onCalls(realm, WAYS, insert);
  onSets(realm, WAYS, (self, value, native) => insert(self, [value], native));
}
