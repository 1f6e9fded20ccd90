// The leak watcher, loaded where the gate's tag carries `data-portcullis-debug`: it names on the
// console what the browser loaded or stored and no service declares.

/** @type {Set<string>} */
const named = new Set();

/** @param {string} line */
function name(line) {
  if (named.has(line)) return;
  named.add(line);
  console.warn('portcullis: ' + line);
}

/**
 * @param {{isListed: (url: string) => boolean, declared: (kind: string) => RegExp[]}} policy
 * @returns {() => void} what ends the watch
 */
export function watch({ isListed, declared }) {
  const lookAt = (/** @type {PerformanceEntry} */ { name: url }) => {
    if (/^https?:/.test(url) && new URL(url).origin !== location.origin && !isListed(url)) name(`no service declares the host of ${url}`);
  };
  const observer = new PerformanceObserver((list) => list.getEntries().forEach(lookAt));
  observer.observe({ type: 'resource', buffered: true });
  const lookThrough = () => {
    const stores = /** @type {const} */ ([['l', localStorage], ['s', sessionStorage]]);
    const found = [['', document.cookie.split('; ').filter(Boolean).map((it) => it.split('=')[0])],
      ...stores.map(([kind, store]) => [kind, Object.keys(store)])];
    for (const [kind, keys] of /** @type {[string, string[]][]} */ (found)) {
      const known = [...declared(kind), /portcullis$/];
      for (const key of keys) if (!known.some((it) => it.test(key))) name(`no service declares ${kind ? 'the storage key' : 'the cookie'} ${key}`);
    }
  };
  const timer = setInterval(lookThrough, 1000);
  lookThrough();
  return () => { observer.disconnect(); clearInterval(timer); };
}
