// Browser-enforced mode: the browser itself refuses what no script can hold, such as `import()`
// and CSS `url()`. Only policies with `gate.enforce = "csp"` have this part in their gate.

import { ALWAYS, SOURCES } from './table.js';
import { doc } from './doc.js';

/**
 * The policy that lets in what is granted; portcullis-core writes the same, which the cases in
 * crates/core/data/csp-cases.json show.
 * @param {{has: (service: number) => boolean}} granted
 */
export function csp(granted) {
  const isGranted = (/** @type {unknown} */ _, /** @type {number} */ service) => granted.has(service);
  const sources = [...new Set([...ALWAYS, ...SOURCES.filter(isGranted).flat()])];
  const list = (/** @type {string} */ before) => sources.map((it) => before + it).join('');
  const hosts = list(' ');
  return [
    `default-src 'self' 'unsafe-inline' 'unsafe-eval' 'wasm-unsafe-eval' data: blob:${hosts}`,
    `connect-src 'self' data: blob:${hosts}${list(' ws://')}`,
    `form-action 'self'${hosts}${SOURCES.every(isGranted) ? '' : "; webrtc 'block'"}`,
  ].join('; ');
}

/** Puts a policy in force for this document; nothing takes it back. @param {string} text */
export function enforce(text) {
  const meta = doc.createElement('meta');
  meta.httpEquiv = 'Content-Security-Policy';
  meta.content = text;
  doc.head.append(meta);
}
