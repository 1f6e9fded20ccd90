// What a built gate runs.

import { start } from './main.js';

start();
