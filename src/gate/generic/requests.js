// Requests that were opened before there was a table: sent once there is one.

import { apply, SafeWeakMap, then } from '../primordials.js';
import { requestWaitsFor } from '../match.js';
import { LATER, arrival } from './wait.js';
/** @import { Native } from '../types.js' */

/** With what each was opened. @type {WeakMap<XMLHttpRequest, unknown[]>} */
export const opened = /* @__PURE__ */ new SafeWeakMap();

/** @param {XMLHttpRequest} request @param {unknown[]} args of `open` */
export function opensLate(request, args) {
  const isLate = requestWaitsFor(args[1]) === LATER && (args.length < 3 || !!args[2]);
  if (isLate) opened.set(request, args);
  else opened.delete(request);
  return isLate;
}

/**
 * Sends what was opened before there was a table, once there is one; what must not be sent is
 * asked of the guards again, which refuse it.
 * @param {XMLHttpRequest} request
 * @param {unknown[]} args
 * @param {Native} send
 */
export function sendLate(request, args, send) {
  const how = opened.get(request) || [];
  then(arrival, () => {
    // It may have been opened anew since, or given up.
    if (opened.get(request) !== how || request.readyState !== 1) return;
    opened.delete(request);
    if (requestWaitsFor(how[1]) === undefined) return void apply(send, request, args);
    apply(request.open, request, how);
    apply(request.send, request, args);
  });
}
