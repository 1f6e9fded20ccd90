// How a guard stands in front of the platform: every patch is a proxy, so that page code
// sees the native name, length and text, and every patch is taken back by `unpatch`.

/** @type {(() => void)[]} */
const patches = [];

/** Takes every patch back. */
const unpatch = () => patches.splice(0).forEach((undo) => undo());

/**
 * Puts `handler` in front of one part of a property.
 * @param {any} owner
 * @param {PropertyKey} name
 * @param {'value' | 'get' | 'set'} part
 * @param {ProxyHandler<any>} handler
 */
function patch(owner, name, part, handler) {
  const before = owner && Object.getOwnPropertyDescriptor(owner, name);
  if (!before?.configurable || !before[part]) return;
  Object.defineProperty(owner, name, { ...before, [part]: new Proxy(before[part], handler) });
  patches.push(() => Object.defineProperty(owner, name, before));
}

/**
 * Calls `call` in place of a method; it goes on with `next`.
 * @param {any} owner
 * @param {PropertyKey} name
 * @param {(self: any, args: any[], next: (args?: any[]) => any) => any} call
 */
function onCall(owner, name, call) {
  patch(owner, name, 'value', {
    apply: (native, self, args) => call(self, args, (other = args) => Reflect.apply(native, self, other)),
  });
}

/**
 * Calls `call` in place of a setter; it goes on with `next`.
 * @param {any} owner
 * @param {PropertyKey} name
 * @param {(self: any, value: any, next: (value: any) => void) => void} call
 */
function onSet(owner, name, call) {
  patch(owner, name, 'set', {
    apply: (native, self, [value]) => call(self, value, (other) => Reflect.apply(native, self, [other])),
  });
}

/**
 * Calls `call` in place of a getter; it goes on with `next`.
 * @param {any} owner
 * @param {PropertyKey} name
 * @param {(self: any, next: () => any) => any} call
 */
function onGet(owner, name, call) {
  patch(owner, name, 'get', { apply: (native, self) => call(self, () => Reflect.apply(native, self, [])) });
}

/**
 * Calls `call` in place of a constructor; it goes on with `next`.
 * @param {any} owner
 * @param {PropertyKey} name
 * @param {(args: any[], next: (args?: any[]) => any) => any} call
 */
function onNew(owner, name, call) {
  patch(owner, name, 'value', {
    construct: (native, args, target) => call(args, (other = args) => Reflect.construct(native, other, target)),
  });
}
