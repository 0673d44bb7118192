import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { barOf, nextLookMs, placeOf, timeWords, toStep } from './progress.ts';

test('the bar has ten cells and grows with the percent', () => {
  assert.deepEqual([barOf(0), barOf(42), barOf(100)], ['▱▱▱▱▱▱▱▱▱▱', '▰▰▰▰▱▱▱▱▱▱', '▰▰▰▰▰▰▰▰▰▰']);
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 100 }), fc.integer({ min: 0, max: 100 }), (a, b) => {
      assert.equal(barOf(a).length, 10);
      if (a <= b) assert.ok(barOf(a).lastIndexOf('▰') <= barOf(b).lastIndexOf('▰'));
    }),
  );
});

test('the place in the line is thinned out, never understated by more than its step', () => {
  assert.deepEqual(
    [0, 3, 5, 6, 11, 73, 100, 101, 4_000].map((one) => placeOf(one).ahead),
    [0, 3, 5, 5, 10, 50, 50, 100, 2_000],
  );
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 100_000 }), (ahead) => {
      const shown = placeOf(ahead);
      assert.ok(shown.isAbout ? shown.ahead < ahead : shown.ahead === ahead);
    }),
  );
});

test('a line that moves by one changes what is shown rarely', () => {
  const shown = new Set(Array.from({ length: 500 }, (_, ahead) => placeOf(ahead).ahead));
  assert.ok(shown.size <= 6 + 7, `${shown.size} texts for 500 places`);
});

const times: [number, string, string][] = [
  [900, '5\u00A0с', '5\u00A0s'],
  [12_000, '15\u00A0с', '15\u00A0s'],
  [61_000, '2\u00A0мин', '2\u00A0min'],
  [7_200_000, '2\u00A0ч', '2\u00A0h'],
];
for (const [ms, ru, en] of times)
  test(`${ms} ms are told as "${en}"`, () => {
    assert.deepEqual([timeWords(ms, 'ru'), timeWords(ms, 'en')], [ru, en]);
  });

test('percent go in steps of five and are looked at between five and twenty seconds', () => {
  assert.deepEqual([0, 4, 5, 99].map(toStep), [0, 0, 5, 95]);
  assert.deepEqual([1_000, 200_000, 3_600_000].map(nextLookMs), [5_000, 10_000, 20_000]);
});
