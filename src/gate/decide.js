// What the gate decides without touching the page: the stored choice, where a visitor stands,
// which service a URL belongs to. portcullis-core answers the same; the cases in
// crates/core/data/gate-cases.json run against both.

const [revision, days, domain, languages, ids, categories, services, stays, hosts] = TABLE;

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
  return part ? [parseInt(part[1], 36), part[2], split(part[3]), split(part[4])] : null;
}

/**
 * Where a visitor stands at `time`, in minutes since 1970.
 * @param {ConsentRecord | null} record
 * @param {number} time
 * @returns {Standing}
 */
function standing(record, time) {
  /** @type {Standing} */
  const here = { state: 'undecided', granted: new Set(), added: [] };
  if (!record || record[0] > time + 1440) return here;
  here.state = 'stale';
  if (time - record[0] >= days * 1440) return here;
  const [, , granted, refused] = record;
  services.forEach(([, print], service) => {
    if (refused.includes(print)) return;
    if (granted.includes(print)) here.granted.add(service);
    else here.added.push(service);
  });
  if (!here.added.length) here.state = 'decided';
  return here;
}

/**
 * The choice as it is stored: what was answered, by fingerprint, and no identifier.
 * @param {Set<number>} granted
 * @param {string} method
 * @param {number} at minutes since 1970
 */
function writeRecord(granted, method, at) {
  const prints = (/** @type {boolean} */ wanted) =>
    services.filter((_, service) => granted.has(service) === wanted).map((it) => it[1]).join('');
  const whole = ids.filter(([id, services]) => categories.includes(id) && services.every((it) => granted.has(it)));
  return ['1', at.toString(36), method, whole.map((it) => it[0]).join('~'), prints(true), prints(false)].join('.');
}

/** @param {string} host */
const plain = (host) => host.replace(/\.$/, '');

/** Whether `host` is `name` or under it. @param {string} host @param {string} name */
const isUnder = (host, name) => ('.' + host).endsWith('.' + name);

/**
 * What a request waits for: a service, -1 where no service names its host, or null where it may start.
 * The most specific rule decides.
 * @param {Set<number>} granted
 * @param {string} address
 * @param {string} page
 * @returns {number | null}
 */
function waitsFor(granted, address, page) {
  const stranger = HOLDS_UNLISTED ? -1 : null;
  let url;
  try { url = new URL(address, page); } catch { return stranger; }
  if (!/^(http|ws)s?:/.test(url.protocol)) return null;
  const [host, own] = [plain(url.hostname), plain(new URL(page).hostname)];
  const port = url.port || (/s:/.test(url.protocol) ? '443' : '80');
  const rule = hosts.find(([name, only, path]) => (name ? isUnder(host, name) : host === own)
    && (!only || only === port) && (url.pathname + '/').startsWith(path + '/'));
  if (rule) return rule[3] < 0 || granted.has(rule[3]) ? null : rule[3];
  return host === own || (SHARED && isUnder(host, domain) && isUnder(own, domain)) ? null : stranger;
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
