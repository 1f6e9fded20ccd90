// Which service a URL belongs to. portcullis-core answers the same; the cases in
// crates/core/data/gate-cases.json run against both.

/** @param {string} host */
const plain = (host) => host.replace(/\.$/, '');

/** Whether `host` is `name` or under it. @param {string} host @param {string} name */
const isUnder = (host, name) => ('.' + host).endsWith('.' + name);

/**
 * What a request waits for: a service, -1 where no service names its host, or null where it may start.
 * The most specific rule decides.
 * @param {{has: (service: number) => boolean}} granted
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
  const rule = HOSTS.find(([name, only, path]) => (name ? isUnder(host, name) : host === own)
    && (!only || only === port) && (url.pathname + '/').startsWith(path + '/'));
  if (rule) return rule[3] < 0 || granted.has(rule[3]) ? null : rule[3];
  return host === own || (SHARED && isUnder(host, DOMAIN) && isUnder(own, DOMAIN)) ? null : stranger;
}

/** Answers by address; they hold until the visitor's answer changes. @type {Map<string, string | undefined>} */
const answers = new Map();

/**
 * What a request waits for: the id of a service, "" for a host that nobody names.
 * @param {unknown} address
 * @returns {string | undefined} undefined where it may start
 */
function waits(address) {
  const text = String(address);
  if (!answers.has(text)) {
    const service = waitsFor(gate.granted, text, document.baseURI);
    if (LATE && waiting && service !== null) return LATER;
    if (answers.size > 999) answers.clear();
    answers.set(text, service === null ? undefined : service < 0 ? '' : gate.names([service])[0]);
    if (service !== null) tell(text, answers.get(text));
  }
  return answers.get(text);
}
