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

import { ASKS, LATE, RULED } from './table.js';
import { doc } from './doc.js';
import { attempt, fire, isParsed, trusted } from './page.js';
import { load } from './load.js';
import { MARKED } from './addresses.js';
import { isAllowedByRules } from './match.js';
import { drop, kindOf, look, put } from './natives.js';
import { judge } from './generic/judge.js';
import {
  aside,
  before,
  claimed,
  everything,
  gatedOf,
  inserted,
  isEmbed,
  mayRun,
  markedIn,
  released,
  spared,
  unready,
} from './states.js';
import { endOfSlice, enqueue, isDeferred, isOver, pump } from './scripts.js';
/** @import { Held } from './types.js' */

/** The next word to the interface. @type {ReturnType<typeof setTimeout> | undefined} */
let telling;

/** Whether the parser has put all of `node` in place: something follows it. @param {Node} node */
export function isComplete(node) {
  for (let at = /** @type {Node | null} */ (node); at; at = at.parentNode) if (at.nextSibling) return true;
  return isParsed();
}

/** Media look again at their sources. @param {Element} element */
function restart(element) {
  /** @type {HTMLMediaElement | null} */ (element.closest('video,audio'))?.load();
}

/** Leaves the tree and comes back. @param {Element} element */
export function reenter(element) {
  const place = new Text();
  element.replaceWith(place);
  place.replaceWith(element);
}

/** Runs a script that the page has taken out again. @param {Held} script */
function runApart(script) {
  doc.head.append(script);
  script.remove();
}

/** @param {Held} element */
function restore(element) {
  /** @type {[string, string | null][]} */
  const attributes = [];
  const addresses = (RULED && aside.get(element)) || {};
  for (const name of new Set([...MARKED, ...Object.keys(addresses)])) {
    const value = addresses[name] ?? look.call(element, 'data-' + name);
    if (value === null) continue;
    attributes.push([name, look.call(element, name)]);
    const kind =
      name === 'srcdoc' ? 'HTML' : /^(embed|object|script)$/.test(element.localName) ? 'ScriptURL' : '';
    put.call(element, name, kind ? trusted(kind, value) : value);
  }
  before.set(element, { attributes });
  restart(element);
  // These look at themselves when they come into the tree, and then no more.
  if (/^(?:set|animate)$/.test(element.localName) || element.matches('link:not([href])')) reenter(element);
  if (RULED && inserted.has(element) && !element.isConnected) runApart(element);
}

/** @param {HTMLTemplateElement} template */
function unfold(template) {
  const brought = doc.importNode(template.content, true);
  before.set(template, { nodes: [...brought.childNodes] });
  for (const script of /** @type {NodeListOf<Held>} */ (
    brought.querySelectorAll('script:not([data-consent])')
  )) {
    if (script.type) script.dataset.type = script.type;
    script.type = 'text/plain';
    enqueue(script);
  }
  template.after(brought);
}

/** Lets one held element go. @param {Held} element */
function release(element) {
  const { localName } = element;
  const nodes = before.get(element)?.nodes;
  released.add(element);
  if (RULED) claimed.delete(element);
  if (element.type === 'text/plain' && localName === 'script') enqueue(element);
  else if (localName !== 'template') restore(element);
  // Given back after a withdrawal: the same nodes, whose scripts do not run again.
  else if (nodes) element.after(...nodes);
  else unfold(/** @type {HTMLTemplateElement} */ (/** @type {Element} */ (element)));
}

/** Holds again what was released; scripts that ran cannot be held. @param {Element} element */
function hold(element) {
  released.delete(element);
  const { attributes = [], nodes = [] } = before.get(element) || {};
  if (element.localName === 'template') return nodes.forEach((node) => node.remove());
  for (const [name, value] of attributes) {
    if (value === null) drop.call(element, name);
    else put.call(element, name, value);
  }
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
  } else if (!isAllowed && isReleased && element.localName !== 'script') hold(element);
  return isAllowed;
}

/**
 * Releases what may run and holds what may not, a slice at a time.
 * @param {Held[]} elements in document order
 */
export function review(elements) {
  const end = endOfSlice();
  let needsPlaceholder = false;
  // The parser runs what is deferred last.
  if (ASKS) elements.sort((a, b) => +isDeferred(a) - +isDeferred(b));
  for (let place = 0; place < elements.length; place++) {
    const element = elements[place];
    if (LATE) judge(element);
    if (isOver(end)) {
      setTimeout(review, 0, elements.slice(place));
      break;
    }
    // What one element throws keeps no other.
    const isAllowed = attempt(() => reviewOne(element));
    needsPlaceholder ||= !isAllowed && isEmbed(element);
  }
  pump(end);
  if (needsPlaceholder) load('component');
  clearTimeout(telling);
  telling = setTimeout(fire, 0, 'held');
}

/** After the guards, which have more haste. @param {MutationRecord[]} records of what changed */
export async function onMutation(records) {
  // So many at once are found sooner in the page as a whole.
  if (await records[999]) return review(everything());
  const found = [...unready];
  unready.clear();
  for (const record of records) {
    for (const node of /** @type {Iterable<Held>} */ (
      record.attributeName ? [record.target] : [...record.addedNodes, ...record.removedNodes]
    )) {
      if (RULED && aside.has(node)) inserted.add(node);
      if (kindOf(node) !== 1) continue;
      if (look.call(node, 'data-consent') !== null) found.push(node);
      if (node.firstElementChild) found.push(...markedIn(node));
    }
  }
  // Scripts that were just let go are no reason to go on at once: other tasks have their turn.
  const gated = gatedOf(found);
  // What the page has taken out waits no more, which the interface is told.
  if (gated[0]) review(gated.filter((it) => it.isConnected || it.localName === 'script'));
}
