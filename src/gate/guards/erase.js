// Erasing what refused services have stored, as far as a page can (LAW-32).

/** @param {string} pattern in which `*` stands for any characters */
const matcher = (pattern) => new RegExp('^' + pattern.replace(/[^\w*]/g, '\\$&').replace(/\*/g, '.*') + '$', 's');

/** Every `Domain` that a cookie of `host` may have. @param {string} host */
const domains = (host) => host.split('.').map((_, start, labels) => '; Domain=' + labels.slice(start).join('.'));

/** Every `Path` that a cookie which this page can see may have. @param {string} pathname */
const paths = (pathname) => pathname.split('/').flatMap((_, end, steps) => {
  const path = steps.slice(0, end + 1).join('/');
  return [path, path + '/'];
});

/**
 * What is declared, by kind of storage, and may not stay. The choice itself always stays.
 * @param {string} kind "" for cookies
 * @returns {(name: string) => boolean}
 */
function doomed(kind) {
  /** @type {RegExp[]} */
  const gone = [];
  const kept = [matcher('*portcullis')];
  for (const rule of STAYS) if (rule[0] === kind) kept.push(matcher(rule[1]));
  for (const [service, stored] of STORED.entries()) {
    const list = gate.granted.has(service) ? kept : gone;
    for (const rule of stored) if (rule[0] === kind) list.push(matcher(rule[1]));
  }
  return (name) => gone.some((it) => it.test(name)) && !kept.some((it) => it.test(name));
}

// The guard over cookies would refuse this too.
const writeCookie = /* @__PURE__ */ Object.getOwnPropertyDescriptor(Document.prototype, 'cookie')?.set;

/** Expires a cookie under every path and domain that this page can reach (TECH-65). @param {string} name */
function expire(name) {
  for (const domain of ['', ...domains(location.hostname)]) {
    for (const path of paths(location.pathname)) {
      for (const partition of gate.secure ? ['', '; Partitioned'] : ['']) {
        writeCookie?.call(document, `${name}=; Max-Age=0; Path=${path}${domain}${gate.secure}${partition}`);
      }
    }
  }
}

/** @param {'localStorage' | 'sessionStorage'} kind */
function eraseKeys(kind) {
  const store = window[kind];
  Object.keys(store).filter(doomed(kind[0])).forEach((name) => store.removeItem(name));
}

const eraseDatabases = async () => (await indexedDB.databases()).map((it) => it.name || '').filter(doomed('i'))
  .forEach((name) => indexedDB.deleteDatabase(name));
const eraseCaches = async () => (await caches.keys()).filter(doomed('c')).forEach((name) => caches.delete(name));

const eraseWorkers = async () => {
  const isDoomed = doomed('w');
  for (const it of await navigator.serviceWorker.getRegistrations()) if (isDoomed(new URL(it.scope).pathname)) it.unregister();
};

/** Erases what services that are not granted have stored (LAW-32). */
function erase() {
  if (STORES_COOKIES) gate.attempt(() => document.cookie.split('; ').map((it) => it.split('=')[0]).filter(doomed('')).forEach(expire));
  if (STORES_LOCAL) gate.attempt(() => eraseKeys('localStorage'));
  if (STORES_SESSION) gate.attempt(() => eraseKeys('sessionStorage'));
  // Where the browser denies them there is nothing to erase.
  if (STORES_DATABASES) eraseDatabases().catch(() => 0);
  if (STORES_CACHES) eraseCaches().catch(() => 0);
  if (STORES_WORKERS) eraseWorkers().catch(() => 0);
}
