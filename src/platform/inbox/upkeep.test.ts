import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { AppError, createManualClock } from '#kernel';
import { createInbox, type InboxHandler } from '#platform/inbox';
import { createMemoryLog } from '#platform/log';
import { createTestDatabase, until } from '#testing';

async function setUp(t: TestContext) {
  const { db, pool } = await createTestDatabase(t);
  const clock = createManualClock(new Date('2026-01-01T00:00:00Z'));
  const create = () => createInbox({ db, clock, log: createMemoryLog().log });
  const inbox = create();
  const drain = async (handler: InboxHandler, from = inbox) => {
    const drain = from.drain(handler, { concurrency: 8, lookEveryMs: 10 });
    await drain.start();
    t.after(() => drain.stop());
    return drain;
  };
  return { pool, clock, inbox, create, drain };
}

const row = (updateId: number, key = 'a') => ({ updateId, key, payload: { update_id: updateId } });
const rows = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, i) => row(from + i));

test('a row that fails four times is parked, seen and counted, and its key goes on', async (t) => {
  const { inbox, drain, clock, pool } = await setUp(t);
  const runs: number[] = [];
  await drain(async ({ updateId }) => {
    runs.push(updateId);
    if (updateId === 1) throw new AppError('unavailable', { secret: 'words' });
  });
  await inbox.put([row(1), row(2)]);
  for (const [tries, waitMs] of [
    [1, 1_000],
    [2, 5_000],
    [3, 20_000],
  ] as const) {
    await until(`try ${tries}`, async () => {
      const { rows: found } = await pool.query('select failures from inbox where update_id = 1');
      return found[0]?.failures === tries;
    });
    clock.advance(waitMs);
  }
  await inbox.idle();
  assert.deepEqual(runs, [1, 1, 1, 1, 2]);
  const [parked] = await inbox.listParked(10);
  assert.deepEqual(
    [parked?.updateId, parked?.key, parked?.failures, parked?.lastError],
    [1, 'a', 4, 'unavailable'],
  );
  const { waiting, parked: count, handled, failed } = await inbox.stats();
  assert.deepEqual([waiting, count, handled, failed], [0, 1, 1, 4]);
});

test('recent arrivals of a key are counted, also those from before this drain', async (t) => {
  const { inbox, drain, clock, create } = await setUp(t);
  const first = create();
  await first.put(rows(1, 3));
  const drained = await drain(async () => undefined, first);
  await first.idle();
  await drained.stop();
  clock.advance(20_000);
  await inbox.put([row(4), row(5, 'b')]);
  await drain(async () => undefined);
  await inbox.idle();
  assert.equal(inbox.recentCount('a', { withinMs: 30_000 }), 4);
  assert.equal(inbox.recentCount('a', { withinMs: 10_000 }), 1);
  assert.equal(inbox.recentCount('b', { withinMs: 30_000 }), 1);
  assert.equal(inbox.recentCount('nobody', { withinMs: 30_000 }), 0);
});

test('the purge removes what ended two days ago, and nothing that waits', async (t) => {
  const { inbox, drain, clock } = await setUp(t);
  await inbox.put([row(1)]);
  const drained = await drain(async () => undefined);
  await inbox.idle();
  await drained.stop();
  await inbox.put([row(2)]);
  clock.advance(47 * 3_600_000);
  assert.equal(await inbox.purge(), 0);
  clock.advance(2 * 3_600_000);
  assert.equal(await inbox.purge(), 1);
  assert.equal(await inbox.put([row(1), row(2)]), 1, 'number 1 may be given anew');
});
