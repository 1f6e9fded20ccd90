// What waits, for the page's own code and for the interface, and the way back.

import { doc } from '../doc.js';
import { MARKED } from '../addresses.js';
import { attempt } from '../page.js';
import { load } from '../load.js';
import { review } from '../markup.js';
import { decision, idsOf, missing } from '../standing.js';
import { everything, isEmbed, released, spared } from '../states.js';
/** @import { Held, Waiting } from '../types.js' */

/** @param {Held} element @returns {Waiting} */
function entryOf(element) {
  const id = element.dataset.consent || '';
  const url =
    ['src', ...MARKED].map((name) => element.dataset[name]).find(Boolean) ||
    element.getAttribute('src') ||
    '';
  return { element, id, services: idsOf(missing(id.split(' ')[0]) || []), url, leavesHole: isEmbed(element) };
}

/** What waits and what for, in document order. @returns {Waiting[]} */
export const held = () =>
  everything()
    .filter((it) => !released.has(it))
    .map(entryOf);

/** Releases one element until the next answer; nothing is stored. @param {Held} element */
export function once(element) {
  spared.add(element);
  review([element]);
}

/** A way back on every page: the page's own link, or a small button (LAW-30). */
export function offerReopen() {
  const own = attempt(() => doc.querySelector('[data-portcullis=preferences]:not(.portcullis-banner *)'));
  if (!own && decision.state === 'decided') load('reopen');
}
