// Every way out is on a list: what the platform's own definitions offer is judged name by name, and a name
// that is new, or is no more, fails here. PORTCULLIS_IDL and PORTCULLIS_ELEMENTS name the two packages.

import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';
import { markup } from './markup.js';
import { interfaces, memberNames, membersByRule, pins, versions } from './platform.js';
import { families, rowsOf, table } from './ways.js';

/** Every list: what the definitions name, and what only reading finds. */
const DEFINED = { interfaces: new Set(interfaces.keys()), ...membersByRule, markup: markup() };
const FOUND = ['others', 'keeps', 'unnamed'];
const LISTS = Object.fromEntries([...Object.keys(DEFINED), ...FOUND].map((list) => [list, rowsOf(list)]));
const ALL = Object.values(LISTS).flat();

/** How many names have each verdict: change it with the list, so that no row is lost unseen. */
const COUNTS = { guarded: 174, browser: 124, open: 103, below: 164, none: 2008 };
/** Guarded names that have no canary of their own yet. */
const WITHOUT_CANARY = 0;

const read = (path) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const namesOf = (list) => new Set(LISTS[list].map((it) => it.name));
const without = (some, others) => [...some].filter((it) => !others.has(it));
const none = (found, rule) => assert.deepEqual(found, [], rule);

for (const [list, offered] of Object.entries(DEFINED))
  test(`every name of the platform is judged: ${list}`, () => {
    const judged = namesOf(list);
    none(without(offered, judged), `new: judge these in tests/gate/ways/${list}.txt`);
    none(without(judged, offered), `gone: take these out of tests/gate/ways/${list}.txt`);
  });

test('what only reading finds is there, and no rule finds it', () => {
  const ruled = new Set(Object.values(membersByRule).flatMap((names) => [...names]));
  none(without(namesOf('others'), memberNames), 'others.txt: no interface has these');
  none(without(namesOf('keeps'), memberNames), 'keeps.txt: no interface has these');
  none(
    [...namesOf('others')].filter((it) => ruled.has(it)),
    'others.txt: these are in another list',
  );
  const named = (it) => interfaces.has(it) || memberNames.has(it);
  none([...namesOf('unnamed')].filter(named), 'unnamed.txt: these have a name now');
});

test('a list has each name once, sorted under its family', () => {
  const order = [...families.keys()];
  for (const [list, rows] of Object.entries(LISTS)) {
    const place = (row) => order.indexOf(row.family);
    const wrong = rows.filter((row, at) => {
      const last = rows[at - 1] ?? { name: '', family: order[0] };
      return place(row) < place(last) || (row.family === last.family && row.name <= last.name);
    });
    none(
      wrong.map((it) => it.name),
      `${list}.txt: out of order`,
    );
    assert.equal(namesOf(list).size, rows.length, `${list}.txt: a name is there twice`);
  }
});

test('a name is judged alike wherever it is', () => {
  const judged = new Map();
  const wrong = ALL.filter(({ name, family }) => {
    const before = judged.get(name) ?? family;
    judged.set(name, before);
    return before !== family;
  });
  none(
    wrong.map((it) => it.name),
    'two families',
  );
});

test('what has ways of its own has a row for one, and the other way round', () => {
  const isWay = ({ verdict }) => !/^(none|below)$/.test(verdict);
  const ways = ALL.filter(isWay).map((it) => it.name);
  const owners = new Set(ways.map((name) => name.split(/[.[]/)[0]));
  const below = new Set(ALL.filter((it) => it.verdict === 'below').map((it) => it.name));
  none(without(below, owners), 'these have no way of their own');
  const quiet = ALL.filter((it) => it.verdict === 'none' && owners.has(it.name)).map((it) => it.name);
  none(quiet, 'these have ways of their own');
});

/** Names of canaries: what the pages ask for, and tests. */
function canaries() {
  const pages = readdirSync(new URL('../pages/', import.meta.url)).map((it) => read(`tests/pages/${it}`));
  const cases = readdirSync(new URL('../e2e/cases/guards/', import.meta.url));
  const tests = cases.map((it) => read(`tests/e2e/cases/guards/${it}`)).join('\n');
  return new Set([
    ...[...pages.join('\n').matchAll(/(?:way\('|ask\('|stats\.test\/)([\w-]+\.\w+)/g)].map((it) => it[1]),
    ...[...tests.matchAll(/^fn (\w+)\(\)/gm)].map((it) => it[1]),
  ]);
}

test('what is guarded names a canary', () => {
  const known = canaries();
  const guarded = ALL.filter((it) => it.verdict === 'guarded');
  const named = guarded.filter((it) => it.canary !== '?');
  none(
    named.filter((it) => !known.has(it.canary)).map((it) => `${it.name} ${it.canary}`),
    'no such canary',
  );
  assert.equal(guarded.length - named.length, WITHOUT_CANARY);
});

test('what the browser alone holds, a directive of the gate holds', () => {
  const written = new Set(
    [...read('src/gate/csp.js').matchAll(/([a-z]+-src|form-action)/g)].map((it) => it[1]),
  );
  for (const { name, verdict, directives } of families.values()) {
    assert.ok(directives || verdict !== 'browser', name);
    // What is not written falls back to `default-src`, but for what is no source.
    const own = directives
      .split(' ')
      .filter((it) => it && (!it.endsWith('-src') || !written.has('default-src')));
    none(without(own, written), name);
  }
});

test('what is open says where it is to be held', () => {
  for (const { name, verdict, holder } of families.values()) {
    if (verdict !== 'open') continue;
    assert.ok(holder, name);
    const points = new Set([...holder.matchAll(/\b[A-Z]\w+\.[a-z]\w*\b/g)].map((it) => it[0]));
    none(without(points, memberNames), `${name}: no interface has these`);
  }
});

test('each family has a row, and each verdict its count', () => {
  none(without(families.keys(), new Set(ALL.map((it) => it.family))), 'families without a row');
  const counts = {};
  for (const verdict of new Map(ALL.map((it) => [it.name, it.verdict])).values())
    counts[verdict] = (counts[verdict] ?? 0) + 1;
  assert.deepEqual(counts, COUNTS);
});

test('the documents say the same', () => {
  const [, documented] = /<!-- ways -->\n\n([^]*?)\n\n<!-- \/ways -->/.exec(read('docs/embedding.md')) ?? [];
  assert.equal(documented, table());
  const limits = read('README.md').split('## What is not there yet')[1].split('## More')[0];
  const told = [...families.values()].filter((it) => /^(browser|open)$/.test(it.verdict));
  none(
    told.map((it) => it.name).filter((it) => !limits.includes(it)),
    'README.md has no word of these',
  );
});

test('the packages have the versions that xtask names', () => {
  assert.deepEqual(versions, pins);
});
