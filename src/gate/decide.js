// What the gate decides without touching the page: the stored choice, where a visitor stands,
// which service a URL belongs to. portcullis-core answers the same; the cases in
// crates/core/data/gate-cases.json run against both.

/** @param {string} prints six characters each */
const split = (prints) => prints.match(/.{6}/g) || [];

/**
 * Reads a stored choice; null where it cannot be read.
 * @param {string} raw
 * @returns {ConsentRecord | null}
 */
function parseRecord(raw) {
  const part = raw.length < 4096
    && /^1\.([0-9a-z]{1,8})\.([arcw])\.[a-z0-9~-]*\.((?:[\w-]{6})*)\.((?:[\w-]{6})*)$/.exec(raw);
  return part ? { at: parseInt(part[1], 36), method: part[2], granted: split(part[3]), refused: split(part[4]) } : null;
}

/**
 * Where a visitor stands at `now`, in minutes since 1970.
 * @param {Table} table
 * @param {ConsentRecord | null} record
 * @param {number} now
 * @returns {Standing}
 */
function standing(table, record, now) {
  /** @type {Standing} */
  const here = { state: 'undecided', granted: new Set(), added: [] };
  if (!record || record.at > now + 1440) return here;
  here.state = 'stale';
  if (now - record.at >= table.days * 1440) return here;
  table.services.forEach(([, print], service) => {
    if (record.refused.includes(print)) return;
    if (record.granted.includes(print)) here.granted.add(service);
    else here.added.push(service);
  });
  if (!here.added.length) here.state = 'decided';
  return here;
}

/**
 * The choice as it is stored: what was answered, by fingerprint, and no identifier.
 * @param {Table} table
 * @param {Set<number>} granted
 * @param {string} method
 * @param {number} at minutes since 1970
 */
function writeRecord(table, granted, method, at) {
  const prints = (/** @type {boolean} */ wanted) =>
    table.services.filter((_, service) => granted.has(service) === wanted).map((it) => it[1]).join('');
  const whole = table.ids.filter(([id, services]) => table.categories.includes(id) && services.every((it) => granted.has(it)));
  return ['1', at.toString(36), method, whole.map((it) => it[0]).join('~'), prints(true), prints(false)].join('.');
}

/** @param {string} host */
const bare = (host) => host.replace(/\.$/, '');

/** Whether `host` is `domain` or under it. @param {string} host @param {string} domain */
const isUnder = (host, domain) => ('.' + host).endsWith('.' + domain);

/**
 * What a request waits for: a service, -1 where no service names its host, or null where it may start.
 * The most specific rule decides.
 * @param {Table} table
 * @param {Set<number>} granted
 * @param {string} address
 * @param {string} page
 * @returns {number | null}
 */
function waitsFor(table, granted, address, page) {
  const unlisted = table.unlisted ? -1 : null;
  let url;
  try { url = new URL(address, page); } catch { return unlisted; }
  if (!/^(http|ws)s?:/.test(url.protocol)) return null;
  const [host, own] = [bare(url.hostname), bare(new URL(page).hostname)];
  const port = url.port || (/s:/.test(url.protocol) ? '443' : '80');
  const rule = table.hosts.find(([domain, only, path]) => (domain ? isUnder(host, domain) : host === own)
    && (!only || only === port) && (url.pathname + '/').startsWith(path + '/'));
  if (rule) return rule[3] < 0 || granted.has(rule[3]) ? null : rule[3];
  const { domain } = table;
  return host === own || (domain && isUnder(host, domain) && isUnder(own, domain)) ? null : unlisted;
}

/** @param {string} pattern in which `*` stands for any characters */
const matcher = (pattern) => new RegExp('^' + pattern.replace(/[^\w*]/g, '\\$&').replace(/\*/g, '.*') + '$', 's');

/** Every `Domain` that a cookie of `host` may have. @param {string} host */
const domains = (host) => host.split('.').map((_, start, labels) => '; Domain=' + labels.slice(start).join('.'));

/** Every `Path` that a cookie which this page can see may have. @param {string} pathname */
const paths = (pathname) => pathname.split('/').flatMap((_, end, steps) => {
  const path = steps.slice(0, end + 1).join('/');
  return [path, path + '/'];
});
