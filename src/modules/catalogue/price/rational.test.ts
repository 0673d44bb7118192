import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { ceilTo, isLess, plus, rational, times, toText, whole } from './rational.ts';

test('a decimal is exactly what it says', () => {
  assert.deepEqual(rational(24.8), { n: 124n, d: 5n });
  assert.deepEqual(rational('1e-7'), { n: 1n, d: 10_000_000n });
  assert.deepEqual(rational('2.5e3'), whole(2500));
  for (const bad of ['', '.', 'NaN', 'Infinity', '1,5', 'x'])
    assert.throws(() => rational(bad), RangeError);
});

test('a tenth ten times is one', () => {
  let sum = whole(0);
  for (let i = 0; i < 10; i += 1) sum = plus(sum, rational(0.1));
  assert.deepEqual(sum, whole(1));
  assert.equal(toText(times(rational(0.7), rational(0.1))), '0.07');
  assert.equal(isLess(rational(0.1), rational('0.10')), false);
});

test('rounding up never loses and never adds a whole step', () => {
  fc.assert(
    fc.property(
      fc.bigInt(0n, 10n ** 12n),
      fc.bigInt(1n, 10n ** 6n),
      fc.bigInt(1n, 1000n),
      (n, d, step) => {
        const rounded = ceilTo({ n, d }, step);
        assert.equal(rounded % step, 0n);
        assert.ok(rounded * d >= n && (rounded - step) * d < n);
      },
    ),
  );
  assert.equal(ceilTo({ n: -5n, d: 2n }, 1n), 0n);
});
