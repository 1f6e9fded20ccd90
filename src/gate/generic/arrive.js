// How the generic gate comes by its table: the policy is fetched, and compiled by WebAssembly
// that nothing else needs. What was held is then decided on in place.

/** The policy as it is served now. */
async function fetchPolicy() {
  if (!policyName) throw 'name it with data-policy on the tag of gate.js';
  const answer = await get(policyAddress, { cache: 'no-cache' });
  if (!answer.ok) throw answer.status;
  return answer.text();
}

/** @returns {Promise<Compiler>} */
async function compiler() {
  // A module that came before the page's import map would make some browsers ignore the map.
  await dom;
  const [module, code] = await Promise.all([import(base + COMPILE_SCRIPT), get(base + COMPILE_MODULE)]);
  await module.default({ module_or_path: code });
  return module.compile;
}

/** Takes the kept table away: what the policy's owner has broken holds nothing open. */
const forget = () => attempt(() => localStorage.removeItem(STORE));

/**
 * Compiles a policy and keeps what comes of it for later pages; what is wrong with it goes to the console.
 * @param {string} policy
 * @param {Compiler} compile
 */
function make(policy, compile) {
  const { table, problems, ...rest } = /** @type {Compiled} */ (JSON.parse(compile(policyName, policy)));
  for (const [severity, text] of problems) console[severity](text);
  const more = JSON.stringify({ policy, ...rest });
  if (table) attempt(() => localStorage.setItem(STORE, [BUILD, policyAddress, JSON.stringify(table), more].join('\n')));
  else {
    forget();
    console.error('portcullis: the policy has errors, everything optional is held');
  }
  return { table, more };
}

/** @param {unknown} why */
const none = (why) => console.error(`portcullis: no policy, everything optional is held: ${policyName} ${why}`);

/** The first page: nothing is kept, so everything waits for the policy. */
async function come() {
  try {
    const [policy, compile] = await Promise.all([fetchPolicy(), compiler()]);
    const { table, more } = make(policy, compile);
    words = more;
    goOn(table || CLOSED_TABLE);
  } catch (why) {
    none(why);
    goOn(CLOSED_TABLE);
  }
}

/** Later pages: a policy that has changed is compiled for the next one, so that no page has two. */
async function renew() {
  try {
    const policy = await fetchPolicy();
    if (policy !== JSON.parse(words).policy) make(policy, await compiler());
  } catch (why) {
    // A server that is not there says nothing of the policy.
    if (why !== 404 && why !== 410) return void console.warn('portcullis: cannot look for a newer policy: ' + why);
    forget();
    none(why);
  }
}

/** What was held is decided on by the table that has come. @param {{[name: string]: unknown}} table */
function goOn(table) {
  waiting = false;
  useTable(table);
  members.clear();
  for (const [id, services] of IDS) members.set(id, services);
  asked.splice(0, asked.length, ...SERVICES.keys());
  gpc = honours();
  cookieName = ownName();
  read();
  if (ENFORCED) enforce(csp(here.granted));
  guards.adopt?.();
  decide(everything());
  arrive();
}

/** Gives the interface its words, and the page the policy's own look. */
function speak() {
  if (ui.texts) return;
  attempt(() => {
    const { texts, theme } = JSON.parse(words);
    ui.texts = JSON.stringify(texts[language()]);
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(theme);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  });
}

/** Starts what comes late. */
function begin() {
  arrival.then(() => { if (asked.length && here.state !== 'decided') load('component'); });
  if (waiting) return void come();
  arrive();
  const idle = () => (window.requestIdleCallback || setTimeout)(renew);
  if (document.readyState === 'complete') idle();
  else addEventListener('load', idle, { once: true });
}
