// Cookies of this page's host and of the domains above it.

import { each, flat, flatMap, join, map, slice, split } from './primordials.js';
import { writeCookie } from './doc.js';
import { window } from './world.js';
import { isSecure } from './page.js';

export const secureAttribute = isSecure ? '; Secure' : '';

/** Every `Domain` that a cookie of `host` may have. @param {string} host */
export function domainsOf(host) {
  const labels = split(host, '.');
  return map(labels, (_, start) => '; Domain=' + join(slice(labels, start), '.'));
}

/** Every `Path` that a cookie which this page can see may have. @param {string} pathname */
export function pathsOf(pathname) {
  const steps = split(pathname, '/');
  return flatMap(steps, (_, end) => {
    const path = join(slice(steps, 0, end + 1), '/');
    return [path, path + '/'];
  });
}

/** Expires a cookie under every path and domain that this page can reach (TECH-65). @param {string} name */
export function expire(name) {
  each(flat([[''], domainsOf(window.location.hostname)]), (domain) => {
    each(pathsOf(window.location.pathname), (path) => {
      each(isSecure ? ['', '; Partitioned'] : [''], (partition) => {
        writeCookie(`${name}=; Max-Age=0; Path=${path}${domain}${secureAttribute}${partition}`);
      });
    });
  });
}
