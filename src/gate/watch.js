// The leak watcher, loaded where the gate's tag carries `data-portcullis-debug`: it names on the
// console what the browser loaded or stored and no service declares.

import { document, window } from './world.js';
/** @import { Watched } from './types.js' */

/** @type {Set<string>} */
const said = new Set();

/** @param {string} line */
function say(line) {
  if (said.has(line)) return;
  said.add(line);
  console.warn('portcullis: ' + line);
}

/** What is stored now, by kind. @returns {[kind: string, names: string[]][]} */
const stored = () => [
  [
    '',
    document.cookie
      .split('; ')
      .filter(Boolean)
      .map((it) => it.split('=')[0]),
  ],
  ['l', Object.keys(window.localStorage)],
  ['s', Object.keys(window.sessionStorage)],
];

/** @param {Watched} policy @returns {() => void} what ends the watch */
export function watch({ isListed, isDeclared }) {
  const lookAt = (/** @type {PerformanceEntry} */ { name: url }) => {
    const isForeign = /^https?:/.test(url) && new URL(url).origin !== window.location.origin;
    if (isForeign && !isListed(url)) say(`no service declares the host of ${url}`);
  };
  const observer = new PerformanceObserver((list) => list.getEntries().forEach(lookAt));
  observer.observe({ type: 'resource', buffered: true });
  const lookThrough = () => {
    for (const [kind, names] of stored()) {
      const what = kind ? 'the storage key' : 'the cookie';
      for (const name of names) if (!isDeclared(kind, name)) say(`no service declares ${what} ${name}`);
    }
  };
  const timer = setInterval(lookThrough, 1000);
  lookThrough();
  return () => {
    observer.disconnect();
    clearInterval(timer);
  };
}
