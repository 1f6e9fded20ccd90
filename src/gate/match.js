// Which service an address belongs to. portcullis-core answers the same; the cases in
// crates/core/data/gate-cases.json run against both.

import { DOMAIN, HOLDS_UNLISTED, HOSTS, LATE, RULED, SHARED } from './table.js';
import { document } from './world.js';
import { ADDRESSES, addressesIn } from './addresses.js';
import { sayHeld } from './debug.js';
import { LATER, isWaiting } from './generic/wait.js';
import { here, idsOf } from './standing.js';

/** @param {string} host */
const undotted = (host) => host.replace(/\.$/, '');

/** Whether `host` is `name` or under it. @param {string} host @param {string} name */
export const isUnder = (host, name) => ('.' + host).endsWith('.' + name);

/**
 * What a request waits for: a service, -1 where no service names its host, or null where it may start.
 * The most specific rule decides.
 * @param {{has: (service: number) => boolean}} granted
 * @param {string} address
 * @param {string} page
 * @returns {number | null}
 */
export function waitsFor(granted, address, page) {
  const stranger = HOLDS_UNLISTED ? -1 : null;
  let url;
  try {
    url = new URL(address, page);
  } catch {
    return stranger;
  }
  if (!/^(http|ws)s?:/.test(url.protocol)) return null;
  const [host, own] = [undotted(url.hostname), undotted(new URL(page).hostname)];
  const port = url.port || (/s:/.test(url.protocol) ? '443' : '80');
  const rule = HOSTS.find(
    ([name, only, path]) =>
      (name ? isUnder(host, name) : host === own) &&
      (!only || only === port) &&
      (url.pathname + '/').startsWith(path + '/'),
  );
  if (rule) return rule[3] < 0 || granted.has(rule[3]) ? null : rule[3];
  return host === own || (SHARED && isUnder(host, DOMAIN) && isUnder(own, DOMAIN)) ? null : stranger;
}

/**
 * Verdicts by address; they hold until the visitor's answer changes.
 * @type {Map<string, string | undefined>}
 */
const verdicts = new Map();

/** The answer has changed. */
export const forgetVerdicts = () => verdicts.clear();

/**
 * What a request waits for: the id of a service, "" for a host that nobody names.
 * @param {unknown} address
 * @returns {string | undefined} undefined where it may start
 */
export function requestWaitsFor(address) {
  const text = String(address);
  if (!verdicts.has(text)) {
    const service = waitsFor(here.granted, text, document.baseURI);
    if (LATE && isWaiting() && service !== null) return LATER;
    if (verdicts.size > 999) verdicts.clear();
    verdicts.set(text, service === null ? undefined : service < 0 ? '' : idsOf([service])[0]);
    if (service !== null) sayHeld(text, verdicts.get(text));
  }
  return verdicts.get(text);
}

/**
 * What an attribute of an element waits for: the id of a service, "" for a host that nobody names.
 * @param {string} tag
 * @param {string} name
 * @param {unknown} value
 * @returns {string | undefined} undefined where it may load
 */
export function attributeWaitsFor(tag, name, value) {
  if (!ADDRESSES[tag]?.includes(name)) return undefined;
  return addressesIn(name, value)
    .map(requestWaitsFor)
    .find((it) => it !== undefined);
}

/**
 * Whether marked markup may load on its own address too: a mark is no way around the rules.
 * @param {HTMLElement} element
 */
export const isAllowedByRules = ({ localName, dataset }) =>
  !RULED ||
  !ADDRESSES[localName]?.some(
    (name) => name in dataset && attributeWaitsFor(localName, name, dataset[name]) !== undefined,
  );
