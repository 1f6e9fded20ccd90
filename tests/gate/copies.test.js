// What is stored may be anything, by anybody: 20,000 random and hostile values.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load, page } from './load.js';

const NOW = 20000000;
const TURNS = 20000;
/** Texts that are no answer, or that break who takes them for one. */
const HOSTILE = [
  '',
  'null',
  'true',
  '0',
  '-1e999',
  '""',
  '[]',
  '{}',
  '{"toString":1}',
  '{"valueOf":{},"toString":{}}',
  '{"length":9}',
  '["1.bwo3k.a.counting.aaaaaa."]',
  '{"__proto__":null}',
  '"__proto__"',
  '"\\ud800"',
  '{',
  '"1.',
  '"1.bwo3k.a.counting.aaaaaa.\\n"',
  '"' + '1'.repeat(5000) + '"',
  '['.repeat(3000),
  '%00',
  '\u0000',
];

/** Numbers that are the same in every run. @param {number} seed */
const random = (seed) => () => {
  seed = (seed * 1664525 + 1013904223) % 4294967296;
  return seed / 4294967296;
};

/** A copy of an answer to the one service: its minute, and whether it grants. */
const answer = (minute, grants) => `1.${minute.toString(36)}.${grants ? 'a.counting.aaaaaa.' : 'r...aaaaaa'}`;

/** A place that holds `value`, or gives something else than a text, or throws. */
function place(next, name, value) {
  const kind = next();
  const get = () => {
    if (kind < 0.05) throw new Error('denied');
    if (kind < 0.1) return [undefined, null, 7, {}, Symbol('x')][Math.floor(next() * 5)];
    return value;
  };
  return {
    store: Object.defineProperty({}, name, { get, set() {}, configurable: true }),
    isPlain: kind >= 0.1,
  };
}

/** One visitor: what is stored in a cookie and in the mirror, and what an answer must be. */
function visitor(next) {
  const pick = () => {
    if (next() < 0.5) return { text: HOSTILE[Math.floor(next() * HOSTILE.length)], copy: null };
    const copy = [NOW - 20 + Math.floor(next() * 45), next() < 0.5];
    return { text: answer(...copy), copy };
  };
  const [cookie, mirror] = [pick(), pick()];
  const cookiePlace = place(next, 'cookie', `a=b; __Host-portcullis=${cookie.text}`);
  const mirrorPlace = place(next, 'portcullis', mirror.copy ? JSON.stringify(mirror.text) : mirror.text);
  const copies = [cookiePlace.isPlain && cookie.copy, mirrorPlace.isPlain && mirror.copy].filter(Boolean);
  return { cookiePlace, mirrorPlace, copies };
}

/** Whether the newest copies that count all grant. */
function grants(copies) {
  const counted = copies.filter(([minute]) => minute <= NOW + 10);
  const last = Math.max(...counted.map(([minute]) => minute));
  return counted.length > 0 && counted.every(([minute, is]) => minute < last || is);
}

test('an answer that cannot be read is none, and the gate stands', async () => {
  const world = page();
  const standing = await load('standing.js', { world, now: () => NOW });
  const next = random(1);
  let granted = 0;
  for (let turn = 0; turn < TURNS; turn++) {
    const { cookiePlace, mirrorPlace, copies } = visitor(next);
    Object.defineProperty(
      world.document,
      'cookie',
      Object.getOwnPropertyDescriptor(cookiePlace.store, 'cookie'),
    );
    world.window.localStorage = mirrorPlace.store;
    standing.read();
    assert.equal(standing.allows('stats'), grants(copies), `turn ${turn}: ${JSON.stringify(copies)}`);
    granted += standing.allows('stats') ? 1 : 0;
  }
  assert.ok(granted > TURNS / 10 && granted < TURNS / 2, `${granted}`);
});
