// What the gate for any policy runs.

// First: the table's names have values before anything reads them.
import './kept-table.js';
import { start } from '../main.js';
import { begin } from './arrive.js';

if (start()) begin();
