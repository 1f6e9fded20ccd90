// What a page is left with where the gate itself fails at its start: its own host, what is always
// allowed, and its own inline code.

import { ALWAYS } from './table.js';
import { document } from './world.js';

/** Closes the page, for as long as it is open. @param {unknown} why */
export function closePage(why) {
  const meta = document.createElement('meta');
  meta.httpEquiv = 'Content-Security-Policy';
  meta.content = `default-src 'self' 'unsafe-inline' 'unsafe-eval' data: blob: ${ALWAYS.join(' ')}`;
  Reflect.get(Document.prototype, 'head', document).append(meta);
  console.error('portcullis: closed: ' + why);
}
