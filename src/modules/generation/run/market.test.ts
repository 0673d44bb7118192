import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Model } from '#modules/catalogue';
import { type Judgement, judgeOffer } from './market.ts';

const price = (credits: number, more: Partial<Model['price']> = {}): Model['price'] => ({
  credits,
  per: 'image',
  ...more,
});
const rules = [{ when: { resolution: '4K' }, credits: 16 }];

const cases: readonly [string, Model['price'], string, string | undefined, Judgement][] = [
  ['the same figure', price(4), '1', '4 credits per image', 'same'],
  ['the figure of a rule', price(6, { rules }), '1', 'from **16** credits', 'same'],
  ['all of several figures', price(6, { rules }), '1', '6 credits (1K), 16 credits (4K)', 'same'],
  ['one of several dearer', price(6, { rules }), '1', '6 credits (1K), 18 credits (4K)', 'loss'],
  ['one of several new', price(6, { rules }), '1', '6 credits (1K), 10 credits (2K)', 'differs'],
  ['one dearer, sold above', price(6), '2', '6 credits (1K), 10 credits (2K)', 'differs'],
  ['words without a figure', price(4), '1', 'see the price list', 'unreadable'],
  ['no words', price(4), '1', undefined, 'unreadable'],
  ['a model without a known price', price(4, { credits: null }), '1', '4 credits', 'unreadable'],
  ['dearer than we sell', price(4), '1', '5 credits', 'loss'],
  ['dearer, and sold above that', price(4), '2', '5 credits', 'differs'],
  ['cheaper', price(4), '1', '3 credits', 'differs'],
];

for (const [what, ours, rate, text, judgement] of cases)
  test(`${what}: ${judgement}`, () => assert.equal(judgeOffer(ours, rate, text), judgement));
