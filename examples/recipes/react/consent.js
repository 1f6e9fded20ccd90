import { useSyncExternalStore } from 'react';

/** A gate that comes late says so with the first of these. */
const EVENTS = ['portcullis:ready', 'portcullis:decision'];

function subscribe(changed) {
  EVENTS.forEach((name) => document.addEventListener(name, changed));
  return () => EVENTS.forEach((name) => document.removeEventListener(name, changed));
}

/** Nothing is allowed while there is no gate. */
const allows = (id) => window.portcullis?.allows(id) ?? false;

/** Whether a service or category may run now. */
export function useConsent(id) {
  return useSyncExternalStore(subscribe, () => allows(id), () => false);
}

/** Its children while `service` is allowed; `otherwise` while it is not. */
export function Consented({ service, otherwise = null, children }) {
  return useConsent(service) ? children : otherwise;
}
