// Classic scripts of the page's own markup run in its order: behind one that waits for the table,
// the others wait too.

import { each, test } from '../primordials.js';
import { findFirst, hearPage } from '../doc.js';
import { document } from '../world.js';
import { addedOf, ignore, look, nodesOf, observe, put } from '../natives.js';
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
  const isHeld = look(script, 'data-consent') === LATER;
  const type = isHeld ? look(script, 'data-type') : look(script, 'type');
  if (
    byCode.has(script) ||
    !test(/^$|javascript/, type || '') ||
    look(script, 'async') !== null ||
    look(script, 'defer') !== null
  ) {
    return;
  }
  if (isHeld) isBehind = true;
  else if (isBehind && !isComplete(script) && look(script, 'data-consent') === null) {
    put(script, 'data-consent', LATER);
    stopScript(script);
  }
}

/** Whether one that was lined up has not come to its turn. */
const isLinedUp = () => isWaiting() || isRunning() || findFirst(`script[data-consent="${LATER}"]`);

/** Has the scripts that the parser comes to line up. */
export function lineUpScripts() {
  const line = new MutationObserver((records) => {
    if (!isLinedUp()) return ignore(line);
    each(records, (it) => each(nodesOf(addedOf(it)), (node) => each(scriptsIn(node), lineUp)));
  });
  observe(line, document, { childList: true, subtree: true });
  hearPage('DOMContentLoaded', () => ignore(line), { once: true });
}
