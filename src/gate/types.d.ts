// Types of the gate's table and of what it hands around; read by the type checker only.

/** What the policy's compiler hands over. Services are the optional ones, in the policy's order. */
interface Table {
  /** Fingerprint of everything that is asked. */
  revision: string;
  /** Days that an answer is kept. */
  days: number;
  /** The domain whose subdomains share the answer, or "". */
  domain: string;
  /** Whether everything runs until it is refused (models opt-out and notice). */
  open: boolean;
  /** Whether Global Privacy Control counts as a refusal. */
  gpc: boolean;
  /** Whether third-party hosts that no service names wait. */
  unlisted: boolean;
  /** Whether nothing at all is declared. */
  bare: boolean;
  /** In lower case; the first is the fallback. */
  languages: string[];
  /** The services that must be granted before what is marked with an id may run: none for what is necessary. */
  ids: [id: string, services: number[]][];
  /** Optional categories. */
  categories: string[];
  services: Service[];
  /** What necessary services store. */
  stays: Stored[];
  /** Most specific first; service -1 is a necessary one. */
  hosts: [host: string, port: string, path: string, service: number][];
}

type Service = [id: string, print: string, stored: Stored[]];
/** Kind "" is a cookie. */
type Stored = [kind: '' | 'local' | 'session' | 'indexeddb' | 'cache', pattern: string];
type ConsentRecord = { at: number; method: string; granted: string[]; refused: string[] };
type Standing = { state: string; granted: Set<number>; added: number[] };
/** A held element: a script that does not run, or an element without its address. */
type Held = HTMLScriptElement;

/** Put in place by `portcullis build`; null keeps the gate closed. */
declare const table: Table | null;
/** Minutes since 1970. */
declare const now: () => number;
