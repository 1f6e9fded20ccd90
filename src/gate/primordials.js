// The language's own functions, as they were before the page: what a library puts in their place later is
// none of the gate's. A function takes what it would be called on first. What nobody uses folds away.

const { bind, call } = Function.prototype;
/** A method as a function of its object. @type {(method: unknown) => any} @reason each has its own type */
export const uncurry = /* @__PURE__ */ bind.bind(call);

export const apply = Reflect.apply;
export const construct = Reflect.construct;
export const getFrom = Reflect.get;
export const setIn = Reflect.set;
export const define = Reflect.defineProperty;
export const remove = Reflect.deleteProperty;
export const create = Object.create;
export const freeze = Object.freeze;
export const keysOf = Object.keys;
export const factsOf = Object.getOwnPropertyDescriptor;
export const setPrototypeOf = Object.setPrototypeOf;
export const isArray = Array.isArray;
export const parseJson = JSON.parse;
export const toJson = JSON.stringify;
export const fromCodePoint = String.fromCodePoint;

/** @type {(text: string, end: string) => boolean} */
export const endsWith = /* @__PURE__ */ uncurry(''.endsWith);
/** @type {(text: string, start: string, at?: number) => boolean} */
export const startsWith = /* @__PURE__ */ uncurry(''.startsWith);
/** @type {(text: string, part: string, at?: number) => number} */
export const indexOf = /* @__PURE__ */ uncurry(''.indexOf);
/** @type {(text: string, part: string) => number} */
export const lastIndexOf = /* @__PURE__ */ uncurry(''.lastIndexOf);
/** A part of a text. @type {(text: string, start: number, end?: number) => string} */
export const cut = /* @__PURE__ */ uncurry(''.slice);
/** At a text: at a pattern, see `replace`. @type {(text: string, at: string) => string[]} */
export const split = /* @__PURE__ */ uncurry(''.split);
/** @type {(text: string) => string} */
export const lower = /* @__PURE__ */ uncurry(''.toLowerCase);
/** @type {(text: string) => string} */
export const trim = /* @__PURE__ */ uncurry(''.trim);
/** @type {(number: number, radix: number) => string} */
export const numeral = /* @__PURE__ */ uncurry((0).toString);

/** @type {(pattern: RegExp, text: string) => RegExpExecArray | null} */
export const exec = /* @__PURE__ */ uncurry(/ /.exec);
/**
 * Whether a pattern finds something: the platform's own would ask for `exec`.
 * @param {RegExp} pattern
 * @param {unknown} text
 */
export const test = (pattern, text) => exec(pattern, /** @type {string} */ (text)) !== null;

/**
 * A text in which what a global pattern finds, which is never empty, is changed.
 * @param {string} text
 * @param {RegExp} pattern
 * @param {(found: RegExpExecArray) => string} make
 */
export function replace(text, pattern, make) {
  let done = '';
  let at = (pattern.lastIndex = 0);
  for (let found; (found = exec(pattern, text)); at = pattern.lastIndex)
    done += cut(text, at, found.index) + make(found);
  return done + cut(text, at);
}

/**
 * All that a global pattern finds, which is never empty.
 * @param {string} text
 * @param {RegExp} pattern
 */
export function findEach(text, pattern) {
  /** @type {RegExpExecArray[]} */
  const found = [];
  replace(text, pattern, (it) => '' + push(found, it));
  return found;
}

/** @type {<T>(list: ArrayLike<T>, act: (it: T, at: number) => unknown) => void} */
export const each = /* @__PURE__ */ uncurry([].forEach);
/** @type {<T>(list: ArrayLike<T>, test: (it: T, at: number) => unknown) => boolean} */
export const some = /* @__PURE__ */ uncurry([].some);
/** @type {<T>(list: ArrayLike<T>, test: (it: T, at: number) => unknown) => boolean} */
export const every = /* @__PURE__ */ uncurry([].every);
/** @type {<T>(list: ArrayLike<T>, test: (it: T, at: number) => unknown) => T | undefined} */
export const findIn = /* @__PURE__ */ uncurry([].find);
/** @type {(list: ArrayLike<unknown>, it: unknown, at?: number) => boolean} */
export const includes = /* @__PURE__ */ uncurry([].includes);
/** @type {(list: ArrayLike<unknown>, between?: string) => string} */
export const join = /* @__PURE__ */ uncurry([].join);
/** @type {<T>(list: T[], it: T) => number} */
export const push = /* @__PURE__ */ uncurry([].push);
/** @type {<T>(list: T[]) => T | undefined} */
export const pop = /* @__PURE__ */ uncurry([].pop);
/** @type {<T>(list: T[]) => T | undefined} */
export const shift = /* @__PURE__ */ uncurry([].shift);

// The platform's would ask a list's `constructor` what to make of it.

/** @template T, U @param {ArrayLike<T>} list @param {(it: T, at: number) => U} make */
export function map(list, make) {
  /** @type {U[]} */
  const made = [];
  each(list, (it, at) => push(made, make(it, at)));
  return made;
}

/** @template T @param {ArrayLike<T>} list @param {(it: T, at: number) => unknown} fits */
export function filter(list, fits) {
  /** @type {T[]} */
  const found = [];
  each(list, (it, at) => fits(it, at) && push(found, it));
  return found;
}

/** Several lists as one. @template T @param {ArrayLike<ArrayLike<T>>} lists */
export function flat(lists) {
  /** @type {T[]} */
  const all = [];
  each(lists, (list) => each(list, (it) => push(all, it)));
  return all;
}

/**
 * @template T, U
 * @param {ArrayLike<T>} list
 * @param {(it: T, at: number) => ArrayLike<U>} make
 */
export const flatMap = (list, make) => flat(map(list, make));

/** @template T @param {ArrayLike<T>} list @param {number} start @param {number} [end] */
export const slice = (list, start, end = list.length) => filter(list, (_, at) => at >= start && at < end);

/** All that a list has, which is empty then. @template T @param {T[]} list */
export function takeAll(list) {
  const all = slice(list, 0);
  list.length = 0;
  return all;
}

/**
 * A class of collections that has its methods itself.
 * @template {new () => object} T
 * @param {T} Base
 * @returns {T}
 */
function safe(Base) {
  // @ts-ignore: a mixin may be given arguments; these are not.
  class Safe extends Base {
    // WebKit's own would ask an array for its iterator.
    constructor() {
      super();
    }
  }
  Object.defineProperties(Safe.prototype, Object.getOwnPropertyDescriptors(Base.prototype));
  return /** @type {T} */ (Safe);
}
export const SafeMap = /* @__PURE__ */ safe(Map);
export const SafeSet = /* @__PURE__ */ safe(Set);
export const SafeWeakMap = /* @__PURE__ */ safe(WeakMap);
export const SafeWeakSet = /* @__PURE__ */ safe(WeakSet);

/** @template T @param {ArrayLike<T>} list @returns {Set<T>} */
export function setOf(list) {
  const set = new SafeSet();
  each(list, (it) => set.add(it));
  return /** @type {Set<T>} */ (set);
}

/** What a set or a map has. @template T @param {{forEach(act: (it: T) => void): void}} set */
export function listOf(set) {
  /** @type {T[]} */
  const list = [];
  set.forEach((it) => push(list, it));
  return list;
}

const reject = Promise.reject;
/** A promise that has failed. @param {Error} why @returns {Promise<never>} */
export const rejected = (why) => apply(reject, Promise, [why]);

/** @type {(promise: object, act?: Function, fail?: Function) => Promise<unknown>} */
const goOnFrom = /* @__PURE__ */ uncurry(Promise.prototype.then);

/**
 * Goes on once a promise is settled: neither `then` nor what the page makes of promises is asked. What is
 * called answers with no promise, which would be.
 * @template T
 * @param {Promise<T>} promise
 * @param {(it: T) => unknown} [act]
 * @param {(why: unknown) => unknown} [fail]
 */
export function then(promise, act, fail) {
  define(promise, 'constructor', { value: undefined });
  return goOnFrom(promise, act, fail);
}
