// The gate writes every Content-Security-Policy of the corpus as core does.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { load } from './load.js';

const CORPUS = new URL('../../crates/core/data/csp-cases.json', import.meta.url);

test('every policy of the corpus is written as core writes it', async () => {
  const { always, sources, cases } = JSON.parse(readFileSync(CORPUS, 'utf8'));
  const ids = Object.keys(sources);
  const table = { ALWAYS: always, SOURCES: Object.values(sources) };
  const { csp } = await load('csp.js', { table });
  assert.equal(cases.length, 5, 'count the cases when you add one');
  for (const { name, granted, csp: expected } of cases)
    assert.equal(csp(new Set(granted.map((id) => ids.indexOf(id)))), expected, name);
});
