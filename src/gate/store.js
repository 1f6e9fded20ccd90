// The stored choice: read it, keep it, and erase what refused services have stored.

const METHODS = { a: 'accept-all', r: 'reject-all', c: 'custom', w: 'withdraw' };

/** @param {string} name @param {string} value @param {string | number} seconds @param {string} where path and domain */
function setCookie(name, value, seconds, where) {
  document.cookie = `${name}=${value}; Max-Age=${seconds}; SameSite=Lax; Path=${where}${secure}`;
}

/** @param {string} value @param {number} at the answer's time: visits do not prolong it (TECH-71) */
function keep(value, at) {
  const seconds = (at + days * 1440 - now()) * 60;
  attempt(() => setCookie(cookieName, value, seconds, SHARED ? '/; Domain=' + domain : '/'));
  // An old mirror must not outlive a newer refusal: it is written here too.
  attempt(() => localStorage.setItem(KEY, JSON.stringify(value)));
}

const cookies = () => document.cookie.split('; ');

/** Reads the stored choice; the newest copy that can be read counts (TECH-70). */
function read() {
  const own = cookieName + '=';
  // A parent domain may have set one too.
  const kept = attempt(() => cookies().filter((it) => it.startsWith(own)).map((it) => it.slice(own.length)));
  const mirror = attempt(() => JSON.parse(localStorage[KEY]));
  /** @type {ConsentRecord | null} */
  let record = null;
  raw = '';
  for (const copy of [...(kept || []), mirror + '']) {
    const next = parseRecord(copy);
    if (next && !(record && record[0] >= next[0])) [record, raw] = [next, copy];
  }
  here = standing(record, now());
  if (here.state === 'undecided') record = null;
  // A lost cookie comes back from its mirror, with the life it had.
  else if (record && !kept?.includes(raw)) keep(raw, record[0]);
  if (RUNS_UNTIL_REFUSED && !gpc && kept && !kept.length && !mirror) here.granted = new Set(asked);
  describe(record);
}

/** @param {ConsentRecord | null} record */
function describe(record) {
  decision = Object.freeze({
    state: here.state,
    granted: names(here.granted),
    refused: names(asked.filter((service) => !here.granted.has(service))),
    added: names(here.added),
    decidedAt: record && record[0] * 60000,
    revision,
    method: record && METHODS[/** @type {keyof typeof METHODS} */ (record[1])],
  });
}

/**
 * What is declared, by kind of storage, and may not stay. The choice itself always stays.
 * @param {string} kind "" for cookies
 * @returns {(name: string) => boolean}
 */
function doomed(kind) {
  /** @type {RegExp[]} */
  const gone = [];
  const kept = [matcher('*' + KEY)];
  for (const rule of stays) if (rule[0] === kind) kept.push(matcher(rule[1]));
  for (const service of asked) {
    const list = here.granted.has(service) ? kept : gone;
    for (const rule of services[service][2]) if (rule[0] === kind) list.push(matcher(rule[1]));
  }
  return (name) => gone.some((it) => it.test(name)) && !kept.some((it) => it.test(name));
}

/** Expires a cookie under every path and domain that this page can reach (TECH-65). @param {string} name */
function expire(name) {
  for (const domain of ['', ...domains(location.hostname)]) {
    for (const path of paths(location.pathname)) setCookie(name, '', 0, path + domain);
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

/** Erases what services that are not granted have stored (LAW-32). */
function erase() {
  attempt(() => cookies().map((it) => it.split('=')[0]).filter(doomed('')).forEach(expire));
  if (STORES_LOCAL) attempt(() => eraseKeys('localStorage'));
  if (STORES_SESSION) attempt(() => eraseKeys('sessionStorage'));
  // Where the browser denies them there is nothing to erase.
  if (STORES_DATABASES) eraseDatabases().catch(() => 0);
  if (STORES_CACHES) eraseCaches().catch(() => 0);
}
