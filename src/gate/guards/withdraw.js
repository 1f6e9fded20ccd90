// What an answer does to what runs and what is stored: grants that are lost end here (LAW-32).

import { LEFT, RELOAD, RELOADS, RULED, STOP, STOPS } from '../table.js';
import { doc } from '../doc.js';
import { window } from '../world.js';
import { ADDRESSED, ADDRESSES } from '../addresses.js';
import { attributeWaitsFor, forgetVerdicts } from '../match.js';
import { reenter } from '../markup.js';
import { look } from '../natives.js';
import { attempt } from '../page.js';
import { before, released, spared } from '../states.js';
import { note } from './claim.js';
import { erase } from './erase.js';
import { offerReopen } from './report.js';
/** @import { Held } from '../types.js' */

/** Gives one element that loaded while it was granted to the gate, which holds it. @param {Held} element */
function giveBack(element) {
  for (const name of ADDRESSES[element.localName]) {
    const value = look.call(element, name);
    const id = attributeWaitsFor(element, name, value);
    if (id === undefined) continue;
    note(element, name, String(value), id);
    released.add(element);
    before.set(element, { attributes: [[name, null]] });
  }
}

/** Whether a frame of the page's own has gone to where no page can look. @param {Element} frame */
const hasLeft = (frame) =>
  !(/** @type {HTMLIFrameElement} */ (frame).contentDocument) &&
  /** @type {HTMLIFrameElement} */ (frame).src.startsWith(window.origin + '/');

/** Gives back what nobody marked. A script that ran stays as it is. */
function giveAllBack() {
  for (const element of /** @type {NodeListOf<Held>} */ (doc.querySelectorAll(ADDRESSED))) {
    const isLeft =
      element.localName === 'script' || element.hasAttribute('data-consent') || spared.has(element);
    if (!isLeft) giveBack(element);
    if (element.localName === 'iframe' && hasLeft(element)) reenter(element);
  }
}

/** Calls what the policy names to stop a service, such as `tidemark.stop`. @param {string} name */
function stopService(name) {
  if (!name) return;
  attempt(() => {
    const path = name.split('.');
    const last = path.pop() || '';
    /** @typedef {{[name: string]: Owner & Function}} Owner */
    let owner = /** @type {Owner} */ (/** @type {unknown} */ (window));
    for (const step of path) owner = owner[step];
    owner[last]();
  });
}

/**
 * The answer has changed: what is refused is erased, and what ran is told to stop.
 * @param {number[]} lost services that were granted until now
 * @returns {string[]} names of what no page can erase
 */
export function withdrawServices(lost) {
  if (RULED) forgetVerdicts();
  erase();
  offerReopen();
  if (!lost.length) return [];
  if (RULED) giveAllBack();
  if (STOPS) lost.forEach((service) => stopService(STOP[service]));
  if (RELOADS && lost.some((service) => RELOAD[service])) window.location.reload();
  return lost.flatMap((service) => LEFT[service]);
}
