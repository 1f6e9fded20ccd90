// What an answer does: it is kept, enforced, and told to the page; and the ways in which one is given.

import { each, filter, flat, keysOf, listOf, SafeSet, setOf, some, then } from './primordials.js';
import { ASKS, ENFORCED, GUARDED, LATE, RELOAD_GRANTED, RELOADS_GRANTED } from './table.js';
import { window } from './world.js';
import { withdrawServices } from './guards/withdraw.js';
import { closest, kindOf, look, pathOf, prevent } from './natives.js';
import { fire } from './page.js';
import { arrival, isWaiting } from './generic/wait.js';
import { load } from './load.js';
import { review } from './markup.js';
import { decision, here, idsOf, isStored, keepAnswer, optional, raw, read, servicesOf } from './standing.js';
import { everything, spared } from './states.js';

/** Whether what the browser enforces can follow the answer, and if not says so. */
function canFollow() {
  if (!isStored())
    console.error('portcullis: nothing can be stored here, so this page stays as it was enforced');
  return isStored();
}

/**
 * Whether the page loads once more: what the browser enforces changes with the document alone, and a
 * service may ask for it.
 * @param {Set<number>} granted what was granted until now
 * @param {number[]} lost
 */
function isLeaving(granted, lost) {
  const gained = () => filter(listOf(here.granted), (service) => !granted.has(service));
  if (ENFORCED) return (lost.length || gained().length) && canFollow();
  return some(gained(), (service) => RELOAD_GRANTED[service]);
}

/** @param {Set<number>} granted what was granted until now */
function takeEffect(granted) {
  const lost = filter(listOf(granted), (service) => !here.granted.has(service));
  const left = GUARDED ? withdrawServices(lost) : undefined;
  const leaves = (ENFORCED || RELOADS_GRANTED) && isLeaving(granted, lost);
  // The click is done before anything is let go.
  if (!leaves) setTimeout(() => review(everything()));
  fire('decision', decision);
  if (lost.length) fire('withdrawn', { services: idsOf(lost), left });
  if (leaves) window.location.reload();
}

/** @param {Set<number>} granted @param {string} method */
function answer(granted, method) {
  const until = here.granted;
  spared.clear();
  keepAnswer(granted, method);
  takeEffect(until);
}

// Where nothing is asked there is nothing to answer.
export const acceptAll = () => {
  if (ASKS) answer(setOf(optional), 'a');
};
export const rejectAll = () => {
  if (ASKS) answer(new SafeSet(), 'r');
};
export const withdraw = () => {
  if (ASKS) answer(new SafeSet(), 'w');
};

/** Grants and refuses by id, keeping what is not named. @param {{[id: string]: boolean}} choice */
export function set(choice) {
  if (!ASKS) return;
  const granted = setOf(listOf(here.granted));
  each(keysOf(choice), (id) => {
    each(servicesOf(id) || [], (service) => granted[choice[id] === true ? 'add' : 'delete'](service));
  });
  answer(granted, 'c');
}

/** Takes over what another tab, or this page before it was put aside, has stored (TECH-64, TECH-72). */
export function sync() {
  const was = raw + here.state;
  const { granted } = here;
  read();
  if (raw + here.state !== was) takeEffect(granted);
}

/** @param {string} what */
export const show = (what) => then(load('component'), () => fire('show', what));

/** What a control does; the first layer asks again about what is new alone, `fresh` (LAW-22). */
const ACTIONS = /** @type {{[action: string]: (fresh: unknown) => unknown}} */ ({
  'accept-all':
    ASKS && ((fresh) => (fresh ? answer(setOf(flat([listOf(here.granted), here.added])), 'c') : acceptAll())),
  'reject-all': ASKS && ((fresh) => (fresh ? answer(here.granted, 'c') : rejectAll())),
  preferences: () => show('preferences'),
});

/** @param {MouseEvent} event */
export function onClick(event) {
  const target = /** @type {Element} */ (pathOf(event)[0]);
  const control = kindOf(target) === 1 && closest(target, '[data-portcullis]');
  const action = control && ACTIONS[look(control, 'data-portcullis') || ''];
  if (!action) return;
  prevent(event);
  const act = () => action(here.added.length && closest(control, '.portcullis-banner'));
  if (LATE && isWaiting()) then(arrival, act);
  else act();
}
