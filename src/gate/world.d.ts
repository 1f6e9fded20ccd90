// What the gate stands in: handed to the joined script as its parameters, and by a test as stand-ins.

export const window: Window & typeof globalThis;
export const document: Document;
/** Minutes since 1970. */
export const now: () => number;
