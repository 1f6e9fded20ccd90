// Where a visitor stands, on pages that are handed in.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load, page } from './load.js';

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
