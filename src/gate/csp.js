// Browser-enforced mode: the browser itself refuses what no script can hold, such as `import()`
// and CSS `url()`. Only policies with `gate.enforce = "csp"` have this part in their gate.

import { ALWAYS, SOURCES } from './table.js';
import { document } from './world.js';

const DIRECTIVES = [
  ['default-src', ''],
  ['script-src', " 'unsafe-inline' 'unsafe-eval' 'wasm-unsafe-eval'"],
  ['frame-src', ''],
  ['img-src', ''],
  ['connect-src', ''],
  ['style-src', " 'unsafe-inline'"],
  ['font-src', ''],
  ['media-src', ''],
  ['worker-src', ''],
  ['object-src', ''],
];

/**
 * The policy that lets in what is granted; portcullis-core writes the same, which the cases in
 * crates/core/data/csp-cases.json show.
 * @param {{has: (service: number) => boolean}} granted
 */
export function csp(granted) {
  const hosts = [...new Set([...ALWAYS, ...SOURCES.filter((_, service) => granted.has(service)).flat()])];
  const list = (/** @type {string} */ scheme) => hosts.map((host) => scheme + host).join('');
  return DIRECTIVES.map(
    ([name, besides]) =>
      `${name} 'self'${besides} data: blob:${list(' ')}${name === 'connect-src' ? list(' ws://') : ''}`,
  ).join('; ');
}

/** Puts a policy in force for this document; nothing takes it back. @param {string} text */
export function enforce(text) {
  const meta = document.createElement('meta');
  meta.httpEquiv = 'Content-Security-Policy';
  meta.content = text;
  document.head.append(meta);
}
