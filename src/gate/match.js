// Which service an address belongs to. portcullis-core answers the same; the cases in
// crates/core/data/gate-cases.json run against both.

import {
  cut,
  endsWith,
  findIn,
  includes,
  isArray,
  join,
  SafeMap,
  some,
  startsWith,
  test,
} from './primordials.js';
import { DOMAIN, HOLDS_UNLISTED, HOSTS, LATE, RULED, SHARED } from './table.js';
import { document, window } from './world.js';
import { ADDRESSES, addressesIn } from './addresses.js';
import { sayHeld } from './debug.js';
import { LATER, isWaiting } from './generic/wait.js';
import {
  baseOf,
  documentOf,
  hostnameOf,
  look,
  nameOf,
  pathnameOf,
  portOf,
  resolve,
  schemeOf,
  viewOf,
} from './natives.js';
import { attempt } from './page.js';
import { here, idsOf } from './standing.js';

/** @param {string} host */
const undotted = (host) => (endsWith(host, '.') ? cut(host, 0, -1) : host);

/** Whether `host` is `name` or under it. @param {string} host @param {string} name */
export const isUnder = (host, name) => endsWith('.' + host, '.' + name);

/**
 * What a request waits for: services of which one is enough, none where no service names its host, or null
 * where it may start. The most specific rule decides.
 * @param {{has: (service: number) => boolean}} granted
 * @param {string} address
 * @param {string} page
 * @returns {number[] | null}
 */
export function waitsFor(granted, address, page) {
  const stranger = HOLDS_UNLISTED || (LATE && isWaiting()) ? [] : null;
  let url;
  try {
    url = new URL(address, page);
  } catch {
    return stranger;
  }
  if (!test(/^(http|ws)s?:/, schemeOf(url))) return null;
  const host = undotted(hostnameOf(url));
  const own = undotted(hostnameOf(new URL(page)));
  const port = portOf(url) || (test(/[ps]s:/, schemeOf(url)) ? '443' : '80');
  const rule = findIn(
    HOSTS,
    ({ 0: name, 1: only, 2: path }) =>
      (name ? isUnder(host, name) : host === own) &&
      (!only || only === port) &&
      startsWith(pathnameOf(url) + '/', path + '/'),
  );
  if (rule) {
    const services = isArray(rule[3]) ? rule[3] : [rule[3]];
    return some(services, (it) => it < 0 || granted.has(it)) ? null : services;
  }
  return host === own || (SHARED && isUnder(host, DOMAIN) && isUnder(own, DOMAIN)) ? null : stranger;
}

/**
 * Verdicts by address and what it is relative to; they hold until the visitor's answer changes.
 * @type {Map<string, string | undefined>}
 */
const verdicts = /* @__PURE__ */ new SafeMap();
export const origin = window.origin;
/** The page's own address: one that is written into it has that of the page around it. */
const own = () => (origin === 'null' ? window.location.href : origin);

/** The answer has changed. */
export const forgetVerdicts = () => verdicts.clear();

/**
 * What a request waits for: ids as a mark has them, "" for a host that nobody names.
 * @param {unknown} address
 * @param {string} [base] what a relative one starts from
 * @returns {string | undefined} undefined where it may start
 */
export function requestWaitsFor(address, base = baseOf(document)) {
  const text = `${address}`;
  const key = base + ' ' + text;
  if (!verdicts.has(key)) {
    const url = attempt(() => resolve(text, base));
    const services = url === null ? [] : waitsFor(here.granted, url, own());
    if (LATE && isWaiting() && services) return LATER;
    if (verdicts.size > 999) verdicts.clear();
    verdicts.set(key, services ? join(idsOf(services), ' ') : undefined);
    if (services) sayHeld(text, verdicts.get(key));
  }
  return verdicts.get(key);
}

/**
 * What an element's addresses are relative to; in a document without a window, to the page.
 * @param {Element} element
 */
export const baseFor = (element) => baseOf(viewOf(documentOf(element)) ? element : document);

/**
 * What an attribute of an element waits for: ids as a mark has them, "" for a host that nobody names.
 * @param {Element} element
 * @param {string} name
 * @param {unknown} value
 * @returns {string | undefined} undefined where it may load
 */
export function attributeWaitsFor(element, name, value) {
  if (value === null || !includes(ADDRESSES[nameOf(element)] || [], name)) return undefined;
  const base = baseFor(element);
  /** @type {string | undefined} */
  let id;
  some(addressesIn(name, value), (it) => (id = requestWaitsFor(it, base)) !== undefined);
  return id;
}

/**
 * Whether marked markup may load on its own address too: a mark is no way around the rules.
 * @param {HTMLElement} element
 */
export const isAllowedByRules = (element) =>
  !RULED ||
  !some(
    ADDRESSES[nameOf(element)] || [],
    (name) => attributeWaitsFor(element, name, look(element, 'data-' + name)) !== undefined,
  );
