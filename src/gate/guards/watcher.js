// Compares what the browser loaded and stored with the policy, where a developer watches.

import { hostnameOf } from '../natives.js';
import { some, then } from '../primordials.js';
import { HOSTS } from '../table.js';
import { isDebugged } from '../debug.js';
import { isDeclared } from '../declared.js';
import { isUnder } from '../match.js';
import { base } from '../page.js';

/** @param {string} url */
const isListed = (url) => some(HOSTS, ({ 0: name }) => name && isUnder(hostnameOf(new URL(url)), name));

/** Starts the watch, where the gate's tag asks for it. */
export function watchLeaks() {
  if (isDebugged) then(import(base + 'watch.js'), (module) => module.watch({ isListed, isDeclared }));
}
