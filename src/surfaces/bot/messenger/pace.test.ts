import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createManualClock } from '#kernel';
import { createPace } from './pace.ts';

test('in no minute more than eight, and the wait it tells of is enough', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 9_000 }), { maxLength: 120 }), (pauses) => {
      const clock = createManualClock(new Date(0));
      const pace = createPace({ clock, burst: 2, everyMs: 10_000 });
      const edits: number[] = [];
      for (const pause of pauses) {
        clock.advance(pause);
        const waitMs = pace.take('chat');
        if (waitMs === 0) {
          edits.push(clock.now().getTime());
          continue;
        }
        const waited = createManualClock(clock.now());
        waited.advance(waitMs);
        assert.ok(waitMs <= 10_000);
      }
      for (const start of edits)
        assert.ok(edits.filter((at) => at >= start && at < start + 60_000).length <= 8);
    }),
  );
});

test('two at once, then one each ten seconds, and chats do not count for each other', () => {
  const clock = createManualClock(new Date(0));
  const pace = createPace({ clock, burst: 2, everyMs: 10_000 });
  assert.deepEqual(
    [pace.take('a'), pace.take('a'), pace.take('a'), pace.take('b')],
    [0, 0, 10_000, 0],
  );
  clock.advance(10_000);
  assert.deepEqual([pace.take('a'), pace.take('a')], [0, 10_000]);
});
