// Compares what the browser loaded and stored with the policy, where a developer watches.

import { HOSTS } from '../table.js';
import { isDebugged } from '../debug.js';
import { isDeclared } from '../declared.js';
import { isUnder } from '../match.js';
import { base } from '../page.js';

/** @param {string} url */
const isListed = (url) => HOSTS.some(([name]) => name && isUnder(new URL(url).hostname, name));

/** Starts the watch, where the gate's tag asks for it. */
export function watchLeaks() {
  if (isDebugged) import(base + 'watch.js').then((module) => module.watch({ isListed, isDeclared }));
}
