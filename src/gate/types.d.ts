// Types of the gate's table and of what it hands around; read by the type checker only.

type Service = [id: string, print: string];
/** A cookie, or by first letter: localStorage, sessionStorage, IndexedDB, Cache Storage. */
type Stored = [kind: '' | 'l' | 's' | 'i' | 'c', pattern: string];
type ConsentRecord = [at: number, method: string, granted: string[], refused: string[]];
type Standing = { state: string; granted: Set<number>; added: number[] };
/** A held element: a script that does not run, or an element without its address. */
type Held = HTMLScriptElement;

/** Where the interface comes from, what it speaks and what it reads. */
type Place = { base: string; language: string; ui: { texts: string } };

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
/** Whose subdomains share the answer, or "". */
declare const DOMAIN: string;
/** Minutes since 1970. */
declare const now: () => number;

// Facts of the policy, put in place by `portcullis build`: what a policy does not need is not in its gate.

/** The policy has errors: everything stays held. */
declare const CLOSED: boolean;
/** Nothing at all is declared. */
declare const BARE: boolean;
/** Everything runs until it is refused (models opt-out and notice). */
declare const RUNS_UNTIL_REFUSED: boolean;
/** Global Privacy Control counts as a refusal. */
declare const HONOURS_GPC: boolean;
/** Third-party hosts that no service names wait. */
declare const HOLDS_UNLISTED: boolean;
/** Subdomains share the answer. */
declare const SHARED: boolean;
/** Some guard is needed: rules by URL, or declared storage. */
declare const GUARDED: boolean;
/** Requests are decided by URL. */
declare const RULED: boolean;
declare const STORES_COOKIES: boolean;
declare const STORES_LOCAL: boolean;
declare const STORES_SESSION: boolean;
declare const STORES_DATABASES: boolean;
declare const STORES_CACHES: boolean;
/** What the gate hands to the guards: `inner` of gate.js. */
declare const gate: any;
