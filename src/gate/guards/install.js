// Puts in place the guards that the policy needs; a policy that asks nothing needs none.

import {
  RULED,
  SIGNALS,
  STORES_CACHES,
  STORES_COOKIES,
  STORES_DATABASES,
  STORES_LOCAL,
  STORES_SESSION,
  STORES_WORKERS,
} from '../table.js';
import { hearPage } from '../doc.js';
import { guardAsking, guardStreams } from './connections.js';
import { guardDatabases } from './databases.js';
import { erase } from './erase.js';
import { guardSearches } from './finding.js';
import { guardForms } from './forms.js';
import { guardFrames, guardParser } from './frames.js';
import { guardHtml } from './html.js';
import { guardInsertion } from './insertion.js';
import { guardLate, guardWrite } from './late.js';
import { guardLinks } from './named.js';
import { guardText } from './patch.js';
import { standGuard } from './realms.js';
import { offerReopen } from './report.js';
import { guardConnections, guardFetch, guardXhr } from './requests.js';
import { guardAttributes, guardProperties } from './setting.js';
import { guardSheets } from './sheets.js';
import { startSignals } from './signals.js';
import { guardRules } from './speculation.js';
import { guardCookies, guardKeys } from './storage.js';
import { watchLeaks } from './watcher.js';
import { guardWindows } from './windows.js';
import { guardWriting } from './write.js';

/** What decides by address. */
const ruling = () => [
  guardProperties,
  guardAttributes,
  guardInsertion,
  guardHtml,
  guardWriting,
  guardConnections,
  guardFetch,
  guardXhr,
  guardFrames,
  guardForms,
  guardLinks,
  guardAsking,
  guardStreams,
  guardSheets,
  guardWindows,
  guardSearches,
];

export function installGuards() {
  standGuard([
    guardText,
    ...(RULED ? ruling() : []),
    guardLate,
    guardWrite,
    ...(STORES_COOKIES ? [guardCookies] : []),
    ...(STORES_LOCAL || STORES_SESSION ? [guardKeys] : []),
    ...(STORES_DATABASES || STORES_CACHES || STORES_WORKERS ? [guardDatabases] : []),
  ]);
  if (SIGNALS) startSignals();
  if (RULED) {
    guardParser();
    guardRules();
  }
  erase();
  hearPage('portcullis:ready', offerReopen);
  watchLeaks();
}
