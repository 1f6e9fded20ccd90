// What an answer does to what runs and what is stored: grants that are lost end here (LAW-32).

import { each, flatMap, pop, some, split, startsWith } from '../primordials.js';
import { LEFT, RELOAD, RELOADS, RULED, STOP, STOPS } from '../table.js';
import { document, window } from '../world.js';
import { ADDRESSED, ADDRESSES } from '../addresses.js';
import { attributeWaitsFor, forgetVerdicts, origin } from '../match.js';
import { reenter } from '../markup.js';
import { findAll, getterOf, isScript, look, nameOf } from '../natives.js';
import { attempt } from '../page.js';
import { before, released, spared } from '../states.js';
import { note } from './claim.js';
import { erase } from './erase.js';
import { offerReopen } from './report.js';
/** @import { Held } from '../types.js' */

/** Gives one element that loaded while it was granted to the gate, which holds it. @param {Held} element */
function giveBack(element) {
  each(ADDRESSES[nameOf(element)], (name) => {
    const value = look(element, name);
    const id = attributeWaitsFor(element, name, value);
    if (id === undefined) return;
    note(element, name, `${value}`, id);
    released.add(element);
    before.set(element, { attributes: [[name, null]] });
  });
}

const insideOf = /* @__PURE__ */ getterOf(HTMLIFrameElement, 'contentDocument');
const frameAddress = /* @__PURE__ */ getterOf(HTMLIFrameElement, 'src');
/** Whether a frame of the page's own has gone to where no page can look. @param {Element} frame */
const hasLeft = (frame) => !insideOf(frame) && startsWith(frameAddress(frame), origin + '/');

/** Gives back what nobody marked. A script that ran stays as it is. */
function giveAllBack() {
  each(/** @type {Held[]} */ (findAll(document, ADDRESSED)), (element) => {
    const isLeft = isScript(element) || look(element, 'data-consent') !== null || spared.has(element);
    if (!isLeft) giveBack(element);
    if (nameOf(element) === 'iframe' && hasLeft(element)) reenter(element);
  });
}

/** Calls what the policy names to stop a service, such as `tidemark.stop`. @param {string} name */
function stopService(name) {
  if (!name) return;
  attempt(() => {
    const path = split(name, '.');
    const last = pop(path) || '';
    /** @typedef {{[name: string]: Owner & Function}} Owner */
    let owner = /** @type {Owner} */ (/** @type {unknown} */ (window));
    each(path, (step) => {
      owner = owner[step];
    });
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
  if (STOPS) each(lost, (service) => stopService(STOP[service]));
  if (RELOADS && some(lost, (service) => RELOAD[service])) window.location.reload();
  return flatMap(lost, (service) => LEFT[service]);
}
