// What a document writes, in pieces: each start tag is read by the browser's own parser, and one that would
// load what must wait is written anew as markup that the gate holds. The rest is written as it came.

import { firstIn, lastIn } from '../natives.js';
import { apply, each, join, replace, SafeWeakMap } from '../primordials.js';
import { ADDRESSES } from '../addresses.js';
import { document } from '../world.js';
import { trusted } from '../page.js';
import { vet } from './claim.js';
import { afterMarkup } from './html.js';
import { mayLoad, outerHtmlOf, readTemplate } from './inert.js';
import { onCall } from './patch.js';
import { isEmpty, readTags } from './tags.js';
/** @import { Native, Realm } from '../types.js' */

/** @type {import('./tags.js').Vet} */
function vetTag(tag, name, isForeign) {
  const mayWait = (ADDRESSES[name] || name === 'image' || isForeign) && mayLoad(tag);
  if (!mayWait && !isForeign) return [tag, true];
  const content = readTemplate((isForeign ? '<svg>' : '') + tag);
  const outer = firstIn(content);
  const inner = outer && firstIn(outer);
  // A `body` ends SVG and is none itself.
  const isHtml = !isForeign || lastIn(content) !== outer || !inner;
  const element = isHtml ? lastIn(content) : inner;
  if (!element || !mayWait || !vet(element)) return [tag, isHtml];
  const html = outerHtmlOf(element);
  return [!isHtml && isEmpty(tag) ? html : replace(html, /<\/[^>]*>$/g, () => ''), isHtml];
}

/** What each document's writing has begun. @type {WeakMap<Document, import('./tags.js').Reading>} */
const begun = /* @__PURE__ */ new SafeWeakMap();

/**
 * Writes what has ended of `text`. What it writes may write in turn, and WebKit runs microtasks meanwhile:
 * neither finds what this one has begun.
 * @param {Document} place
 * @param {string} text
 * @param {(written: string) => void} put
 */
function writeOn(place, text, put) {
  const reading = begun.get(place) || { open: [], raw: '', rest: '' };
  begun.delete(place);
  put(readTags(reading, reading.rest + text, vetTag));
  begun.set(place, reading);
  return reading.raw + reading.rest;
}

/**
 * What has not ended by the end of the task that wrote it is written as it is.
 * @param {Document} place
 * @param {Native} native
 */
function finishWriting(place, native) {
  const rest = begun.get(place)?.rest;
  begun.delete(place);
  if (rest) apply(native, place, [trusted('HTML', rest)]);
}

/** @param {Realm} realm */
export function guardWriting(realm) {
  const { prototype } = realm.Document;
  const native = prototype.write;
  each(['write', 'writeln'], (name) => {
    const end = name === 'write' ? '' : '\n';
    onCall(prototype, name, (/** @type {Document} */ place, args, mine) => {
      const text = join(args, '') + end;
      const rest = writeOn(place, text, (written) => {
        if (written === text) apply(mine, place, args);
        else apply(native, place, [trusted('HTML', written)]);
      });
      if (rest) queueMicrotask(() => finishWriting(place, native));
      if (place !== document) afterMarkup(place);
    });
  });
  onCall(prototype, 'open', (/** @type {Document} */ place, args, mine) => {
    begun.delete(place);
    return apply(mine, place, args);
  });
  // What would come after the end would begin the document anew.
  onCall(prototype, 'close', (/** @type {Document} */ place, args, mine) => {
    finishWriting(place, native);
    apply(mine, place, args);
  });
}
