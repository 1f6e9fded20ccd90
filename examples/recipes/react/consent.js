import { useSyncExternalStore } from 'react';

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
  return useConsent(service) ? children : otherwise;
}
