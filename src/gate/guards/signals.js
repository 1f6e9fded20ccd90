// Google Consent Mode: denied before any tag, then one word per answer (TECH-01 to TECH-04).

const KINDS = ['ad_storage', 'ad_user_data', 'ad_personalization', 'analytics_storage', 'functionality_storage',
  'personalization_storage', 'security_storage'];

/** Tags read the arguments of this call, not an array. */
function gtag() {
  /** @type {any} */ (window).dataLayer.push(arguments);
}

/** A signal is granted when every service that stands for it is. @param {string} kind */
function isSignalled(kind) {
  const behind = SIGNAL.flatMap((kinds, service) => (kinds.includes(kind) ? [service] : []));
  return behind.length > 0 && behind.every((service) => gate.granted.has(service));
}

/** Says where all seven stand. @param {'default' | 'update'} word @param {(kind: string) => boolean} isGranted */
function signal(word, isGranted) {
  const state = Object.fromEntries(KINDS.map((kind) => [kind, isGranted(kind) ? 'granted' : 'denied']));
  // @ts-ignore: the call's own arguments are what is read.
  gtag('consent', word, word === 'default' ? { ...state, wait_for_update: 500 } : state);
}

/** Speaks first, before any tag of the page. */
function startSignals() {
  /** @type {any} */ (window).dataLayer ||= [];
  // What is necessary needs no consent.
  const isSecurity = (/** @type {string} */ kind) => kind === 'security_storage';
  signal('default', isSecurity);
  const update = () => signal('update', (kind) => isSecurity(kind) || isSignalled(kind));
  if (portcullis.decision.state !== 'undecided') update();
  document.addEventListener('portcullis:decision', update);
}
