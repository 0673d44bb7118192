import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createAdmission } from './admission.ts';

const withinMs = 10_000;

test('in no window are more admitted than the limit, and never fewer than could be', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 4_000 }), { maxLength: 60 }),
      fc.integer({ min: 1, max: 6 }),
      (pauses, most) => {
        const { admit } = createAdmission({ recentCount: () => 0, most, withinMs });
        let at = 1_000_000;
        const admitted: number[] = [];
        for (const pause of pauses) {
          at += pause;
          const inWindow = admitted.filter((time) => time > at - withinMs).length;
          assert.equal(admit('anna', new Date(at)), inWindow < most);
          if (inWindow < most) admitted.push(at);
        }
      },
    ),
  );
});

test('people do not count for each other, and no limit is no limit', () => {
  const { admit } = createAdmission({ recentCount: () => 0, most: 1, withinMs });
  const at = new Date(5_000);
  assert.deepEqual([admit('a', at), admit('a', at), admit('b', at)], [true, false, true]);
  const { admit: free } = createAdmission({ recentCount: () => 999, most: 0, withinMs });
  assert.ok(Array.from({ length: 100 }, () => free('a', at)).every(Boolean));
});

test('what came before this process counts', () => {
  const { admit } = createAdmission({ recentCount: () => 2, most: 3, withinMs });
  const at = new Date(5_000);
  assert.deepEqual([admit('a', at), admit('a', at)], [true, false]);
});
