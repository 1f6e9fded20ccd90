// Words for a site's developer on the console, where the gate's tag carries `data-portcullis-debug`.

import { ownTag } from './page.js';

export const isDebugged = ownTag?.dataset.portcullisDebug !== undefined;

/**
 * Names an address that is held: once, until the answer changes.
 * @param {string} url
 * @param {string | undefined} id
 */
export function sayHeld(url, id) {
  if (isDebugged) console.info(`portcullis: held ${url} (${id || 'no service names its host'})`);
}
