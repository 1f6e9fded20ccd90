// How a guard stands in front of the platform. Page code sees the native name, length and text
// of what is patched, and every patch is taken back by `unpatch`.

/** @type {(() => void)[]} */
const patches = [];
/** What each stand-in stands for. @type {WeakMap<Function, Function>} */
const natives = new WeakMap();

/** Takes every patch back, the last first: one may stand on another. */
const unpatch = () => patches.splice(0).reverse().forEach((undo) => undo());

/**
 * Puts `stand` in place of one part of a property.
 * @param {any} owner
 * @param {PropertyKey} name
 * @param {'value' | 'get' | 'set'} part
 * @param {(native: any) => any} stand
 */
function patch(owner, name, part, stand) {
  const before = owner && Object.getOwnPropertyDescriptor(owner, name);
  const native = before?.[part];
  if (!before?.configurable || !native) return;
  const mine = stand(native);
  if (!natives.has(mine)) {
    natives.set(mine, natives.get(native) || native);
    for (const fact of ['name', 'length']) Object.defineProperty(mine, fact, { value: native[fact], configurable: true });
  }
  Object.defineProperty(owner, name, { ...before, [part]: mine });
  patches.push(() => Object.defineProperty(owner, name, before));
}

/**
 * Calls `call` in place of a method: with the object, its arguments, and the method itself.
 * @param {any} owner
 * @param {PropertyKey} name
 * @param {(self: any, args: any[], native: Function) => any} call
 */
function onCall(owner, name, call) {
  patch(owner, name, 'value', (native) => ({ stand(/** @type {any[]} */ ...args) { return call(this, args, native); } }).stand);
}

/**
 * Calls `call` in place of a setter.
 * @param {any} owner
 * @param {PropertyKey} name
 * @param {(self: any, value: any, native: Function) => void} call
 */
function onSet(owner, name, call) {
  patch(owner, name, 'set', (native) => ({ stand(/** @type {any} */ value) { call(this, value, native); } }).stand);
}

/**
 * Calls `call` in place of a getter.
 * @param {any} owner
 * @param {PropertyKey} name
 * @param {(self: any, native: Function) => any} call
 */
function onGet(owner, name, call) {
  patch(owner, name, 'get', (native) => ({ stand() { return call(this, native); } }).stand);
}

/**
 * Calls `call` in place of a constructor; it goes on with `next`.
 * @param {any} owner
 * @param {PropertyKey} name
 * @param {(args: any[], next: (args?: any[]) => any, target: any) => any} call
 */
function onNew(owner, name, call) {
  patch(owner, name, 'value', (native) => new Proxy(native, {
    construct: (_, args, target) => call(args, (other = args) => Reflect.construct(native, other, target), target),
  }));
}

/** A stand-in reads as what it stands for. @param {any} realm */
function guardText(realm) {
  onCall(realm.Function.prototype, 'toString', (self, args, native) => Reflect.apply(native, natives.get(self) || self, args));
}
