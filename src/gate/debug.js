// Words for a site's developer on the console, where the gate's tag carries `data-portcullis-debug`.

import { ownTag } from './page.js';

export const isDebugged = 'portcullisDebug' in (ownTag?.dataset || {});
/** @type {Set<string>} */
const said = new Set();

/** Names a held address once. @param {string} url @param {string | undefined} id */
export function sayHeld(url, id) {
  if (!isDebugged || said.has(url)) return;
  said.add(url);
  console.info(`portcullis: held ${url} (${id || 'no service names its host'})`);
}
