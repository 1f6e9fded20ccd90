// Requests and connections that code seldom makes: refused as the platform refuses them.

import { requestWaitsFor } from '../match.js';
import { onCall, onCalls, onNew } from './patch.js';
/** @import { Realm } from '../types.js' */

/** A port that every browser refuses before it asks anybody. */
const NOWHERE = '//localhost:1';

/** What answers with a promise: whatever else it is given names no other host. */
const ASKING = {
  Cache: ['add', 'addAll'],
  BackgroundFetchManager: ['fetch'],
  ServiceWorkerContainer: ['register'],
  Worklet: ['addModule'],
};

/** @param {unknown} it an address, or a request for one */
const mustWait = (it) => requestWaitsFor(/** @type {Partial<Request>} */ (it)?.url ?? it) !== undefined;

/** @param {Realm} realm */
export function guardAsking(realm) {
  onCalls(realm, ASKING, (self, args, native) => {
    if (!args.flat().some(mustWait)) return native.apply(self, args);
    return Promise.reject(
      native.name === 'addModule'
        ? new DOMException('Unable to load a worklet', 'AbortError')
        : new TypeError('Failed to fetch'),
    );
  });
  onCall(realm, 'fetchLater', (self, args, native) =>
    mustWait(args[0]) ? { activated: false } : native.apply(self, args),
  );
}

/** The servers that may be asked now. @param {unknown} config */
function reachable(config) {
  const servers = /** @type {RTCConfiguration | undefined} */ (config)?.iceServers;
  if (!servers) return config;
  const waits = (/** @type {string} */ url) => mustWait(String(url).replace(/^[^:]*:/, 'https://'));
  const value = [...servers].filter(
    (it) => ![it.urls, /** @type {{url?: string}} */ (it).url].flat().some((url) => url && waits(url)),
  );
  return Object.create(/** @type {object} */ (config), { iceServers: { value } });
}

/** @param {Realm} realm */
export function guardStreams(realm) {
  for (const [name, scheme] of [
    ['WebTransport', 'https:'],
    ['WebSocketStream', 'wss:'],
  ])
    onNew(realm, name, (args, next) => next(mustWait(args[0]) ? [scheme + NOWHERE] : args));
  for (const name of ['RTCPeerConnection', 'webkitRTCPeerConnection'])
    onNew(realm, name, ([config, ...rest], next) => next([reachable(config), ...rest]));
  onCall(realm.RTCPeerConnection?.prototype, 'setConfiguration', (self, [config], native) =>
    native.call(self, reachable(config)),
  );
}
