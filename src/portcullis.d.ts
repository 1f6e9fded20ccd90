// Types for a site's own code: what the gate puts on `window`, its events, and its attributes.
// `portcullis build` writes this file into the folder. Reference it, or copy it to your types:
// /// <reference path="./portcullis.d.ts" />

declare namespace Portcullis {
  /** How an answer came about. */
  type Method = 'accept-all' | 'reject-all' | 'custom' | 'withdraw';

  /** Where the visitor stands. Frozen: read it anew after each event. */
  interface Decision {
    /** `stale`: the answer is too old, or something new is asked. */
    readonly state: 'undecided' | 'decided' | 'stale';
    /** Ids of services, in the policy's order. */
    readonly granted: readonly string[];
    readonly refused: readonly string[];
    /** Ids that are new or have changed since the answer. */
    readonly added: readonly string[];
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
    readonly id: string;
    /** Ids of the services that are still missing. */
    readonly services: readonly string[];
    readonly url: string;
  }

  /** Services that have lost their grant, and names of cookies that no page can erase. */
  interface Withdrawn {
    readonly services: readonly string[];
    readonly left: readonly string[];
  }

  /** `window.portcullis`. Ids are of services or of categories. */
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
    allows(id: string): boolean;
    /** Stores an answer, like the next three: call them from a click. */
    acceptAll(): void;
    rejectAll(): void;
    /** What is not named keeps its grant, or stays off. */
    set(answer: { readonly [id: string]: boolean }): void;
    withdraw(): void;
    show(what: 'preferences'): Promise<unknown>;
    held(): readonly Held[];
  }

  /** What `data-portcullis` may say. */
  type Action = 'preferences' | 'accept-all' | 'reject-all' | 'declaration';

  /** Attributes of what waits and of what acts, for JSX and templates that know types. */
  interface Attributes {
    'data-portcullis'?: Action;
    /** A service or a category. */
    'data-consent'?: string;
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
  /** There as soon as the gate's tag has run. */
  readonly portcullis: Portcullis.Api;
}

declare const portcullis: Portcullis.Api;

interface DocumentEventMap {
  'portcullis:ready': CustomEvent<Portcullis.Decision>;
  'portcullis:decision': CustomEvent<Portcullis.Decision>;
  'portcullis:withdrawn': CustomEvent<Portcullis.Withdrawn>;
}
