// Types of the gate's table and of what it hands around; read by the type checker only.

/** What the policy's compiler hands over. Services are the optional ones, in the policy's order. */
type Table = [
  /** Fingerprint of everything that is asked. */
  revision: string,
  /** That an answer is kept. */
  days: number,
  /** Whose subdomains share the answer, or "". */
  domain: string,
  /** In lower case; the first is the fallback. */
  languages: string[],
  /** The services that must be granted before what is marked with an id may run: none for what is necessary. */
  ids: [id: string, services: number[]][],
  /** Optional ones. */
  categories: string[],
  services: Service[],
  /** What necessary services store. */
  stays: Stored[],
  /** Most specific first; service -1 is a necessary one. */
  hosts: [host: string, port: string, path: string, service: number][],
];

type Service = [id: string, print: string, stored: Stored[]];
/** A cookie, or by first letter: localStorage, sessionStorage, IndexedDB, Cache Storage. */
type Stored = [kind: '' | 'l' | 's' | 'i' | 'c', pattern: string];
type ConsentRecord = [at: number, method: string, granted: string[], refused: string[]];
type Standing = { state: string; granted: Set<number>; added: number[] };
/** A held element: a script that does not run, or an element without its address. */
type Held = HTMLScriptElement;

/** Where the interface comes from, what it speaks and what it reads. */
type Place = { base: string; language: string; ui: { texts: string } };

/** Put in place by `portcullis build`. */
declare const TABLE: Table;
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
declare const STORES_LOCAL: boolean;
declare const STORES_SESSION: boolean;
declare const STORES_DATABASES: boolean;
declare const STORES_CACHES: boolean;
