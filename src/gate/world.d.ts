// What the gate stands in: handed to the joined script as its parameters, and by a test as stand-ins.

/** Where the gate's other files run, its API is there. */
export const window: Window & typeof globalThis & { readonly portcullis: Portcullis.Api };
export const document: Document;
/** Minutes since 1970. */
export const now: () => number;
