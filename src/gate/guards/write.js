// What a document writes, in pieces: each start tag is read by the browser's own parser, and one that would
// load what must wait is written anew as markup that the gate holds. The rest is written as it came.

import { ADDRESSES } from '../addresses.js';
import { document } from '../world.js';
import { trusted } from '../page.js';
import { vet } from './claim.js';
import { afterMarkup } from './html.js';
import { mayLoad, readTemplate } from './inert.js';
import { onCall } from './patch.js';
import { isEmpty, readTags } from './tags.js';
/** @import { Native, Realm } from '../types.js' */

/** @type {import('./tags.js').Vet} */
function vetTag(tag, name, isForeign) {
  const mayWait = (ADDRESSES[name] || name === 'image' || isForeign) && mayLoad(tag);
  if (!mayWait && !isForeign) return [tag, true];
  const { content } = readTemplate((isForeign ? '<svg>' : '') + tag);
  const { firstElementChild: outer, lastElementChild: last } = content;
  // A `body` ends SVG and is none itself.
  const isHtml = !isForeign || last !== outer || !outer?.firstElementChild;
  const element = isHtml ? last : outer?.firstElementChild;
  if (!element || !mayWait || !vet(element)) return [tag, isHtml];
  const { outerHTML } = element;
  return [!isHtml && isEmpty(tag) ? outerHTML : outerHTML.replace(/<\/[^>]*>$/, ''), isHtml];
}

/** What each document's writing has begun. @type {WeakMap<Document, import('./tags.js').Reading>} */
const begun = new WeakMap();

/** @param {Document} place @param {string} text */
function readOn(place, text) {
  const reading = begun.get(place) || { open: [], raw: '', rest: '' };
  begun.set(place, reading);
  return readTags(reading, reading.rest + text, vetTag);
}

/**
 * What has not ended by the end of the task that wrote it is written as it is.
 * @param {Document} place
 * @param {Native} native
 */
function finishWriting(place, native) {
  const rest = begun.get(place)?.rest;
  begun.delete(place);
  if (rest) native.call(place, trusted('HTML', rest));
}

/** @param {Realm} realm */
export function guardWriting(realm) {
  const { prototype } = realm.Document;
  const native = prototype.write;
  for (const name of ['write', 'writeln']) {
    const end = name === 'write' ? '' : '\n';
    onCall(prototype, name, (/** @type {Document} */ place, args, mine) => {
      const text = args.join('') + end;
      const written = readOn(place, text);
      if (written === text) mine.apply(place, args);
      else native.call(place, trusted('HTML', written));
      const { raw = '', rest = '' } = begun.get(place) || {};
      if (raw + rest) queueMicrotask(() => finishWriting(place, native));
      if (place !== document) afterMarkup(place);
    });
  }
  onCall(prototype, 'open', (/** @type {Document} */ place, args, mine) => {
    begun.delete(place);
    return mine.apply(place, args);
  });
  // What would come after the end would begin the document anew.
  onCall(prototype, 'close', (/** @type {Document} */ place, args, mine) => {
    finishWriting(place, native);
    mine.apply(place, args);
  });
}
