// The platform's own, as it was before the guards: the gate's own changes go past them.

export const {
  setAttribute: put,
  removeAttribute: drop,
  getAttribute: look,
  matches,
  replaceWith: swap,
  querySelectorAll: find,
} = Element.prototype;
