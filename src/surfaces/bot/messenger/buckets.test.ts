import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createBuckets } from './buckets.ts';

test('in any second no more is said than the burst and the rate allow, in all and in a chat', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.record({
          pause: fc.integer({ min: 0, max: 400 }),
          chat: fc.constantFrom('a', 'b', 'c'),
        }),
        { maxLength: 200 },
      ),
      (steps) => {
        let at = 0;
        const buckets = createBuckets({ perSecond: 10, now: () => at });
        const said: { at: number; chat: string }[] = [];
        for (const { pause, chat } of steps) {
          at += pause;
          if (buckets.waitMs(chat) > 0) continue;
          buckets.debit(chat);
          said.push({ at, chat });
        }
        for (const { at: start } of said) {
          const within = said.filter((one) => one.at >= start && one.at < start + 1_000);
          assert.ok(within.length <= 2 + 10, `${within.length} in a second`);
          const ofA = within.filter(({ chat }) => chat === 'a');
          assert.ok(ofA.length <= 3 + 1, `${ofA.length} in a second of one chat`);
        }
      },
    ),
  );
});

test('after the wait it told of, a call may be made', () => {
  let at = 0;
  const buckets = createBuckets({ perSecond: 25, now: () => at });
  for (let i = 0; i < 3; i += 1) buckets.debit('a');
  assert.equal(buckets.waitMs('a'), 1_000);
  assert.deepEqual([...buckets.waiting()], [['a', 1_000]]);
  assert.equal(buckets.waitMs('b'), 0);
  at += 1_000;
  assert.equal(buckets.waitMs('a'), 0);
  assert.equal(buckets.waiting().size, 0);
});

test('who cannot wait is counted, and the others wait for it', () => {
  let at = 0;
  const buckets = createBuckets({ perSecond: 25, now: () => at });
  for (let i = 0; i < 30; i += 1) buckets.debit(`chat-${i}`);
  assert.equal(buckets.free(), 0);
  assert.ok(buckets.waitMs() >= 1_000);
  at += buckets.waitMs();
  assert.equal(buckets.free(), 1);
});

test('what was not said after all is given back', () => {
  const buckets = createBuckets({ perSecond: 5, now: () => 0 });
  buckets.debit('a');
  assert.equal(buckets.free(), 0);
  buckets.giveBack('a');
  assert.equal(buckets.free(), 1);
});
