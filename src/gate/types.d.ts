// Types of what the gate hands around; read by the type checker only.

/** A window with the classes of its own. */
export type Realm = Window & typeof globalThis;
/** A function of the platform's. @reason each is called with its own object and arguments */
export type Native = { (...args: any[]): any; call(self: unknown, ...args: unknown[]): any };

/** A cookie, or by first letter: local and session storage, IndexedDB, caches, workers by their path. */
export type Stored = [kind: '' | 'l' | 's' | 'i' | 'c' | 'w', pattern: string];
export type Method = 'a' | 'r' | 'c' | 'w';
/** Minutes since 1970, how, and the fingerprints of what was granted and refused. */
export type ConsentRecord = [at: number, method: string, granted: string[], refused: string[]];
/** Services by their place in the table. */
export type Standing = { state: 'undecided' | 'decided' | 'stale'; granted: Set<number>; added: number[] };
/** Where the visitor stands, as the script API says it. */
export type Decision = Portcullis.Decision;

/** A gated element: a script that does not run, or an element without its address. */
export type Held = HTMLScriptElement;
/** What a released element had before it was released. */
export type Before = { attributes?: [name: string, value: string | null][]; nodes?: ChildNode[] };
/** One entry of `held()`. */
export type Waiting = Portcullis.Held & { leavesHole: boolean };

/** What show.js can show. */
export type Task = 'clear' | 'component' | 'reopen' | 'nothing' | 'texts' | 'late';
/** What the gate hands to its other files: the first layer, and what show.js loads. */
export interface Inner {
  /** Of the protocol between them. */
  version: number;
  /** The folder that they are in. */
  base: string;
  language(): string;
  /** What the interface reads, once it was fetched. */
  ui: { texts: string };
  /** `text` as a page with Trusted Types takes it. */
  trusted(kind: 'HTML' | 'Script' | 'ScriptURL', text: string): string;
  load(task: Task): Promise<unknown>;
}

/** What watch.js asks of the policy. */
export interface Watched {
  isListed(url: string): boolean;
  isDeclared(kind: string, name: string): boolean;
}

/** The names of a policy's table with their values. */
export type Table = { [name: string]: unknown };
/** What compiling says: no table where the policy has errors. */
export type Compiled = {
  table: Table | null;
  texts: { [language: string]: unknown };
  theme: string;
  problems: [severity: 'error' | 'warn', text: string][];
};
export type Compile = (name: string, policy: string) => string;

declare global {
  namespace Portcullis {
    /** What the gate's own files read besides. */
    interface Api {
      attach(install: (inner: Inner) => unknown): void;
    }
  }
}
