// What may be stored, and where what is erased may be.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load, open, page } from './load.js';

test('what a refused service declares is doomed, and nothing else', async () => {
  const { isDoomed } = await load('declared.js');
  for (const [kind, name, doomed] of [
    ['', '_st', true],
    ['', '_st_1', true],
    ['', 'basket', false],
    ['', 'other', false],
    ['l', 'st:1', true],
    ['s', 'st:1', false],
    ['', 'portcullis', false],
  ])
    assert.equal(isDoomed(kind, name), doomed, `${kind} ${name}`);
});

test('what a granted service declares stays, even where a refused one declares it too', async () => {
  const SERVICES = [
    ['stats', 'aaaaaa'],
    ['ads', 'bbbbbb'],
  ];
  const STORED = [[['', '_st*']], [['', '_s*']]];
  const load = open({
    table: {
      SERVICES,
      STORED,
      IDS: [
        ['stats', [0]],
        ['ads', [1]],
      ],
    },
  });
  const { isDoomed } = await load('declared.js');
  const { keepAnswer } = await load('standing.js');
  keepAnswer(new Set([0]), 'c');
  assert.equal(isDoomed('', '_st'), false);
  assert.equal(isDoomed('', '_sx'), true);
});

test('a name that ends like ours is a name like any other', async () => {
  const { isDoomed } = await load('declared.js', { table: { STORED: [[['', 'my-portcullis']]] } });
  assert.equal(isDoomed('', 'my-portcullis'), true);
});

test('every domain and path that a cookie may have is tried', async () => {
  const { domainsOf, pathsOf } = await load('cookies.js', { world: page() });
  assert.deepEqual([...domainsOf('a.b.test')], ['; Domain=a.b.test', '; Domain=b.test', '; Domain=test']);
  assert.deepEqual([...pathsOf('/a/b')], ['', '/', '/a', '/a/', '/a/b', '/a/b/']);
});

test('a hostile pattern is answered: one that tried every way would never end', async () => {
  const { fits } = await load('pattern.js');
  assert.equal(fits('*a'.repeat(30) + 'b', 'a'.repeat(4000)), false);
});
