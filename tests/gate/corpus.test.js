// The gate's modules answer the corpus without a browser. PORTCULLIS_TABLES names the folder with the
// tables of its policy, `allow.js` and `hold.js`: `cargo xtask test` writes them.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { answers } from './corpus.js';
import { load } from './load.js';

const CASES = readFileSync(new URL('../../crates/core/data/gate-cases.json', import.meta.url), 'utf8');

/** The corpus with fingerprints and minutes in place of what stands for them. */
function cases(services) {
  let text = CASES.replaceAll('{20000000}', 'bwo3k');
  for (const [id, print] of services) text = text.replaceAll(`{${id}}`, print);
  return JSON.parse(text);
}

async function answered(unlisted) {
  const table = readFileSync(`${process.env.PORTCULLIS_TABLES}/${unlisted}.js`, 'utf8');
  const names = await load('record.js', { table }).then(() => table.match(/SERVICES = (.*);/)[1]);
  const services = JSON.parse(names);
  const known = { cases: cases(services), services: services.map(([id]) => id), unlisted };
  return answers(known, (name) => load(name, { table }));
}

function agree(rows, count) {
  assert.equal(rows.length, count, 'count the cases when you add one');
  for (const [name, said, expected] of rows) assert.deepEqual(said, expected, name);
}

test('every case of the corpus is answered as core answers it', async () => {
  const [allowing, holding] = await Promise.all(['allow', 'hold'].map(answered));
  agree(allowing.records, 42);
  agree(allowing.copies, 17);
  agree(allowing.requests, 62);
  agree(holding.requests, 8);
  agree(allowing.written, 7);
  agree(allowing.patterns, 33);
  agree(allowing.languages, 17);
});
