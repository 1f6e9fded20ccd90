// Requests and connections that code seldom makes: refused as the platform refuses them.

import { addressOfRequest } from '../natives.js';
import {
  apply,
  create,
  each,
  filter,
  flat,
  isArray,
  map,
  rejected,
  replace,
  slice,
  some,
} from '../primordials.js';
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
const mustWait = (it) => requestWaitsFor(addressOfRequest(it)) !== undefined;

/** @param {Realm} realm */
export function guardAsking(realm) {
  onCalls(realm, ASKING, (self, args, native) => {
    const asked = flat(map(args, (it) => (isArray(it) ? it : [it])));
    if (!some(asked, mustWait)) return apply(native, self, args);
    return rejected(
      native.name === 'addModule'
        ? new DOMException('Unable to load a worklet', 'AbortError')
        : new TypeError('Failed to fetch'),
    );
  });
  onCall(realm, 'fetchLater', (self, args, native) =>
    mustWait(args[0]) ? { activated: false } : apply(native, self, args),
  );
}

/** The servers that may be asked now. @param {unknown} config */
function reachable(config) {
  const servers = /** @type {RTCConfiguration | undefined} */ (config)?.iceServers;
  if (!servers) return config;
  const waits = (/** @type {string} */ url) => mustWait(replace(`${url}`, /^[^:]*:/g, () => 'https://'));
  const value = filter(
    servers,
    (it) =>
      !some(
        flat([isArray(it.urls) ? it.urls : [it.urls], [/** @type {{url?: string}} */ (it).url]]),
        (url) => url && waits(url),
      ),
  );
  return create(config, { iceServers: { value } });
}

/** @param {Realm} realm */
export function guardStreams(realm) {
  each(
    [
      ['WebTransport', 'https:'],
      ['WebSocketStream', 'wss:'],
    ],
    ({ 0: name, 1: scheme }) => {
      onNew(realm, name, (args, next) => next(mustWait(args[0]) ? [scheme + NOWHERE] : args));
    },
  );
  each(['RTCPeerConnection', 'webkitRTCPeerConnection'], (name) => {
    onNew(realm, name, (args, next) => next(flat([[reachable(args[0])], slice(args, 1)])));
  });
  onCall(realm.RTCPeerConnection?.prototype, 'setConfiguration', (self, { 0: config }, native) =>
    apply(native, self, [reachable(config)]),
  );
}
