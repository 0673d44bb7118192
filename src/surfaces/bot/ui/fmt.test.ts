import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { bold, clip, fmt, italic, join, link, quote } from './fmt.ts';

const covered = (words: { text: string; entities: { offset: number; length: number }[] }) =>
  words.entities.map(({ offset, length }) => words.text.slice(offset, offset + length));

test('entities cover exactly the words they were put on, emoji before them or not', () => {
  const words = fmt`👋 ${bold('Anna')}, ${italic(fmt`a ${bold('b')} c`)} ${link('here', 'https://a.b')}`;
  assert.equal(words.text, '👋 Anna, a b c here');
  assert.deepEqual(covered(words), ['Anna', 'a b c', 'b', 'here']);
});

test('what a person wrote is never read as markup', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string(), (name, rest) => {
      const words = fmt`${rest}<b>${bold(name)}</b>`;
      assert.equal(words.text, `${rest}<b>${name}</b>`);
      assert.deepEqual(covered(words), name === '' ? [] : [name]);
    }),
  );
});

test('joined lines keep their entities', () => {
  const words = join([bold('one'), 'two', quote('three')], '\n');
  assert.equal(words.text, 'one\ntwo\nthree');
  assert.deepEqual(covered(words), ['one', 'three']);
});

test('a clipped text keeps whole characters and entities that lie inside it', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme' }),
      fc.string({ unit: 'grapheme' }),
      fc.integer({ min: 2, max: 40 }),
      (head, tail, most) => {
        const words = clip(fmt`${bold(head)}${italic(tail)}`, most);
        assert.ok(words.text.length <= most);
        assert.ok(words.text.isWellFormed());
        for (const { offset, length } of words.entities) {
          assert.ok(length > 0);
          assert.ok(offset + length <= words.text.length);
        }
      },
    ),
  );
});
