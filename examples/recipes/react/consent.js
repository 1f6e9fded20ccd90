import { createElement, useSyncExternalStore } from 'react';

function subscribe(changed) {
  document.addEventListener('portcullis:decision', changed);
  return () => document.removeEventListener('portcullis:decision', changed);
}

/** Whether a service or category may run now. */
export function useConsent(id) {
  return useSyncExternalStore(subscribe, () => portcullis.allows(id), () => false);
}

/** Its children while `service` is allowed; `otherwise` while it is not. */
export function Consented({ service, otherwise = null, children }) {
  // The element around them stays React's own: the gate may take a frame out before React does.
  return useConsent(service) ? createElement('div', null, children) : otherwise;
}
