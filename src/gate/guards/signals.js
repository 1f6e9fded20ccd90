// Google Consent Mode: denied before any tag, then one word per answer (TECH-01 to TECH-04).

import { each, every, flatMap, includes } from '../primordials.js';
import { LATE, SIGNAL } from '../table.js';
import { hearPage } from '../doc.js';
import { window } from '../world.js';
import { decision, here } from '../standing.js';

const KINDS = [
  'ad_storage',
  'ad_user_data',
  'ad_personalization',
  'analytics_storage',
  'functionality_storage',
  'personalization_storage',
  'security_storage',
];
/** What is necessary needs no consent. @param {string} kind */
const isSecurity = (kind) => kind === 'security_storage';
/** The queue that tags read. @type {{dataLayer?: unknown[]}} */
const tags = /** @type {{}} */ (window);

/** Tags read the arguments of this call, not an array. @param {...unknown} _words */
function gtag(..._words) {
  tags.dataLayer?.push(arguments);
}

/** A signal is granted when every service that stands for it is. @param {string} kind */
function isSignalled(kind) {
  const behind = flatMap(SIGNAL, (kinds, service) => (includes(kinds, kind) ? [service] : []));
  return behind.length > 0 && every(behind, (service) => here.granted.has(service));
}

/**
 * Says where all seven stand.
 * @param {'default' | 'update'} word
 * @param {(kind: string) => boolean} isGranted
 */
function signal(word, isGranted) {
  /** @type {{[kind: string]: string}} */
  const state = {};
  each(KINDS, (kind) => {
    state[kind] = isGranted(kind) ? 'granted' : 'denied';
  });
  gtag('consent', word, word === 'default' ? { ...state, wait_for_update: 500 } : state);
}

const update = () => signal('update', (kind) => isSecurity(kind) || isSignalled(kind));
/** Whether it was done before the policy was there. */
let hasSpoken = false;

/** Speaks first, before any tag of the page. */
export function startSignals() {
  if (!LATE || !hasSpoken) {
    tags.dataLayer ||= [];
    signal('default', isSecurity);
    hearPage('portcullis:decision', update);
  }
  if (LATE) hasSpoken = true;
  if (decision.state !== 'undecided') update();
}
