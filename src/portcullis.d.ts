// Types for a site's own code: what the gate puts on `window`, its events, and its attributes.
// `portcullis build` writes this file into the folder. Reference it, or copy it to your types:
// /// <reference path="./portcullis.d.ts" />

declare namespace Portcullis {
  /** A service of the policy: `portcullis build` writes the ids. */
  type ServiceId = string;
  /** A service or a category, likewise. */
  type Id = string;

  /** How an answer came about. */
  type Method = 'accept-all' | 'reject-all' | 'custom' | 'withdraw';

  /** Where the visitor stands. Frozen: read it anew after each event. */
  interface Decision {
    /** `stale`: the answer is too old, or something new is asked. */
    readonly state: 'undecided' | 'decided' | 'stale';
    /** In the policy's order. */
    readonly granted: readonly ServiceId[];
    readonly refused: readonly ServiceId[];
    /** What is new or has changed since the answer. */
    readonly added: readonly ServiceId[];
    /** Milliseconds since 1970, to the minute. */
    readonly decidedAt: number | null;
    /** Fingerprint of what the policy asks today. */
    readonly revision: string;
    readonly method: Method | null;
  }

  /** What waits for a grant. */
  interface Held {
    readonly element: Element;
    /** A service or a category; empty for a host that no service names. */
    /** With a space between those of which one is enough. */
    readonly id: string;
    /** The services that are still missing, of the first where one of several is enough. */
    readonly services: readonly ServiceId[];
    readonly url: string;
  }

  /** Services that have lost their grant, and names of cookies that no page can erase. */
  interface Withdrawn {
    readonly services: readonly ServiceId[];
    readonly left: readonly string[];
  }

  /** `window.portcullis`. */
  interface Api {
    readonly version: 1;
    readonly decision: Decision;
    /** Whether the browser sends Global Privacy Control and the policy honours it. */
    readonly gpc: boolean;
    /** The decision, once the page is parsed and what was allowed is let go. */
    readonly ready: Promise<Decision>;
    /** The stored answer, or an empty text. */
    readonly record: string;
    /** Whether this service, or every service of this category, may run now. */
    allows(id: Id): boolean;
    /** Stores an answer, like the next three: call them from a click. */
    acceptAll(): void;
    rejectAll(): void;
    /** What is not named keeps its grant, or stays off. */
    set(answer: { readonly [id in Id]?: boolean }): void;
    withdraw(): void;
    show(what: 'preferences'): Promise<unknown>;
    held(): readonly Held[];
  }

  /** What `data-portcullis` may say. */
  type Action = 'preferences' | 'accept-all' | 'reject-all' | 'declaration';

  /** Attributes of what waits and of what acts, for JSX and templates that know types. */
  interface Attributes {
    'data-portcullis'?: Action;
    /** A service or a category, or several of which one is enough. */
    'data-consent'?: Id | `${Id} ${string}`;
    'data-type'?: 'module';
    'data-src'?: string;
    'data-srcset'?: string;
    'data-srcdoc'?: string;
    'data-href'?: string;
    'data-poster'?: string;
    'data-data'?: string;
  }
}

interface Window {
  /** There as soon as the gate's tag has run, and missing where it has not: then nothing is allowed. */
  readonly portcullis?: Portcullis.Api;
}

interface DocumentEventMap {
  'portcullis:ready': CustomEvent<Portcullis.Decision>;
  'portcullis:decision': CustomEvent<Portcullis.Decision>;
  'portcullis:withdrawn': CustomEvent<Portcullis.Withdrawn>;
}
