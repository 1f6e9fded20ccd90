import { allows, whenAllowed } from './consent.js';
import { Counter } from './counter.js';
import { record } from './replay.js';

// Starts at any moment.
whenAllowed('counter', () => new Counter('//stats.test/count.svg').count());
// Wants to see the page from its first moment: `on_grant = "reload"` in the policy.
if (allows('replay')) record('//replay.test/began.svg');

document.querySelector('h1').textContent = 'Film Club';
