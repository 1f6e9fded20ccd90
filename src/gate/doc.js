// The document's own properties: `<img name="head">` puts itself before them, and is passed by here.

import { document } from './world.js';

/** The document, read and called through its class. */
export const doc = /** @type {Document} */ (
  new Proxy(
    {},
    {
      get(_, name) {
        const it = Reflect.get(Document.prototype, name, document);
        return typeof it === 'function'
          ? (/** @type {unknown[]} */ ...args) => Reflect.apply(it, document, args)
          : it;
      },
      set: (_, name, value) => Reflect.set(Document.prototype, name, value, document),
    },
  )
);
