// Random policies, requests and stored answers: the gate decides by its table what core decides by the
// policy. PORTCULLIS_TABLES names the folder with `twins.jsonl`, as crates/core/examples/twins.rs prints it.
// A failure names the seed: `cargo run -p portcullis-core --example twins -- SEED 1` shows its policy.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { open } from './load.js';

const LINES = readFileSync(`${process.env.PORTCULLIS_TABLES}/twins.jsonl`, 'utf8').split('\n');
const twins = LINES.filter(Boolean).map((line) => JSON.parse(line));

/** How often each outcome came: a run in which one never does shows nothing. */
const counts = {};
const note = (what) => {
  counts[what] = (counts[what] ?? 0) + 1;
};

const load = open({ table: twins[0].table });
const [{ waitsFor }, { csp }, { newest, parseRecord, standingAt }] = await Promise.all(
  ['match.js', 'csp.js', 'record.js'].map(load),
);

/** Rows of what is given, what the gate says, and what core says. */
const decided = {
  *requests(twin) {
    for (const [url, page, granted, waits] of twin.requests) {
      note(waits ? (waits.length ? 'held' : 'unlisted') : 'let through');
      yield [[url, page, granted], waitsFor(new Set(granted), url, page), waits];
    }
  },
  *records(twin) {
    for (const [raw, read] of twin.records) {
      note(read ? 'read' : 'unreadable');
      yield [raw, parseRecord(raw), read];
    }
  },
  *standings(twin) {
    for (const [copies, now, ...expected] of twin.standings) {
      const { state, granted, added } = standingAt(newest(copies, now)[0], now);
      note(state);
      yield [[copies, now], [state, [...granted], added], expected];
    }
  },
  *csp({ csp: [granted, expected] }) {
    note('header');
    yield [granted, csp(new Set(granted)), expected];
  },
};

/** As JSON: what the gate makes is of another world. */
function agree(said, expected, where) {
  const [mine, cores] = [said, expected].map((it) => JSON.stringify(it));
  if (mine !== cores) assert.fail(`${where()}\nthe gate says ${mine}, core ${cores}`);
}

for (const kind of Object.keys(decided))
  test(`the gate decides by a random table as core by its policy: ${kind}`, () => {
    for (const twin of twins) {
      load.useTable(twin.table);
      for (const [given, said, expected] of decided[kind](twin))
        agree(said, expected, () => `seed ${twin.seed}: ${JSON.stringify(given)}\n${twin.policy}`);
    }
  });

test('there were as many turns as are promised, and each outcome came', () => {
  const turns = (kind) => twins.reduce((sum, twin) => sum + twin[kind].length, 0);
  for (const kind of ['requests', 'records', 'standings']) assert.ok(turns(kind) >= 20000, kind);
  const outcomes = ['held', 'unlisted', 'let through', 'read', 'unreadable', 'undecided', 'decided', 'stale'];
  for (const it of outcomes) assert.ok(counts[it] > twins.length / 2, JSON.stringify(counts));
  console.log(JSON.stringify(counts));
});
