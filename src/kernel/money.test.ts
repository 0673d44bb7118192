import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { credits, creditsOf, formatCredits, toDecimal } from './money.ts';

test('an amount comes back from its text unchanged', () => {
  fc.assert(
    fc.property(fc.bigInt(-(10n ** 15n) + 1n, 10n ** 15n - 1n), (thousandths) => {
      assert.equal(credits(toDecimal(creditsOf(thousandths))), thousandths);
    }),
  );
});

test('what is not an amount is refused, not rounded', () => {
  for (const text of ['', '1,5', '1.2345', '1e3', ' 1', 'NaN', '.5', '5.', '--1'])
    assert.throws(() => credits(text), RangeError);
});

test('people see grouped thousands and their own decimal mark', () => {
  const cases = [
    ['0', '0', '0'],
    ['1234567.5', '1\u00A0234\u00A0567,5', '1,234,567.5'],
    ['999', '999', '999'],
    ['-1000.05', '-1\u00A0000,05', '-1,000.05'],
  ] as const;
  for (const [amount, ru, en] of cases) {
    assert.equal(formatCredits(credits(amount), 'ru'), ru);
    assert.equal(formatCredits(credits(amount), 'en'), en);
  }
});
