// Written by `UPDATE=1 cargo test -p portcullis-core`: what stands for ./table.js in a joined script.

import type { Stored, Table } from './types.js';

/** Fingerprint of everything that is asked. */
export const REVISION: string;
/** Days that an answer is kept. */
export const DAYS: number;
/** Whose subdomains share the answer, or "". */
export const DOMAIN: string;
/** In lower case; the first is the fallback. */
export const LANGUAGES: string[];
/** The services that must be granted before what is marked with an id may run: none for what is necessary. */
export const IDS: [id: string, services: number[]][];
/** Optional ones. */
export const CATEGORIES: string[];
/** Optional ones, in the policy's order. */
export const SERVICES: [id: string, print: string][];
/** Most specific first; service -1 is a necessary one. */
export const HOSTS: [host: string, port: string, path: string, services: number | number[]][];
/** What each service stores. */
export const STORED: Stored[][];
/** What necessary services store. */
export const STAYS: Stored[];
/** Cookies of each service that no page can erase, by name or pattern. */
export const LEFT: string[][];
/** What is called when each service is withdrawn: a dotted name, or "". */
export const STOP: string[];
/** Consent Mode signals that each service stands for. */
export const SIGNAL: string[][];
/** Whether the page loads again when each service is withdrawn. */
export const RELOAD_GRANTED: boolean[];
export const RELOAD: boolean[];
/** What a Content-Security-Policy lets each service in by. */
export const SOURCES: string[][];
/** What it lets in whatever the visitor answers. */
export const ALWAYS: string[];
/** The policy has errors: everything stays held. */
export const CLOSED: boolean;
/** Nothing at all is declared. */
export const BARE: boolean;
/** There is an optional service. */
export const ASKS: boolean;
/** Everything runs until it is refused (models opt-out and notice). */
export const RUNS_UNTIL_REFUSED: boolean;
/** Global Privacy Control counts as a refusal. */
export const HONOURS_GPC: boolean;
/** Third-party hosts that no service names wait. */
export const HOLDS_UNLISTED: boolean;
/** Subdomains share the answer. */
export const SHARED: boolean;
/** Something may be held: there is an optional service, or hosts that nobody names wait. */
export const GUARDED: boolean;
/** Requests are decided by URL. */
export const RULED: boolean;
/** Some optional service stores cookies; likewise the next five. */
export const STORES_COOKIES: boolean;
export const STORES_LOCAL: boolean;
export const STORES_SESSION: boolean;
export const STORES_DATABASES: boolean;
export const STORES_CACHES: boolean;
export const STORES_WORKERS: boolean;
/** The browser itself enforces the policy too. */
export const ENFORCED: boolean;
/** Withdrawing some service loads the page again. */
export const RELOADS_GRANTED: boolean;
export const RELOADS: boolean;
/** Some service names a function that stops it. */
export const STOPS: boolean;
/** Some service stands for Consent Mode signals. */
export const SIGNALS: boolean;
/** What the gate and its other files speak. */
export const PROTOCOL: 1;
/** How an answer came about. */
export const METHODS: { [letter: string]: Portcullis.Method };
/** What Portcullis itself stores. */
export const OWN_NAMES: string[];
/** Whether the table comes late: only in the gate for any policy. */
export const LATE: boolean;
/** Whether patches can be taken back: in tests. */
export const UNDOES: boolean;
/** What the name of each file carries that belongs to this build. */
export const STAMP: string;
/** Names of the files that show something: a style, a script, a WebAssembly module. */
export const SHEET: string;
export const UI_SCRIPT: string;
export const UI_MODULE: string;
/** A layer as HTML, the first one's style, and what it says when it is gone. */
export const LAYER: string;
export const STYLE: string;
export const SAVED: string;
/** Names of the files that compile a policy. */
export const COMPILE_SCRIPT: string;
export const COMPILE_MODULE: string;
/** The table of a closed gate; its keys are the names of every table. */
export const CLOSED_TABLE: Table;
/** Puts a table in the place of the one before; only in the gate for any policy. */
export function useTable(table: Table): void;
