// Requests that code starts: refused with the platform's own error.

import { LATE } from '../table.js';
import { window } from '../world.js';
import { LATER, arrival } from '../generic/wait.js';
import { opened, opensLate, sendLate } from '../generic/requests.js';
import { requestWaitsFor } from '../match.js';
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
  Object.setPrototypeOf(dead, type.prototype);
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
  for (const [fact, value] of Object.entries(facts))
    Object.defineProperty(dead, fact, { value, writable: true });
  for (const method of ['send', 'close', 'postMessage', 'terminate', 'start']) {
    Object.defineProperty(dead, method, { value() {} });
  }
  Object.defineProperty(dead, 'port', { value: dead });
  setTimeout(() => {
    dead.readyState = name === 'EventSource' ? 2 : 3;
    const events =
      name === 'WebSocket'
        ? [new Event('error'), new CloseEvent('close', { code: 1006 })]
        : [new Event('error')];
    for (const event of events) {
      /** @type {Function | null} */ (dead['on' + event.type])?.call(dead, event);
      dead.dispatchEvent(event);
    }
  });
  return dead;
}

/** @param {Realm} realm */
export function guardConnections(realm) {
  for (const name of ['WebSocket', 'EventSource', 'Worker', 'SharedWorker']) {
    onNew(realm, name, (args, next, type) =>
      requestWaitsFor(args[0]) === undefined ? next() : makeDead(name, type, String(args[0])),
    );
  }
  onNew(realm, 'Audio', (args, next) => {
    const audio = /** @type {HTMLAudioElement} */ (next([]));
    if (args.length) audio.src = /** @type {string} */ (args[0]);
    return audio;
  });
}

/** @param {Realm} realm */
export function guardFetch(realm) {
  onCall(realm, 'fetch', (self, args, native) => {
    const url = /** @type {Partial<Request> | undefined} */ (args[0])?.url ?? String(args[0]);
    const answer = () =>
      requestWaitsFor(url) === undefined
        ? native.apply(self, args)
        : Promise.reject(new TypeError('Failed to fetch'));
    return LATE && requestWaitsFor(url) === LATER ? arrival.then(answer) : answer();
  });
  onCall(realm.Navigator.prototype, 'sendBeacon', (self, args, native) => {
    const send = () => requestWaitsFor(args[0]) === undefined && native.apply(self, args);
    if (!LATE || requestWaitsFor(args[0]) !== LATER) return send();
    arrival.then(send);
    return true;
  });
}

/**
 * Requests that are refused, and whether they wait for an answer.
 * @type {WeakMap<XMLHttpRequest, boolean>}
 */
const refused = new WeakMap();

/** @param {XMLHttpRequest} request */
function endRefused(request) {
  Object.defineProperty(request, 'readyState', { value: 4, configurable: true });
  for (const name of ['readystatechange', 'error', 'loadend']) request.dispatchEvent(new ProgressEvent(name));
  Reflect.deleteProperty(request, 'readyState');
}

/** @param {Realm} realm */
export function guardXhr(realm) {
  const { prototype } = realm.XMLHttpRequest;
  onCall(prototype, 'open', (/** @type {XMLHttpRequest} */ self, args, native) => {
    if (LATE && opensLate(self, args)) return native.apply(self, args);
    const stops = requestWaitsFor(args[1]) !== undefined;
    refused.delete(self);
    if (stops) refused.set(self, args.length < 3 || !!args[2]);
    // An address of the page's own that is never asked for.
    return native.apply(self, stops ? [args[0], window.location.href, ...args.slice(2)] : args);
  });
  onCall(prototype, 'send', (/** @type {XMLHttpRequest} */ self, args, native) => {
    if (LATE && opened.has(self)) return sendLate(self, args, native);
    const isAsync = refused.get(self);
    if (isAsync === undefined) return native.apply(self, args);
    if (!isAsync) throw new DOMException('Failed to fetch', 'NetworkError');
    setTimeout(() => endRefused(self));
    return undefined;
  });
}
