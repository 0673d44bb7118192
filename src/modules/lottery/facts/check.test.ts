import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkLotteries, readLotteries, readRawLotteries } from './index.ts';

test('the built-in lotteries have no mistake, and there are 29', () => {
  const { lotteries, mistakes } = checkLotteries(readRawLotteries());
  assert.deepEqual(mistakes, []);
  assert.equal(lotteries.length, 29);
  assert.equal(readLotteries().length, 29);
});

test('all mistakes are told at once, each with its place', () => {
  const [first, second, ...rest] = readLotteries().map((lottery) => structuredClone(lottery));
  assert.ok(first?.tiers[0] && second);
  first.tiers[0].rule = { by: 'hits', ways: [[6, 1]] };
  first.replacedBy = ['duel'];
  first.facts.price = { sure: 'unknown' };
  second.aliases.push('6 из 45');
  second.overall = { by: 'tier', tier: 9, doubt: { ru: 'а', en: 'a' } };
  const { mistakes } = checkLotteries([first, second, ...rest, { id: 'half' }, first]);
  const told = mistakes.map(({ where, what }) => `${where}: ${what}`).join('\n');
  for (const part of [
    'entry 1 (6x45): tiers[0].rule: hits: one figure for each field',
    'entry 1 (6x45): replacedBy: duel cannot be bought',
    'entry 1 (6x45): facts.price: a known price is not unknown',
    'entry 1 (6x45): id: another entry has it too',
    'entry 2 (5x36plus): aliases: another lottery is called «6 из 45» too',
    'entry 2 (5x36plus): overall: there is no tier 9',
    'entry 30 (half): apiGame',
  ])
    assert.ok(told.includes(part), `${part}\nis not in\n${told}`);
});

test('every text stands in both languages, in its own alphabet', () => {
  for (const { id, title, hint, rules } of readLotteries()) {
    for (const text of [title.en, hint.en, rules.en]) assert.doesNotMatch(text, /[а-яё]/i, id);
    for (const text of [hint.ru, rules.ru]) assert.match(text, /[а-яё]/i, id);
  }
});
