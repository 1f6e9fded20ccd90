// Types of the gate's table and of what it hands around; read by the type checker only.

type Service = [id: string, print: string];
/** A cookie, or by first letter: localStorage, sessionStorage, IndexedDB, Cache Storage, a service worker by its path. */
type Stored = [kind: '' | 'l' | 's' | 'i' | 'c' | 'w', pattern: string];
type ConsentRecord = [at: number, method: string, granted: string[], refused: string[]];
type Standing = { state: string; granted: Set<number>; added: number[] };
/** A held element: a script that does not run, or an element without its address. */
type Held = HTMLScriptElement;

/** Where the interface comes from, what it speaks and what it reads: some of `inner` of gate.js. */
type Place = {
  base: string;
  language(): string;
  ui: { texts: string };
  trusted(kind: 'HTML', text: string): any;
  load(task: 'component'): unknown;
};

// What the policy's compiler puts in place. Services are the optional ones, in the policy's order.

/** Fingerprint of everything that is asked. */
declare const REVISION: string;
/** That an answer is kept. */
declare const DAYS: number;
/** In lower case; the first is the fallback. */
declare const LANGUAGES: string[];
/** The services that must be granted before what is marked with an id may run: none for what is necessary. */
declare const IDS: [id: string, services: number[]][];
/** Optional ones. */
declare const CATEGORIES: string[];
declare const SERVICES: Service[];
/** Most specific first; service -1 is a necessary one. */
declare const HOSTS: [host: string, port: string, path: string, service: number][];
/** What each service stores. */
declare const STORED: Stored[][];
/** What necessary services store. */
declare const STAYS: Stored[];
/** Cookies of each service that no page can erase, by name or pattern. */
declare const LEFT: string[][];
/** What is called when each service is withdrawn: a dotted name, or "". */
declare const STOP: string[];
/** Consent Mode signals that each service stands for. */
declare const SIGNAL: string[][];
/** Whether the page loads again when each service is withdrawn. */
declare const RELOAD: boolean[];
/** What a Content-Security-Policy lets each service in by; there where ENFORCED. */
declare const SOURCES: string[][];
/** What it lets in whatever the visitor answers, likewise. */
declare const ALWAYS: string[];
/** Whose subdomains share the answer, or "". */
declare const DOMAIN: string;
/** What the name of each file carries that belongs to this build. */
declare const BUILD: string;
/** Names of the files that show something: a style, a script, a WebAssembly module. */
declare const SHEET: string;
declare const UI_SCRIPT: string;
declare const UI_MODULE: string;
/** A layer as HTML, the first one's style, and what it says when it is gone. */
declare const LAYER: string;
declare const STYLE: string;
declare const SAVED: string;
/** Minutes since 1970. */
declare const now: () => number;

// Facts of the policy, put in place by `portcullis build`: what a policy does not need is not in its gate.

/** The policy has errors: everything stays held. */
declare const CLOSED: boolean;
/** Nothing at all is declared. */
declare const BARE: boolean;
/** There is an optional service. */
declare const ASKS: boolean;
/** Everything runs until it is refused (models opt-out and notice). */
declare const RUNS_UNTIL_REFUSED: boolean;
/** Global Privacy Control counts as a refusal. */
declare const HONOURS_GPC: boolean;
/** Third-party hosts that no service names wait. */
declare const HOLDS_UNLISTED: boolean;
/** Subdomains share the answer. */
declare const SHARED: boolean;
/** Something may be held: there is an optional service, or hosts that nobody names wait. */
declare const GUARDED: boolean;
/** Requests are decided by URL. */
declare const RULED: boolean;
declare const STORES_COOKIES: boolean;
declare const STORES_LOCAL: boolean;
declare const STORES_SESSION: boolean;
declare const STORES_DATABASES: boolean;
declare const STORES_CACHES: boolean;
declare const STORES_WORKERS: boolean;
/** The browser itself enforces the policy too. */
declare const ENFORCED: boolean;
/** Withdrawing some service loads the page again. */
declare const RELOADS: boolean;
/** Some service names a function that stops it. */
declare const STOPS: boolean;
/** Some service stands for Consent Mode signals. */
declare const SIGNALS: boolean;
/** What guards.js answers to the gate. */
interface Guards {
  /** The answer has changed; gives the names of what no page can erase. */
  settle(lost: number[]): unknown;
  /** Whether marked markup may load on its own address too. */
  lets(element: Element): boolean;
  held(): unknown[];
  once(element: Element): void;
}

/** What the gate hands to the guards: `inner` of gate.js. */
declare const gate: any;
/** The script API, which the gate has made by then. */
declare const portcullis: any;
