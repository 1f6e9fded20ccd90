// What waits, for the page's own code and for the interface, and the way back.

import { filter, findIn, map, split } from '../primordials.js';
import { findFirst } from '../doc.js';
import { look } from '../natives.js';
import { MARKED } from '../addresses.js';
import { attempt } from '../page.js';
import { load } from '../load.js';
import { review } from '../markup.js';
import { decision, idsOf, missing } from '../standing.js';
import { everything, isEmbed, released, spared } from '../states.js';
/** @import { Held, Waiting } from '../types.js' */

/** @param {Held} element @returns {Waiting} */
function entryOf(element) {
  const id = look(element, 'data-consent') || '';
  const url =
    look(element, 'data-src') ||
    findIn(
      map(MARKED, (name) => look(element, 'data-' + name)),
      (it) => it,
    ) ||
    look(element, 'src') ||
    '';
  return {
    element,
    id,
    services: idsOf(missing(split(id, ' ')[0]) || []),
    url,
    leavesHole: isEmbed(element),
  };
}

/** What waits and what for, in document order. @returns {Waiting[]} */
export const held = () =>
  map(
    filter(everything(), (it) => !released.has(it)),
    entryOf,
  );

/** Releases one element until the next answer; nothing is stored. @param {Held} element */
export function once(element) {
  spared.add(element);
  review([element]);
}

/** A way back on every page: the page's own link, or a small button (LAW-30). */
export function offerReopen() {
  const own = attempt(() => findFirst('[data-portcullis=preferences]:not(.portcullis-banner *)'));
  if (!own && decision.state === 'decided') load('reopen');
}
