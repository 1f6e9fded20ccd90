// Browser-enforced mode: the browser itself refuses what no script can hold, such as `import()`
// and CSS `url()`. Only policies with `gate.enforce = "csp"` have this part in their gate.

import { every, filter, flat, join, listOf, map, setOf } from './primordials.js';
import { ALWAYS, SOURCES } from './table.js';
import { head, make } from './doc.js';
import { append, put } from './natives.js';

/**
 * The policy that lets in what is granted; portcullis-core writes the same, which the cases in
 * crates/core/data/csp-cases.json show.
 * @param {{has: (service: number) => boolean}} granted
 */
export function csp(granted) {
  const isGranted = (/** @type {unknown} */ _, /** @type {number} */ service) => granted.has(service);
  const sources = listOf(setOf(flat([ALWAYS, flat(filter(SOURCES, isGranted))])));
  const list = (/** @type {string} */ before) =>
    join(
      map(sources, (it) => before + it),
      '',
    );
  const hosts = list(' ');
  return join(
    [
      `default-src 'self' 'unsafe-inline' 'unsafe-eval' 'wasm-unsafe-eval' data: blob:${hosts}`,
      `connect-src 'self' data: blob:${hosts}${list(' ws://')}`,
      `form-action 'self'${hosts}${every(SOURCES, isGranted) ? '' : "; webrtc 'block'"}`,
    ],
    '; ',
  );
}

/** Puts a policy in force for this document; nothing takes it back. @param {string} text */
export function enforce(text) {
  const meta = make('meta');
  put(meta, 'http-equiv', 'Content-Security-Policy');
  put(meta, 'content', text);
  append(head(), meta);
}
