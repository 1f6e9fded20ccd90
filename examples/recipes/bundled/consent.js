/** A gate that comes late says so with the first of these. */
const EVENTS = ['portcullis:ready', 'portcullis:decision'];

/** Whether a service may run. Nothing may while there is no gate. */
export const allows = (id) => window.portcullis?.allows(id) ?? false;

/** Calls `start` once, as soon as `id` is allowed: now, or when a visitor allows it. */
export function whenAllowed(id, start) {
  const look = () => {
    if (!allows(id)) return;
    EVENTS.forEach((name) => document.removeEventListener(name, look));
    start();
  };
  EVENTS.forEach((name) => document.addEventListener(name, look));
  look();
}
