// The stored choice: read it and keep it.

const METHODS = { a: 'accept-all', r: 'reject-all', c: 'custom', w: 'withdraw' };

/** @param {string} value @param {number} at the answer's time: visits do not prolong it (TECH-71) */
function keep(value, at) {
  const seconds = (at + DAYS * 1440 - now()) * 60;
  attempt(() => {
    document.cookie = `${cookieName}=${value}; Max-Age=${seconds}; SameSite=Lax; Path=/${SHARED ? '; Domain=' + DOMAIN : ''}${secure}`;
  });
  // An old mirror must not outlive a newer refusal: it is written here too.
  attempt(() => { localStorage[KEY] = `"${value}"`; });
}

/** Reads the stored choice; the newest copy that can be read counts (TECH-70). */
function read() {
  if (LATE && waiting) return describe(null);
  const own = cookieName + '=';
  // A parent domain may have set one too.
  const kept = attempt(() => document.cookie.split('; ').filter((it) => it.startsWith(own)).map((it) => it.slice(own.length)));
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
    revision: REVISION,
    method: record && METHODS[/** @type {keyof typeof METHODS} */ (record[1])],
  });
}
