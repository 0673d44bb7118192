import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { isPopular, randomTicket } from './index.ts';

test('a ticket has the right count of different numbers of each field, ascending', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 90 }), fc.nat(), (of, some) => {
      const field = { of, pick: 1 + (some % of) };
      const [numbers] = randomTicket({ fields: [field] });
      assert.ok(numbers);
      assert.equal(new Set(numbers).size, field.pick);
      assert.deepEqual(
        numbers,
        numbers.toSorted((a, b) => a - b),
      );
      assert.ok(numbers.every((number) => number >= 1 && number <= of));
    }),
  );
});

test('dates, runs and equal steps are popular, and a ticket keeps clear of them', () => {
  assert.ok(isPopular([1, 2, 3, 20, 30, 40], 45));
  assert.ok(isPopular([5, 10, 15, 20, 25, 30], 45));
  assert.ok(isPopular([4, 7, 12, 19, 22, 30], 45));
  assert.ok(!isPopular([4, 17, 22, 33, 40, 44], 45));
  for (let i = 0; i < 200; i += 1) {
    const [numbers] = randomTicket({ fields: [{ of: 45, pick: 6 }] });
    assert.ok(numbers && !isPopular(numbers, 45));
  }
});

test('digits keep their order and may repeat', () => {
  const digits = {
    fields: [
      { of: 10, pick: 1 },
      { of: 10, pick: 1 },
    ],
    ordered: true as const,
  };
  assert.deepEqual(randomTicket(digits, { random: () => 0 }), [[0], [0]]);
});
