// Requests that code starts: refused with the platform's own error.

import {
  apply,
  define,
  each,
  flat,
  keysOf,
  rejected,
  remove,
  SafeWeakMap,
  setPrototypeOf,
  slice,
  then,
} from '../primordials.js';
import { LATE } from '../table.js';
import { window } from '../world.js';
import { LATER, arrival } from '../generic/wait.js';
import { opened, opensLate, sendLate } from '../generic/requests.js';
import { requestWaitsFor } from '../match.js';
import { addressOfRequest, send } from '../natives.js';
import { onCall, onNew } from './patch.js';
/** @import { Realm } from '../types.js' */

/**
 * An object of a platform's class that never gets anywhere: it says `error`, a socket then `close`.
 * @param {string} name
 * @param {Function} type the class itself, or one that extends it
 * @param {string} url
 */
function makeDead(name, type, url) {
  const dead = /** @type {EventTarget & {[name: string]: unknown}} */ (new EventTarget());
  setPrototypeOf(dead, type.prototype);
  /** @type {{[name: string]: unknown}} */
  const facts = {
    url,
    readyState: 0,
    onerror: null,
    onclose: null,
    onopen: null,
    onmessage: null,
    binaryType: 'blob',
    bufferedAmount: 0,
    protocol: '',
    extensions: '',
    withCredentials: false,
  };
  each(keysOf(facts), (fact) => define(dead, fact, { value: facts[fact], writable: true }));
  each(['send', 'close', 'postMessage', 'terminate', 'start'], (method) => {
    define(dead, method, { value() {} });
  });
  define(dead, 'port', { value: dead });
  setTimeout(() => {
    dead.readyState = name === 'EventSource' ? 2 : 3;
    each(name === 'WebSocket' ? ['error', 'close'] : ['error'], (what) => {
      const event = what === 'close' ? new CloseEvent(what, { code: 1006 }) : new Event(what);
      const act = /** @type {Function | null} */ (dead['on' + what]);
      if (act) apply(act, dead, [event]);
      send(dead, event);
    });
  });
  return dead;
}

/** @param {Realm} realm */
export function guardConnections(realm) {
  each(['WebSocket', 'EventSource', 'Worker', 'SharedWorker'], (name) => {
    onNew(realm, name, (args, next, type) =>
      requestWaitsFor(args[0]) === undefined ? next() : makeDead(name, type, `${args[0]}`),
    );
  });
  onNew(realm, 'Audio', (args, next) => {
    const audio = /** @type {HTMLAudioElement} */ (next([]));
    if (args.length) audio.src = /** @type {string} */ (args[0]);
    return audio;
  });
}

/** @param {Realm} realm */
export function guardFetch(realm) {
  onCall(realm, 'fetch', (self, args, native) => {
    const url = `${addressOfRequest(args[0])}`;
    const answer = () =>
      requestWaitsFor(url) === undefined
        ? apply(native, self, args)
        : rejected(new TypeError('Failed to fetch'));
    return LATE && requestWaitsFor(url) === LATER ? then(arrival, answer) : answer();
  });
  onCall(realm.Navigator.prototype, 'sendBeacon', (self, args, native) => {
    const ask = () => requestWaitsFor(args[0]) === undefined && apply(native, self, args);
    if (!LATE || requestWaitsFor(args[0]) !== LATER) return ask();
    then(arrival, ask);
    return true;
  });
}

/**
 * Requests that are refused, and whether they wait for an answer.
 * @type {WeakMap<XMLHttpRequest, boolean>}
 */
const refused = /* @__PURE__ */ new SafeWeakMap();

/** @param {XMLHttpRequest} request */
function endRefused(request) {
  define(request, 'readyState', { value: 4, configurable: true });
  each(['readystatechange', 'error', 'loadend'], (name) => {
    send(request, new ProgressEvent(name));
  });
  remove(request, 'readyState');
}

/** @param {Realm} realm */
export function guardXhr(realm) {
  const { prototype } = realm.XMLHttpRequest;
  onCall(prototype, 'open', (/** @type {XMLHttpRequest} */ self, args, native) => {
    if (LATE && opensLate(self, args)) return apply(native, self, args);
    const stops = requestWaitsFor(args[1]) !== undefined;
    refused.delete(self);
    if (stops) refused.set(self, args.length < 3 || !!args[2]);
    // An address of the page's own that is never asked for.
    return apply(native, self, stops ? flat([[args[0], window.location.href], slice(args, 2)]) : args);
  });
  onCall(prototype, 'send', (/** @type {XMLHttpRequest} */ self, args, native) => {
    if (LATE && opened.has(self)) return sendLate(self, args, native);
    const isAsync = refused.get(self);
    if (isAsync === undefined) return apply(native, self, args);
    if (!isAsync) throw new DOMException('Failed to fetch', 'NetworkError');
    setTimeout(() => endRefused(self));
    return undefined;
  });
}
