// The generic gate's table: what an earlier page has kept, or one that is on its way.
// Until it is there the gate is closed, and every third-party request waits.

/** A line each: the kit's mark, the policy's address, the table, and what is read only to show something. */
const STORE = 'portcullis:table';
/** What is held until there is a table that says what for. */
const LATER = 'portcullis:later';
/** No guard stands in front of this one. */
const get = window.fetch.bind(window);

/** The tag that names the policy: in a frame without an address of its own, the page's. */
function findTag() {
  for (let place = /** @type {Window} */ (window); ; place = place.parent) {
    const found = /** @type {HTMLElement | null} */ (place.document.querySelector('script[data-policy]'));
    if (found || place === place.parent) return found;
  }
}

const policyTag = attempt(findTag);
/** As it is written on the tag. */
const policyName = policyTag?.dataset.policy || '';
const policyAddress = policyName && new URL(policyName, policyTag?.baseURI).href;
const stored = String(attempt(() => localStorage[STORE])).split('\n');
const storedTable = Object(stored[0] === BUILD && stored[1] === policyAddress && attempt(() => JSON.parse(stored[2])));
/** Texts by language, the policy's theme, and the policy that they were made from. */
let words = stored[3];
let waiting = !Object.keys(CLOSED_TABLE).every((name) => name in storedTable);
let arrive = () => {};
/** Once there is a table. @type {Promise<unknown>} */
const arrival = new Promise((done) => { arrive = () => done(0); });

// What the table may need later has to stand before the page's own code.
useTable(waiting ? { ...CLOSED_TABLE, CLOSED: false, STORES_COOKIES: true, STORES_LOCAL: true, STORES_SESSION: true } : storedTable);
