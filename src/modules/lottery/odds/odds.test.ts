import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { chanceOfHits } from './combinatorics.ts';
import { expectation } from './expectation.ts';
import { compare, multiply, one, ratio, sum, toNumber } from './ratio.ts';
import { ticketsInSystemBet } from './system-bet.ts';
import { chanceInTickets, RuleError, tierChance } from './tiers.ts';

test('the chances of all numbers of hits add up to one', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 60 }), fc.nat(60), fc.nat(60), (of, a, b) => {
      const field = { of, pick: a % (of + 1), drawn: b % (of + 1) };
      const all = Array.from({ length: field.pick + 1 }, (_, hits) => chanceOfHits(field, hits));
      assert.deepEqual(sum(all), one);
    }),
  );
});

test('a fraction is shown right where both halves overflow a double', () => {
  fc.assert(
    fc.property(fc.bigInt(1n, 10n ** 12n), fc.bigInt(1n, 10n ** 12n), (n, d) => {
      const huge = 7n ** 400n;
      const near = Math.abs(toNumber({ n: n * huge, d: d * huge }) / (Number(n) / Number(d)) - 1);
      assert.ok(near < 1e-12);
    }),
  );
  assert.equal(toNumber(ratio(-1, 8)), -0.125);
});

test('more tickets never lower the chance, one ticket is the chance itself', () => {
  const chance = ratio(1, 10);
  assert.deepEqual(chanceInTickets(chance, 1), chance);
  assert.deepEqual(chanceInTickets(chance, 2), ratio(19, 100));
  assert.equal(compare(chanceInTickets(chance, 50), chanceInTickets(chance, 49)), 1);
});

test('a system bet costs the tickets inside it, and refuses counts it cannot hold', () => {
  assert.equal(ticketsInSystemBet({ fields: [{ of: 45, pick: 6 }] }, [8]), 28n);
  const twice = {
    fields: [
      { of: 20, pick: 4 },
      { of: 20, pick: 4 },
    ],
  };
  assert.equal(ticketsInSystemBet(twice, [5, 6]), 75n);
  assert.throws(() => ticketsInSystemBet(twice, [3, 6]), RangeError);
  assert.throws(() => ticketsInSystemBet(twice, [5]), RangeError);
});

test('what a ticket returns names what it was computed from', () => {
  const tiers = [{ chance: ratio(1, 10), amountRub: 500 }, { chance: ratio(1, 1000) }];
  const exact = expectation({ priceRub: 100, tiers: tiers.slice(0, 1) });
  assert.deepEqual(exact, { basis: 'prizes', returnRub: ratio(50), lossRub: ratio(50) });
  const fund = expectation({ priceRub: 100, tiers, fundPercent: 60 });
  assert.deepEqual(fund, {
    basis: 'fund',
    returnRub: ratio(60),
    lossRub: ratio(40),
    atLeastRub: ratio(50),
  });
  const known = expectation({ priceRub: 100, tiers });
  assert.deepEqual(known, { basis: 'known-prizes', atLeastRub: ratio(50) });
});

test('a rule that does not fit the matrix is refused', () => {
  const two = {
    fields: [
      { of: 5, pick: 2 },
      { of: 4, pick: 1 },
    ],
  };
  assert.throws(() => tierChance(two, { by: 'marked', marked: 2, hits: 1 }), RuleError);
  assert.throws(() => tierChance(two, { by: 'hits', ways: [[1]] }), RuleError);
  assert.throws(
    () => tierChance({ fields: [{ of: 90, pick: 30 }] }, { by: 'ticket-out', left: 3 }),
    RuleError,
  );
  assert.deepEqual(multiply(ratio(2, 3), ratio(3, 2)), one);
});
