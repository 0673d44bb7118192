import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createTownClock, type Leap, townTime } from './time.ts';

test('before the first leap it is the time of the machine, after each it is ahead by what was told', () => {
  const leaps: Leap[] = [
    { fromMs: 1_000, aheadMs: 60_000 },
    { fromMs: 2_000, aheadMs: 85_000 },
  ];
  assert.equal(townTime(leaps, 999), 999);
  assert.equal(townTime(leaps, 1_000), 61_000);
  assert.equal(townTime(leaps, 1_999), 61_999);
  assert.equal(townTime(leaps, 2_000), 87_000);
});

test('whoever starts later knows the same time as those who were told of every leap', () => {
  const jumps = fc.array(fc.record({ afterMs: fc.nat(5_000), ms: fc.nat(60_000) }));
  fc.assert(
    fc.property(jumps, fc.nat(100_000), fc.nat(20_000), (made, startedAt, laterMs) => {
      const leaps: Leap[] = [];
      for (const { afterMs, ms } of made) {
        const last = leaps.at(-1) ?? { fromMs: 0, aheadMs: 0 };
        leaps.push({ fromMs: last.fromMs + afterMs, aheadMs: last.aheadMs + ms });
      }
      const first = leaps.findLastIndex(({ fromMs }) => fromMs <= startedAt);
      const known = leaps.slice(Math.max(0, first));
      const now = startedAt + laterMs;
      assert.equal(townTime(known, now), townTime(leaps, now));
      assert.ok(townTime(leaps, now + 1) > townTime(leaps, now));
    }),
  );
});

test('a leap is told before it comes, and the sandboxes take it when it has come', async () => {
  const seen: { what: string; at: number }[] = [];
  const told: Leap[] = [];
  const clock = createTownClock({
    tell: (leaps) => {
      told.push(...leaps);
      seen.push({ what: 'told', at: 0 });
    },
    advance: (ms) => seen.push({ what: `${ms} ms`, at: Date.now() }),
    leadMs: 20,
  });
  await clock.leap({ ms: 25_000, times: 2, everyMs: 10 });
  assert.deepEqual(
    seen.map(({ what }) => what),
    ['told', '25000 ms', '25000 ms'],
  );
  assert.deepEqual(told, clock.leaps);
  assert.ok(told.every(({ fromMs }, i) => (seen[i + 1]?.at ?? 0) >= fromMs));
  assert.deepEqual(clock.current(), [clock.leaps.at(-1)]);
});
