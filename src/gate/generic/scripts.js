// Classic scripts of the page's own markup run in its order: behind one that waits for the table,
// the others wait too.

import { doc } from '../doc.js';
import { document } from '../world.js';
import { look, put } from '../natives.js';
import { stopScript } from '../guards/claim.js';
import { isComplete } from '../markup.js';
import { isRunning } from '../scripts.js';
import { byCode, scriptsIn } from './by-code.js';
import { LATER, isWaiting } from './wait.js';
/** @import { Held } from '../types.js' */

/** Whether a script of the page's markup waits that later ones may build on. */
let isBehind = false;

/** @param {Held} script */
function lineUp(script) {
  const isHeld = look.call(script, 'data-consent') === LATER;
  const type = isHeld ? script.dataset.type || '' : script.type;
  if (
    byCode.has(script) ||
    !/^$|javascript/.test(type) ||
    script.hasAttribute('async') ||
    script.hasAttribute('defer')
  ) {
    return;
  }
  if (isHeld) isBehind = true;
  else if (isBehind && !isComplete(script) && !script.hasAttribute('data-consent')) {
    put.call(script, 'data-consent', LATER);
    stopScript(script);
  }
}

/** Has the scripts that the parser comes to line up. */
export function lineUpScripts() {
  const line = new MutationObserver((records) => {
    if (!isWaiting() && !isRunning()) return line.disconnect();
    for (const { addedNodes } of records) for (const node of addedNodes) scriptsIn(node).forEach(lineUp);
  });
  line.observe(document, { childList: true, subtree: true });
  doc.addEventListener('DOMContentLoaded', () => line.disconnect(), { once: true });
}
