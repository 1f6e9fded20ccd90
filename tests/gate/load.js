// Loads a module of the gate with a world of the test's own: a page, a clock, and a policy's table.
// Needs `node --experimental-vm-modules`.

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { SourceTextModule, SyntheticModule, createContext } from 'node:vm';

const GATE = new URL('../../src/gate/', import.meta.url);

/** The table of a policy that asks for one service, `stats`, in the category `counting`. */
export const ONE_SERVICE = {
  REVISION: 'r1',
  DAYS: 182,
  DOMAIN: '',
  LANGUAGES: ['en', 'sv'],
  IDS: [
    ['needed', []],
    ['counting', [0]],
    ['stats', [0]],
  ],
  CATEGORIES: ['counting'],
  SERVICES: [['stats', 'aaaaaa']],
  HOSTS: [['stats.test', '', '', 0]],
  STORED: [
    [
      ['', '_st*'],
      ['l', 'st:*'],
    ],
  ],
  STAYS: [['', 'basket']],
  LEFT: [['_far']],
  STOP: [''],
  RELOAD_GRANTED: [false],
  RELOAD: [false],
  SIGNAL: [['analytics_storage']],
  SOURCES: [[]],
  ALWAYS: [],
  CLOSED: false,
  BARE: false,
  ASKS: true,
  RUNS_UNTIL_REFUSED: false,
  HONOURS_GPC: true,
  HOLDS_UNLISTED: false,
  SHARED: false,
  GUARDED: true,
  RULED: true,
  STORES_COOKIES: true,
  STORES_LOCAL: true,
  STORES_SESSION: false,
  STORES_DATABASES: false,
  STORES_CACHES: false,
  STORES_WORKERS: false,
  ENFORCED: false,
  RELOADS_GRANTED: false,
  RELOADS: false,
  STOPS: false,
  SIGNALS: true,
  PROTOCOL: 1,
  LATE: false,
  UNDOES: true,
  STAMP: '',
  METHODS: { a: 'accept-all', r: 'reject-all', c: 'custom', w: 'withdraw' },
  OWN_NAMES: ['__Host-portcullis', 'portcullis'],
};

/** A page that has what the gate asks of one before it touches markup. */
export function page({
  href = 'https://shop.test/a/b.html',
  languages = ['en'],
  cookie = '',
  storage = {},
} = {}) {
  const { origin, hostname, pathname } = new URL(href);
  const document = new EventTarget();
  Object.assign(document, {
    cookie,
    baseURI: href,
    readyState: 'complete',
    currentScript: null,
    querySelector: () => null,
    documentElement: { lang: '' },
    implementation: {},
  });
  const location = { href, hostname, pathname };
  const window = { origin, location, navigator: { languages }, localStorage: storage, performance };
  return { window: Object.assign(window, { document }), document };
}

/** A class whose getters and methods are those of `document`, which the gate takes from the class. */
function classOf(document) {
  const Document = class {};
  for (const name of Object.keys(document))
    Object.defineProperty(
      Document.prototype,
      name,
      typeof document[name] === 'function'
        ? { value: document[name] }
        : {
            get: () => document[name],
            set: (value) => {
              document[name] = value;
            },
          },
    );
  return Document;
}

/** Classes of the platform's that nothing in these tests is an object of. */
const NAMED = [
  'Attr',
  'DOMImplementation',
  'DOMParser',
  'Element',
  'HTMLIFrameElement',
  'HTMLMediaElement',
  'HTMLScriptElement',
  'HTMLTemplateElement',
  'MutationObserver',
  'MutationRecord',
  'Node',
  'Range',
  'Request',
  'ShadowRoot',
  'SubmitEvent',
];

/** What modules of a page find without importing it. */
function globals(document) {
  const { URL, EventTarget, Event, CustomEvent, setTimeout, console } = globalThis;
  const named = Object.fromEntries(NAMED.map((name) => [name, class {}]));
  const Document = classOf(document);
  return createContext({
    ...named,
    Document,
    DocumentFragment: Document,
    URL,
    EventTarget,
    Event,
    CustomEvent,
    setTimeout,
    console,
  });
}

/**
 * A world of its own; the answer loads modules into it by name, such as `record.js`, and `load.useTable` puts
 * another table in the place of one that was given by name.
 * @param {{table?: object | string, world?: {window: object, document: object}, now?: () => number}} given
 *   `table` by name, or as the text of a module
 */
export function open({ table = {}, world = page(), now = () => 20000000 } = {}) {
  const context = globals(world.document);
  const modules = new Map();
  const synthetic = (values) => {
    const names = Object.keys(values);
    return new SyntheticModule(
      names,
      function give() {
        for (const it of names) this.setExport(it, values[it]);
      },
      { context },
    );
  };
  const given = {
    'table.js': () =>
      typeof table === 'string'
        ? new SourceTextModule(table, { context })
        : synthetic({ ...ONE_SERVICE, ...table }),
    'world.js': () => synthetic({ ...world, now }),
  };
  const find = (url) => {
    if (!modules.has(url)) {
      const known = given[url.slice(GATE.href.length)];
      const read = () =>
        new SourceTextModule(readFileSync(fileURLToPath(url), 'utf8'), { context, identifier: url });
      modules.set(url, (known || read)());
    }
    return modules.get(url);
  };
  const load = async (name) => {
    const entry = find(new URL(name, GATE).href);
    if (entry.status === 'unlinked')
      await entry.link((wanted, from) => find(new URL(wanted, from.identifier).href));
    await entry.evaluate();
    return entry.namespace;
  };
  load.useTable = (other) => {
    const module = find(new URL('table.js', GATE).href);
    for (const name of Object.keys(other)) module.setExport(name, other[name]);
  };
  return load;
}

/** The names that one module exports, in a world of its own: see `open`. */
export const load = (name, given) => open(given)(name);
