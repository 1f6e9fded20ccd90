// Cookies of this page's host and of the domains above it.

import { document, window } from './world.js';
import { isSecure } from './page.js';

export const secureAttribute = isSecure ? '; Secure' : '';

/** Every `Domain` that a cookie of `host` may have. @param {string} host */
export const domainsOf = (host) =>
  host.split('.').map((_, start, labels) => '; Domain=' + labels.slice(start).join('.'));

/** Every `Path` that a cookie which this page can see may have. @param {string} pathname */
export const pathsOf = (pathname) =>
  pathname.split('/').flatMap((_, end, steps) => {
    const path = steps.slice(0, end + 1).join('/');
    return [path, path + '/'];
  });

// The guard over cookies would refuse this too.
const writeCookie = /* @__PURE__ */ Object.getOwnPropertyDescriptor(Document.prototype, 'cookie')?.set;

/** Expires a cookie under every path and domain that this page can reach (TECH-65). @param {string} name */
export function expire(name) {
  for (const domain of ['', ...domainsOf(window.location.hostname)]) {
    for (const path of pathsOf(window.location.pathname)) {
      for (const partition of isSecure ? ['', '; Partitioned'] : ['']) {
        writeCookie?.call(
          document,
          `${name}=; Max-Age=0; Path=${path}${domain}${secureAttribute}${partition}`,
        );
      }
    }
  }
}
