// Held markup: what the page marked with `data-consent`, and what a guard has claimed.
//
// | State    | Known by                               | Goes on to, and by what                        |
// |----------|----------------------------------------|------------------------------------------------|
// | held     | a mark, and none of the sets below     | unready, queued or released: `review`          |
// | unready  | `unready`: the parser is not done yet  | held, then as above: `onMutation`              |
// | queued   | `released`, and a place in the queue   | running: `pump`; held, if refused by then      |
// | running  | `released`: the script in its place    | nothing: what has run stays                    |
// | released | `released`, with `before`              | held: `hold`, or a guard's `claim`             |
//
// Beside its state an element may be in `claimed` (a guard has put its address aside; `claim` adds it,
// `release` takes it out) and in `spared` (`once` adds it, the next answer takes it out).

import { apply, each, filter, flat, keysOf, listOf, push, setOf, test, uncurry } from './primordials.js';
import { ASKS, LATE, RULED } from './table.js';
import { head, make } from './doc.js';
import { attempt, fire, isParsed, trusted } from './page.js';
import { load } from './load.js';
import { MARKED } from './addresses.js';
import { isAllowedByRules } from './match.js';
import {
  addedOf,
  childrenOf,
  closest,
  templateContent,
  drop,
  findAll,
  firstIn,
  getterOf,
  importCopy,
  isConnected,
  isScript,
  kindOf,
  look,
  matches,
  nameOf,
  nextOf,
  nodesOf,
  parentOf,
  put,
  takeOut,
  targetOf,
} from './natives.js';
import { judge } from './generic/judge.js';
import {
  aside,
  before,
  claimed,
  everything,
  gatedOf,
  inserted,
  isEmbed,
  isStopped,
  markedIn,
  mayRun,
  released,
  spared,
  retype,
  unready,
} from './states.js';
import { endOfSlice, enqueue, isDeferred, isOver, pump } from './scripts.js';
/** @import { Held } from './types.js' */

/** Whether the next word to the interface is on its way. */
let isTelling = false;
function tellHeld() {
  isTelling = false;
  fire('held');
}

/** Whether the parser has put all of `node` in place: something follows it. @param {Node} node */
export function isComplete(node) {
  for (let at = /** @type {Node | null} */ (node); at; at = parentOf(at)) if (nextOf(at)) return true;
  return isParsed();
}

const startLoading = /* @__PURE__ */ uncurry(HTMLMediaElement.prototype.load);

/** Media look again at their sources. @param {Element} element */
function restart(element) {
  const media = closest(element, 'video,audio');
  if (media) startLoading(media);
}

/** Leaves the tree and comes back. @param {Element} element */
export function reenter(element) {
  const place = make('i');
  element.replaceWith(place);
  place.replaceWith(element);
}

/** Runs a script that the page has taken out again. @param {Held} script */
function runApart(script) {
  head().append(script);
  takeOut(parentOf(script), script);
}

/** @param {Held} element */
function restore(element) {
  /** @type {[string, string | null][]} */
  const attributes = [];
  /** @type {{[attribute: string]: string}} */
  const addresses = (RULED && aside.get(element)) || {};
  const tag = nameOf(element);
  const names = RULED ? listOf(setOf(flat([MARKED, keysOf(addresses)]))) : MARKED;
  each(names, (name) => {
    const value = addresses[name] ?? look(element, 'data-' + name);
    if (value === null) return;
    push(attributes, [name, look(element, name)]);
    const kind = name === 'srcdoc' ? 'HTML' : test(/^(embed|object|script)$/, tag) ? 'ScriptURL' : '';
    put(element, name, kind ? trusted(kind, value) : value);
  });
  before.set(element, { attributes });
  restart(element);
  // These look at themselves when they come into the tree, and then no more.
  if (test(/^(?:set|animate)$/, tag) || matches(element, 'link:not([href])')) reenter(element);
  if (RULED && inserted.has(element) && !isConnected(element)) runApart(element);
}

/** @param {HTMLTemplateElement} template */
function unfold(template) {
  const brought = importCopy(templateContent(template), true);
  before.set(template, { nodes: nodesOf(childrenOf(brought)) });
  each(findAll(brought, 'script:not([data-consent])'), (script) => {
    retype(script);
    enqueue(/** @type {Held} */ (script));
  });
  template.after(brought);
}

/** Lets one held element go. @param {Held} element */
function release(element) {
  const tag = nameOf(element);
  const nodes = before.get(element)?.nodes;
  released.add(element);
  if (RULED) claimed.delete(element);
  if (isStopped(element)) enqueue(element);
  else if (tag !== 'template') restore(element);
  // Given back after a withdrawal: the same nodes, whose scripts do not run again.
  else if (nodes) apply(element.after, element, nodes);
  else unfold(/** @type {HTMLTemplateElement} */ (/** @type {Element} */ (element)));
}

/** Holds again what was released; scripts that ran cannot be held. @param {Element} element */
function hold(element) {
  released.delete(element);
  const { attributes = [], nodes = [] } = before.get(element) || {};
  if (nameOf(element) === 'template') return each(nodes, (it) => parentOf(it) && takeOut(parentOf(it), it));
  each(attributes, ({ 0: name, 1: value }) => {
    if (value === null) drop(element, name);
    else put(element, name, value);
  });
  restart(element);
  // Only leaving the tree ends what runs inside a frame.
  reenter(element);
}

/** Whether `element` can be released now, or waits for the parser. @param {Held} element */
function isReady(element) {
  return isComplete(element) && (isParsed() || !isDeferred(element));
}

/** Whether `element` may run, and if so releases it; else holds it. @param {Held} element */
function reviewOne(element) {
  const isReleased = released.has(element);
  const isAllowed = spared.has(element) || (mayRun(element) && isAllowedByRules(element));
  if (isAllowed && !isReleased) {
    if (isReady(element)) release(element);
    else unready.add(element);
  } else if (!isAllowed && isReleased && nameOf(element) !== 'script') hold(element);
  return isAllowed;
}

/**
 * Releases what may run and holds what may not, a slice at a time.
 * @param {Held[]} elements in document order
 * @param {number} [from]
 */
export function review(elements, from = 0) {
  const end = endOfSlice();
  let needsPlaceholder = false;
  // The parser runs what is deferred last.
  if (ASKS && !from)
    elements = flat([filter(elements, (it) => !isDeferred(it)), filter(elements, isDeferred)]);
  for (let place = from; place < elements.length; place++) {
    const element = elements[place];
    if (LATE) judge(element);
    if (isOver(end)) {
      setTimeout(review, 0, elements, place);
      break;
    }
    // What one element throws keeps no other.
    const isAllowed = attempt(() => reviewOne(element));
    needsPlaceholder ||= !isAllowed && isEmbed(element);
  }
  pump(end);
  if (needsPlaceholder) load('component');
  if (!isTelling) setTimeout(tellHeld);
  isTelling = true;
}

const attributeOf = /* @__PURE__ */ getterOf(MutationRecord, 'attributeName');
const removedOf = /* @__PURE__ */ getterOf(MutationRecord, 'removedNodes');
/** The nodes that a record is of. @param {MutationRecord} record @returns {Held[]} */
const changedOf = (record) =>
  attributeOf(record) ? [targetOf(record)] : flat([nodesOf(addedOf(record)), nodesOf(removedOf(record))]);

/** After the guards, which have more haste. @param {MutationRecord[]} records of what changed */
export async function onMutation(records) {
  // So many at once are found sooner in the page as a whole.
  if (await records[999]) return review(everything());
  const found = listOf(unready);
  unready.clear();
  const visit = (/** @type {Held} */ node) => {
    if (RULED && aside.has(node)) inserted.add(node);
    if (kindOf(node) !== 1) return;
    if (look(node, 'data-consent') !== null) push(found, node);
    if (firstIn(node)) each(markedIn(node), (it) => push(found, it));
  };
  each(records, (record) => each(changedOf(record), visit));
  // Scripts that were just let go are no reason to go on at once: other tasks have their turn.
  const gated = gatedOf(found);
  // What the page has taken out waits no more, which the interface is told.
  if (gated[0]) review(filter(gated, (it) => isConnected(it) || isScript(it)));
}
