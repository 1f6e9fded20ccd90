// Addresses in an attribute, as the platform reads them.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from './load.js';

const { addressesIn } = await load('addresses.js');

/** Candidates of a `srcset`, by the steps of the standard: slowly, and one after the other. */
function candidates(text) {
  const found = [];
  const isSpace = (it) => /[\t\n\f\r ]/.test(it);
  for (let at = 0; ;) {
    while (at < text.length && (isSpace(text[at]) || text[at] === ',')) at++;
    if (at >= text.length) return found;
    let end = at;
    while (end < text.length && !isSpace(text[end])) end++;
    const url = text.slice(at, end).replace(/,+$/, '');
    found.push(url);
    at = end;
    if (text[end - 1] === ',') continue;
    for (let isInside = false; at < text.length && (isInside || text[at] !== ','); at++) {
      if (text[at] === '(') isInside = true;
      if (text[at] === ')') isInside = false;
    }
  }
}

test('a srcset is read by the steps of the standard', () => {
  const rows = {
    'a.png 1x,http://stats.test/b.png 2x': ['a.png', 'http://stats.test/b.png'],
    ' , a.png (x, y) 2x,b': ['a.png', 'b'],
    'a,b.png': ['a,b.png'],
    'a,, b': ['a', 'b'],
    'a (x, b': ['a'],
    '': [],
  };
  for (const [text, urls] of Object.entries(rows)) {
    assert.deepEqual([...addressesIn('srcset', text)], urls, text);
    assert.deepEqual(candidates(text), urls, text);
  }
  let seed = 7;
  const dice = (end) => (seed = (seed * 48271) % 2147483647) % end;
  for (let turn = 0; turn < 20000; turn++) {
    const text = Array.from({ length: dice(14) }, () => 'ab,,  \t\n\v()x1/:'[dice(16)]).join('');
    assert.deepEqual([...addressesIn('imagesrcset', text)], candidates(text), JSON.stringify(text));
  }
});

test('values of an animation are several', () => {
  assert.deepEqual([...addressesIn('values', 'a; http://stats.test/b')], ['a', ' http://stats.test/b']);
  assert.deepEqual([...addressesIn('src', 'a; b')], ['a; b']);
});
