import assert from 'node:assert/strict';
import { test } from 'node:test';
import { credits } from '#kernel';
import { creditsWords, differenceWords, roublesWords } from './amount.ts';

test('credits take the right word and never part from it', () => {
  const words = ['1', '2', '5', '0.8', '21', '1500'].map((n) => creditsWords(credits(n), 'ru'));
  assert.deepEqual(words, [
    '1\u00A0кредит',
    '2\u00A0кредита',
    '5\u00A0кредитов',
    '0,8\u00A0кредита',
    '21\u00A0кредит',
    '1\u00A0500\u00A0кредитов',
  ]);
  assert.equal(creditsWords(credits('1.5'), 'en'), '1.5\u00A0credits');
});

test('a difference has its sign, and none is not told', () => {
  assert.equal(differenceWords(1500n, 'ru'), '+1,5');
  assert.equal(differenceWords(-2000n, 'en'), '−2');
  assert.equal(differenceWords(0n, 'ru'), undefined);
});

test('roubles are told at the rate, as finely as the sum is worth', () => {
  assert.equal(roublesWords(credits('8'), '2', 'ru'), '≈\u00A016\u00A0₽');
  assert.equal(roublesWords(credits('0.8'), '0.5', 'ru'), '≈\u00A00,4\u00A0₽');
  assert.equal(roublesWords(credits('3'), '0.5', 'en'), '≈\u00A01.5\u00A0₽');
  assert.equal(roublesWords(credits('10000'), '2', 'ru'), '≈\u00A020\u00A0000\u00A0₽');
  assert.equal(roublesWords(credits('8'), undefined, 'ru'), undefined);
});
