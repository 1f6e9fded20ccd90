// Where a visitor stands, on pages that are handed in.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load, page } from './load.js';

const NOW = 20000000;
const YES = '1.bwo3k.a.counting.aaaaaa.';
const NO = '1.bwo3k.r...aaaaaa';

test('a page without an answer is undecided, and grants nothing', async () => {
  const standing = await load('standing.js');
  standing.read();
  assert.equal(standing.decision.state, 'undecided');
  assert.equal(standing.allows('stats'), false);
  assert.equal(standing.allows('needed'), true);
  assert.equal(standing.allows('nobody'), false);
});

test('the newest copy counts, whichever place it is in', async () => {
  for (const [cookie, mirror, state] of [
    [`__Host-portcullis=${YES}`, '', true],
    ['', JSON.stringify(YES), true],
    [`__Host-portcullis=${YES}`, JSON.stringify(NO.replace('bwo3k', 'bwo3l')), false],
    [`__Host-portcullis=${NO}; __Host-portcullis=${YES.replace('bwo3k', 'bwo3l')}`, '', true],
  ]) {
    const storage = mirror ? { portcullis: mirror } : {};
    const standing = await load('standing.js', { world: page({ cookie, storage }) });
    standing.read();
    assert.equal(standing.allows('stats'), state, `${cookie} ${mirror}`);
  }
});

test('an answer is kept in the cookie and in the mirror, alike', async () => {
  const world = page();
  const standing = await load('standing.js', { world });
  standing.keepAnswer(new Set([0]), 'a');
  assert.equal(standing.raw, YES);
  assert.equal(world.window.localStorage.portcullis, JSON.stringify(YES));
  const days = 182 * 24 * 60 * 60;
  const rest = `Max-Age=${days}; SameSite=Lax; Path=/; Secure`;
  assert.equal(world.document.cookie, `__Host-portcullis=${YES}; ${rest}`);
});

test('plain pages, and those that share their answer, have the plain name', async () => {
  for (const [href, table, start] of [
    ['http://shop.test/', {}, 'portcullis='],
    ['https://www.shop.test/', { SHARED: true, DOMAIN: 'shop.test' }, 'portcullis='],
  ]) {
    const world = page({ href });
    const standing = await load('standing.js', { world, table });
    standing.keepAnswer(new Set(), 'r');
    assert.ok(world.document.cookie.startsWith(start), world.document.cookie);
  }
});

test('Global Privacy Control is honoured where the policy says so', async () => {
  for (const [on, HONOURS_GPC, honoured] of [
    [true, true, true],
    [true, false, false],
    [undefined, true, false],
  ]) {
    const world = page();
    world.window.navigator.globalPrivacyControl = on;
    const { honoursGpc } = await load('page.js', { world, table: { HONOURS_GPC } });
    assert.equal(honoursGpc(), honoured);
  }
});

test('an answer counts over a copy that a clock has dated a little ahead', async () => {
  const ahead = YES.replace('bwo3k', (NOW + 5).toString(36));
  const world = page({ storage: { portcullis: JSON.stringify(ahead) } });
  const standing = await load('standing.js', { world, now: () => NOW });
  standing.read();
  assert.equal(standing.allows('stats'), true);
  standing.keepAnswer(new Set(), 'r');
  world.window.localStorage.portcullis = JSON.stringify(ahead);
  world.document.cookie = world.document.cookie.split(';')[0];
  standing.read();
  assert.equal(standing.allows('stats'), false);
});

test('a copy that is dated far ahead is taken away, and what counts is written anew', async () => {
  const ahead = YES.replace('bwo3k', (NOW + 500).toString(36));
  for (const [cookie, kept] of [
    [`__Host-portcullis=${NO}`, JSON.stringify(NO)],
    ['', undefined],
  ]) {
    const storage = {
      portcullis: JSON.stringify(ahead),
      removeItem(name) {
        delete this[name];
      },
    };
    const standing = await load('standing.js', { world: page({ cookie, storage }), now: () => NOW });
    standing.read();
    assert.equal(standing.allows('stats'), false);
    assert.equal(storage.portcullis, kept);
  }
});
