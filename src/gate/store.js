// The stored choice: read it, keep it, and erase what refused services have stored.

const METHODS = { a: 'accept-all', r: 'reject-all', c: 'custom', w: 'withdraw' };

/** @param {string} name @param {string} value @param {string | number} seconds @param {string} where path and domain */
function setCookie(name, value, seconds, where) {
  document.cookie = `${name}=${value}; Max-Age=${seconds}; SameSite=Lax; Path=${where}${secure}`;
}

/** @param {string} value @param {number} at the answer's time: visits do not prolong it (TECH-71) */
function keep(value, at) {
  const seconds = (at + policy.days * 1440 - now()) * 60;
  attempt(() => setCookie(cookieName, value, seconds, policy.domain ? '/; Domain=' + policy.domain : '/'));
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
    if (next && !(record && record.at >= next.at)) [record, raw] = [next, copy];
  }
  here = standing(policy, record, now());
  if (here.state === 'undecided') record = null;
  // A lost cookie comes back from its mirror, with the life it had.
  else if (record && !kept?.includes(raw)) keep(raw, record.at);
  if (policy.open && !gpc && kept && !kept.length && !mirror) here.granted = new Set(asked);
  describe(record);
}

/** @param {ConsentRecord | null} record */
function describe(record) {
  decision = Object.freeze({
    state: here.state,
    granted: ids(here.granted),
    refused: ids(asked.filter((service) => !here.granted.has(service))),
    added: ids(here.added),
    decidedAt: record && record.at * 60000,
    revision: policy.revision,
    method: record && METHODS[/** @type {keyof typeof METHODS} */ (record.method)],
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
  const stays = [matcher('*' + KEY)];
  const sort = (/** @type {RegExp[]} */ list, /** @type {Stored[]} */ rules) =>
    rules.forEach((rule) => rule[0] === kind && list.push(matcher(rule[1])));
  sort(stays, policy.stays);
  policy.services.forEach(([, , stored], service) => sort(here.granted.has(service) ? stays : gone, stored));
  const any = (/** @type {RegExp[]} */ list, /** @type {string} */ name) => list.some((it) => it.test(name));
  return (name) => any(gone, name) && !any(stays, name);
}

/** Expires a cookie under every path and domain that this page can reach (TECH-65). @param {string} name */
function expire(name) {
  for (const domain of ['', ...domains(location.hostname)]) {
    for (const path of paths(location.pathname)) setCookie(name, '', 0, path + domain);
  }
}

/** Erases what services that are not granted have stored (LAW-32). */
function erase() {
  attempt(() => cookies().map((it) => it.split('=')[0]).filter(doomed('')).forEach(expire));
  for (const kind of /** @type {const} */ (['local', 'session'])) {
    attempt(() => {
      const store = window[`${kind}Storage`];
      Object.keys(store).filter(doomed(kind)).forEach((name) => store.removeItem(name));
    });
  }
  attempt(() => indexedDB.databases().then((all) => all.map((it) => it.name || '').filter(doomed('indexeddb'))
    .forEach((name) => indexedDB.deleteDatabase(name))).catch(() => 0));
  attempt(() => caches.keys().then((all) => all.filter(doomed('cache')).forEach((name) => caches.delete(name))).catch(() => 0));
}
