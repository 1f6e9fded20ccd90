// Frames of the page's own origin, and what the parser puts into the page.

import { apply, each } from '../primordials.js';
import { UNDOES } from '../table.js';
import { ADDRESSED } from '../addresses.js';
import { hearPage, make, rootElement } from '../doc.js';
import { requestWaitsFor } from '../match.js';
import { document, window } from '../world.js';
import { isParsed } from '../page.js';
import {
  addedOf,
  aim,
  findAll,
  hear,
  ignore,
  isScript,
  kindOf,
  matches,
  nodesOf,
  observe,
  prevent,
  recordsOf,
  swap,
} from '../natives.js';
import { isWaitingMark } from '../states.js';
import { copyAside, vetFrame, vetOne } from './claim.js';
import { holdAt } from './named.js';
import { onGet, onUnpatch } from './patch.js';
import { guardFrame, guardNewFrames } from './realms.js';
/** @import { Realm } from '../types.js' */

/**
 * A frame that is sent elsewhere from outside is held as if its address had been set.
 * @param {Realm} realm
 */
function guardNavigation(realm) {
  /** @typedef {Event & {destination: {url: string}}} NavigateEvent */
  const { navigation } = /** @type {{navigation?: EventTarget}} */ (/** @type {unknown} */ (realm));
  const onNavigate = (/** @type {Event} */ event) => {
    const { url } = /** @type {NavigateEvent} */ (event).destination;
    const id = requestWaitsFor(url);
    const frame = realm.frameElement;
    if (id === undefined || !frame) return;
    prevent(event);
    holdAt(frame, url, id);
  };
  if (!navigation) return;
  hear(navigation, 'navigate', onNavigate);
  if (UNDOES) onUnpatch(() => navigation.removeEventListener('navigate', onNavigate));
}

/**
 * A frame of the page's own is no way around, and one that is held can be sent nowhere.
 * @param {Realm} realm
 */
export function guardFrames(realm) {
  if (realm !== window) guardNavigation(realm);
  // It may have gone from one page of the same origin to another.
  const onLoad = (/** @type {Event} */ event) => guardFrame(aim(event));
  /** @type {EventTarget} */
  const page = realm.document;
  hear(page, 'load', onLoad, true);
  if (UNDOES) onUnpatch(() => page.removeEventListener('load', onLoad, true));
  each(['contentWindow', 'contentDocument'], (name) => {
    onGet(realm.HTMLIFrameElement.prototype, name, (/** @type {Element} */ frame, native) => {
      guardFrame(frame);
      return isWaitingMark(frame) ? null : apply(native, frame, []);
    });
  });
}

/** Stops an element as the parser made it. @param {Element} element */
function stop(element) {
  vetFrame(element);
  if (!vetOne(element)) return;
  // In WebKit a style that is on its way still comes, unless its element is gone.
  if (matches(element, 'link')) return swap(element, copyAside(element));
  if (!matches(element, 'iframe,embed,object')) return;
  // Its document is on its way: only leaving the tree ends that.
  const place = make('i');
  swap(element, place);
  swap(place, element);
}

/** A script is stopped before it runs, others as soon as they stand. @param {MutationRecord[]} records */
function onParsed(records) {
  each(records, (record) =>
    each(nodesOf(addedOf(record)), (node) => {
      if (kindOf(node) !== 1) return;
      if (matches(node, ADDRESSED)) stop(node);
      each(findAll(node, ADDRESSED), stop);
    }),
  );
  // Last: it takes long, and a frame that was not stopped yet would run meanwhile.
  guardNewFrames();
}

/** What stood before a late gate is stopped, but for scripts: those have run, or will. */
function stopEarlier() {
  each(findAll(rootElement(), ADDRESSED), (it) => isScript(it) || stop(it));
  guardNewFrames();
}

/** Looks at what the parser puts into the page: once it is done, all comes in by a way that is guarded. */
export function guardParser() {
  stopEarlier();
  if (isParsed()) return;
  const parsing = new MutationObserver(onParsed);
  observe(parsing, document, { childList: true, subtree: true });
  hearPage(
    'DOMContentLoaded',
    () => {
      onParsed(recordsOf(parsing));
      ignore(parsing);
    },
    { once: true },
  );
}
