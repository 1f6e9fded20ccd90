// How a guard stands in front of the platform. Page code sees the native name, length and text
// of what is patched, and every patch is taken back by `unpatch`: where a test does, a page does not.

import { apply, construct, define, each, factsOf, keysOf, pop, push, SafeWeakMap } from '../primordials.js';
import { UNDOES } from '../table.js';
/** @import { Native, Realm } from '../types.js' */

/** @type {(() => void)[]} */
const undos = [];
/** What each stand-in stands for. @type {WeakMap<Function, Function>} */
const natives = /* @__PURE__ */ new SafeWeakMap();

/** Takes every patch back, the last first: one may stand on another. */
export function unpatch() {
  while (undos.length) pop(undos)?.();
}

/** Has `undo` called with the rest. @param {() => void} undo */
export const onUnpatch = (undo) => void push(undos, undo);

/**
 * Puts `stand` in place of one part of a property.
 * @param {object | undefined} owner
 * @param {PropertyKey} name
 * @param {'value' | 'get' | 'set'} part
 * @param {(native: Native) => Function} stand
 */
function patch(owner, name, part, stand) {
  const facts = owner && factsOf(owner, name);
  const native = facts?.[part];
  if (!owner || !facts?.configurable || !native) return;
  const mine = stand(native);
  if (!natives.has(mine)) {
    natives.set(mine, natives.get(native) || native);
    each(['name', 'length'], (fact) => {
      define(mine, fact, { value: native[fact], configurable: true });
    });
  }
  define(owner, name, /** @type {{}} */ ({ __proto__: null, ...facts, [part]: mine }));
  if (UNDOES) onUnpatch(() => define(owner, name, facts));
}

/**
 * Calls `call` in place of a method: with the object, its arguments, and the method itself.
 * @template Self
 * @param {object | undefined} owner
 * @param {PropertyKey} name
 * @param {(self: Self, args: unknown[], native: Native) => unknown} call
 */
export function onCall(owner, name, call) {
  patch(
    owner,
    name,
    'value',
    (native) =>
      ({
        stand(/** @type {unknown[]} */ ...args) {
          return call(/** @type {Self} */ (this), args, native);
        },
      }).stand,
  );
}

/**
 * Calls `call` in place of a setter.
 * @template Self
 * @param {object | undefined} owner
 * @param {PropertyKey} name
 * @param {(self: Self, value: unknown, native: Native) => void} call
 */
export function onSet(owner, name, call) {
  patch(
    owner,
    name,
    'set',
    (native) =>
      ({
        stand(/** @type {unknown} */ value) {
          call(/** @type {Self} */ (this), value, native);
        },
      }).stand,
  );
}

/**
 * Calls `call` in place of a getter.
 * @template Self
 * @param {object | undefined} owner
 * @param {PropertyKey} name
 * @param {(self: Self, native: Native) => unknown} call
 */
export function onGet(owner, name, call) {
  patch(
    owner,
    name,
    'get',
    (native) =>
      ({
        stand() {
          return call(/** @type {Self} */ (this), native);
        },
      }).stand,
  );
}

/** @typedef {(self: any, given: any, native: Native) => unknown} Call @reason objects of many classes */

/**
 * Does the same to several: names of members by the classes that have them.
 * @param {(owner: object | undefined, name: string, call: Call) => void} guard
 * @returns {(realm: Realm, table: {[type: string]: readonly string[]}, call: Call) => void}
 */
const onEach = (guard) => (realm, table, call) => {
  const types = /** @type {{[type: string]: Function | undefined}} */ (/** @type {unknown} */ (realm));
  each(keysOf(table), (type) => {
    each(table[type], (name) => {
      guard(types[type]?.prototype, name, call);
    });
  });
};
export const onCalls = /* @__PURE__ */ onEach(onCall);
export const onSets = /* @__PURE__ */ onEach(onSet);
export const onGets = /* @__PURE__ */ onEach((owner, name, call) =>
  onGet(owner, name, (self, native) => call(self, [], native)),
);

/**
 * Calls `call` in place of a constructor; it goes on with `next`.
 * @param {object | undefined} owner
 * @param {PropertyKey} name
 * @param {(args: unknown[], next: (args?: unknown[]) => object, target: Function) => object} call
 */
export function onNew(owner, name, call) {
  patch(
    owner,
    name,
    'value',
    (native) =>
      new Proxy(native, {
        construct: (_, args, target) =>
          call(args, (other = args) => construct(native, other, target), target),
      }),
  );
}

/** A stand-in reads as what it stands for. @param {Realm} realm */
export function guardText(realm) {
  onCall(realm.Function.prototype, 'toString', (/** @type {Function} */ self, args, native) =>
    apply(native, natives.get(self) || self, args),
  );
}
