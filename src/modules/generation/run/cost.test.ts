import assert from 'node:assert/strict';
import { test } from 'node:test';
import { credits } from '#kernel';
import type { Generation } from '../generation.ts';
import { expectedCost, judgeCost } from './cost.ts';

const line = (unit: string, quantity: string, per: string) => ({
  what: 'run',
  credits: unit,
  quantity,
  unit: per,
});
type Bill = Generation['price']['bill'];
// The catalogue's units are a closed set; a test may name one as text.
const billOf = (...lines: ReturnType<typeof line>[]): Bill => lines as Bill;

test('a bill adds up in the units it is told in', () => {
  assert.equal(expectedCost(billOf(line('4', '2', 'image'), line('1.5', '3', 'image'))), 12.5);
  assert.equal(expectedCost(billOf(line('10', '2500', '1k-chars'))), 25);
  assert.equal(expectedCost(billOf(line('200', '50000', '1m-tokens'))), 10);
  assert.equal(expectedCost(billOf(line('1/3', '3', 'second'))), 1);
});

const priceOf = (kind: 'exact' | 'upTo', amount: string, rate: string): Generation['price'] => ({
  kind,
  amount: credits(amount),
  bill: billOf(line('4', '1', 'image')),
  terms: { rate, step: '0.1', least: '0.1' },
});

const cases: readonly [string, Generation['price'], number, boolean, boolean][] = [
  ['as foreseen', priceOf('exact', '4', '1'), 4, false, false],
  ['a rounding apart', priceOf('exact', '4', '1'), 4.009, false, false],
  ['cheaper', priceOf('exact', '4', '1'), 3, true, false],
  ['dearer than sold', priceOf('exact', '4', '1'), 5, true, true],
  ['dearer, and sold above that', priceOf('exact', '8', '2'), 5, true, true],
  ['dearer within what was taken', priceOf('exact', '6', '1'), 5, true, false],
  ['less than the most it may be', priceOf('upTo', '4', '1'), 1, false, false],
  ['more than the most it may be', priceOf('upTo', '4', '1'), 6, true, true],
];

for (const [what, price, cost, differs, isLoss] of cases)
  test(`${what}: ${differs ? (isLoss ? 'a loss' : 'told') : 'nothing'}`, () =>
    assert.partialDeepStrictEqual(judgeCost(price, cost), { differs, isLoss }));
