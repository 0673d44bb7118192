import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toLocale } from './locale.ts';
import { plural } from './plural.ts';

const ru = { one: 'кредит', few: 'кредита', other: 'кредитов' };
const en = { one: 'credit', other: 'credits' };

test('Russian counts take the right form', () => {
  const cases = {
    кредит: [1, 21, 101, 1001],
    кредита: [2, 3, 4, 22, 1.5],
    кредитов: [0, 5, 11, 12, 14, 111, 25],
  };
  for (const [form, numbers] of Object.entries(cases))
    for (const n of numbers) assert.equal(plural('ru', n, ru), form, String(n));
});

test('English counts take the right form', () => {
  assert.deepEqual(
    [0, 1, 2, 21, 1.5].map((n) => plural('en', n, en)),
    ['credits', 'credit', 'credits', 'credits', 'credits'],
  );
});

test('a Telegram language picks the language of the answer', () => {
  assert.deepEqual(
    ['ru', 'ru-RU', 'be', 'en', 'pt-br', undefined, ''].map((tag) => toLocale(tag)),
    ['ru', 'ru', 'ru', 'en', 'en', 'en', 'en'],
  );
});
