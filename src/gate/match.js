// Which service an address belongs to. portcullis-core answers the same; the cases in
// crates/core/data/gate-cases.json run against both.

import { DOMAIN, HOLDS_UNLISTED, HOSTS, LATE, RULED, SHARED } from './table.js';
import { document, window } from './world.js';
import { ADDRESSES, addressesIn } from './addresses.js';
import { sayHeld } from './debug.js';
import { LATER, isWaiting } from './generic/wait.js';
import { baseOf, documentOf, look, nameOf } from './natives.js';
import { attempt } from './page.js';
import { here, idsOf } from './standing.js';

/** @param {string} host */
const undotted = (host) => host.replace(/\.$/, '');

/** Whether `host` is `name` or under it. @param {string} host @param {string} name */
export const isUnder = (host, name) => ('.' + host).endsWith('.' + name);

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
  if (!/^(http|ws)s?:/.test(url.protocol)) return null;
  const [host, own] = [undotted(url.hostname), undotted(new URL(page).hostname)];
  const port = url.port || (/[ps]s:/.test(url.protocol) ? '443' : '80');
  const rule = HOSTS.find(
    ([name, only, path]) =>
      (name ? isUnder(host, name) : host === own) &&
      (!only || only === port) &&
      (url.pathname + '/').startsWith(path + '/'),
  );
  if (rule) {
    const services = [rule[3]].flat();
    return services.some((it) => it < 0 || granted.has(it)) ? null : services;
  }
  return host === own || (SHARED && isUnder(host, DOMAIN) && isUnder(own, DOMAIN)) ? null : stranger;
}

/**
 * Verdicts by address and what it is relative to; they hold until the visitor's answer changes.
 * @type {Map<string, string | undefined>}
 */
const verdicts = new Map();
/** The page's own address: one that is written into it has that of the page around it. */
const own = () => (window.origin === 'null' ? window.location.href : window.origin);

/** The answer has changed. */
export const forgetVerdicts = () => verdicts.clear();

/**
 * What a request waits for: ids as a mark has them, "" for a host that nobody names.
 * @param {unknown} address
 * @param {string} [base] what a relative one starts from
 * @returns {string | undefined} undefined where it may start
 */
export function requestWaitsFor(address, base = baseOf(document)) {
  const text = String(address);
  const key = base + ' ' + text;
  if (!verdicts.has(key)) {
    const url = attempt(() => new URL(text, base).href);
    const services = url === null ? [] : waitsFor(here.granted, url, own());
    if (LATE && isWaiting() && services) return LATER;
    if (verdicts.size > 999) verdicts.clear();
    verdicts.set(key, services ? idsOf(services).join(' ') : undefined);
    if (services) sayHeld(text, verdicts.get(key));
  }
  return verdicts.get(key);
}

/**
 * What an element's addresses are relative to; in a document without a window, to the page.
 * @param {Element} element
 */
export const baseFor = (element) => baseOf(documentOf(element).defaultView ? element : document);

/**
 * What an attribute of an element waits for: ids as a mark has them, "" for a host that nobody names.
 * @param {Element} element
 * @param {string} name
 * @param {unknown} value
 * @returns {string | undefined} undefined where it may load
 */
export function attributeWaitsFor(element, name, value) {
  if (value === null || !ADDRESSES[nameOf(element)]?.includes(name)) return undefined;
  const base = baseFor(element);
  for (const it of addressesIn(name, value)) {
    const id = requestWaitsFor(it, base);
    if (id !== undefined) return id;
  }
}

/**
 * Whether marked markup may load on its own address too: a mark is no way around the rules.
 * @param {HTMLElement} element
 */
export const isAllowedByRules = (element) =>
  !RULED ||
  !ADDRESSES[element.localName]?.some(
    (name) => attributeWaitsFor(element, name, look.call(element, 'data-' + name)) !== undefined,
  );
