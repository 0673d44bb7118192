import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fromShortId, isId, newId, toShortId } from './ids.ts';

test('ids made one after another sort in the order they were made', () => {
  const ids = Array.from({ length: 20_000 }, () => newId());
  assert.deepEqual(ids.toSorted(), ids);
  assert.equal(new Set(ids).size, ids.length);
});

test('an id is a version 7 uuid that carries its time', () => {
  const at = Date.UTC(2100, 0, 1);
  const id = newId(at);
  assert.ok(isId(id));
  assert.equal(id[14], '7');
  assert.match(id[19] ?? '', /[89ab]/);
  assert.equal(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16), at);
});

test('the short form is 22 url-safe characters and comes back the same', () => {
  for (let i = 0; i < 1_000; i += 1) {
    const id = newId();
    const short = toShortId(id);
    assert.match(short, /^[A-Za-z0-9_-]{22}$/);
    assert.equal(fromShortId(short), id);
  }
});

test('a text that is no short id is refused', () => {
  for (const text of [
    '',
    'x',
    'A'.repeat(23),
    'A'.repeat(21),
    `${'A'.repeat(21)}B`,
    '!'.repeat(22),
  ])
    assert.equal(fromShortId(text), undefined);
});
