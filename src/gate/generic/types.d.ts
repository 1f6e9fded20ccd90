// What the generic gate has besides: its table is no constant, but comes while the page is open.

/** Whether the table comes late; false in a gate that is compiled for its policy. */
declare const LATE: boolean;
/** The table of a closed gate; its keys are the names of every table. */
declare const CLOSED_TABLE: { [name: string]: unknown };
/** Puts a table in the place of the one before. */
declare function useTable(table: { [name: string]: unknown }): void;
/** The guards, as a function of the gate. */
declare function installGuards(gate: any): Guards;
/** Names of the files that compile a policy. */
declare const COMPILE_SCRIPT: string;
declare const COMPILE_MODULE: string;

interface Guards {
  /** The table has come. */
  adopt?(): void;
  /** Finds what an element waits for that was held before there was a table. */
  judge?(element: Element): void;
}

/** What compiling says: no table where the policy has errors. */
type Compiled = {
  table: { [name: string]: unknown } | null;
  texts: { [language: string]: unknown };
  theme: string;
  problems: [severity: 'error' | 'warn', text: string][];
};
type Compiler = (name: string, policy: string) => string;
