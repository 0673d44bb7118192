import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { createManualClock } from '#kernel';
import {
  createInbox,
  type DrainLimits,
  type InboxHandler,
  type InboxUpdate,
} from '#platform/inbox';
import { createMemoryLog } from '#platform/log';
import { createTestDatabase, until } from '#testing';

async function setUp(t: TestContext) {
  const { db, pool } = await createTestDatabase(t);
  const clock = createManualClock(new Date('2026-01-01T00:00:00Z'));
  const { log } = createMemoryLog();
  const create = () => createInbox({ db, clock, log });
  const inbox = create();
  const drain = async (
    handler: InboxHandler,
    options: Partial<DrainLimits> & { from?: typeof inbox } = {},
  ) => {
    const { from = inbox, ...limits } = options;
    const drain = from.drain(handler, { concurrency: 8, lookEveryMs: 10, ...limits });
    await drain.start();
    t.after(() => drain.stop());
    return drain;
  };
  return { pool, clock, inbox, create, drain };
}

const row = (updateId: number, key = 'a') => ({ updateId, key, payload: { update_id: updateId } });
const rows = (from: number, to: number, key = 'a') =>
  Array.from({ length: to - from + 1 }, (_, i) => row(from + i, key));

function recorder() {
  const seen: number[] = [];
  const handler: InboxHandler = async ({ updateId }) => {
    seen.push(updateId);
  };
  return { seen, handler };
}

test('what is put is handled, in the order it came', async (t) => {
  const { inbox, drain } = await setUp(t);
  const { seen, handler } = recorder();
  assert.equal(await inbox.put(rows(1, 3)), 3);
  await drain(handler);
  assert.equal(await inbox.put(rows(4, 5)), 2);
  await inbox.idle();
  assert.deepEqual(seen, [1, 2, 3, 4, 5]);
});

test('an update that comes again, later or in the same breath, is handled once', async (t) => {
  const { inbox, drain } = await setUp(t);
  const { seen, handler } = recorder();
  await drain(handler);
  assert.equal(await inbox.put([row(1), row(1), row(2)]), 2);
  await inbox.idle();
  assert.deepEqual(
    await Promise.all([inbox.put([row(2)]), inbox.put([row(3)]), inbox.put([row(3)])]),
    [0, 1, 0],
  );
  await inbox.idle();
  assert.deepEqual(seen, [1, 2, 3]);
});

test('the handler gets exactly what was put, and handled rows keep nothing of it', async (t) => {
  const { inbox, drain, pool, clock } = await setUp(t);
  const updates: InboxUpdate[] = [];
  const payload = { text: 'ё\u0000\ud800', list: [1, null] };
  await inbox.put([{ updateId: 7, key: 'k', payload }]);
  await drain(async (update) => {
    updates.push(update);
  });
  await inbox.idle();
  assert.deepEqual(updates, [
    { updateId: 7, key: 'k', payload, arrivedAt: clock.now(), attempt: 1 },
  ]);
  const { rows: left } = await pool.query('select payload, status from inbox');
  assert.deepEqual(left, [{ payload: null, status: 'done' }]);
});

test('a key runs one update at a time, other keys run beside it', async (t) => {
  const { inbox, drain } = await setUp(t);
  const gates = new Map([1, 2, 3].map((id) => [id, Promise.withResolvers<void>()]));
  const started: number[] = [];
  await drain(async ({ updateId }) => {
    started.push(updateId);
    await gates.get(updateId)?.promise;
  });
  await inbox.put([row(1, 'a'), row(2, 'a'), row(3, 'b')]);
  await until('both heads run', () => started.length === 2);
  assert.deepEqual(started, [1, 3]);
  gates.get(3)?.resolve();
  gates.get(1)?.resolve();
  await until('the second of the key runs', () => started.length === 3);
  gates.get(2)?.resolve();
  await inbox.idle();
  assert.deepEqual(started, [1, 3, 2]);
});

test('no more handlers run at once than allowed', async (t) => {
  const { inbox, drain } = await setUp(t);
  let running = 0;
  let most = 0;
  await inbox.put(Array.from({ length: 40 }, (_, i) => row(i + 1, `k${i}`)));
  await drain(
    async () => {
      running += 1;
      most = Math.max(most, running);
      await new Promise(setImmediate);
      running -= 1;
    },
    { concurrency: 3 },
  );
  await inbox.idle();
  assert.equal(most, 3);
});

test('a handler that dies runs again before anything newer of its key', async (t) => {
  const { inbox, drain, clock } = await setUp(t);
  const runs: string[] = [];
  await drain(async ({ updateId, attempt }) => {
    runs.push(`${updateId}.${attempt}`);
    if (updateId === 1 && attempt < 3) throw new Error('flaky');
  });
  await inbox.put([row(1), row(2), row(3, 'b')]);
  await until('the first try', () => runs.length === 2);
  assert.equal((await inbox.stats()).waiting >= 2, true);
  clock.advance(1_000);
  await until('the second try', () => runs.includes('1.2'));
  clock.advance(5_000);
  await inbox.idle();
  assert.deepEqual(
    runs.filter((run) => run !== '3.1'),
    ['1.1', '1.2', '1.3', '2.1'],
  );
  assert.equal((await inbox.stats()).failed, 2);
});

test('a handler that hangs counts as dead after its limit', async (t) => {
  const { inbox, drain } = await setUp(t);
  const signals: AbortSignal[] = [];
  await drain(
    async (_, signal) => {
      signals.push(signal);
      await new Promise(() => undefined);
    },
    { handlerMs: 20 },
  );
  await inbox.put([row(1)]);
  await until('it failed', async () => (await inbox.stats()).failed === 1);
  assert.equal(signals[0]?.aborted, true);
});

test('stop waits for what runs and starts nothing more', async (t) => {
  const { inbox, drain } = await setUp(t);
  const gate = Promise.withResolvers<void>();
  const { seen, handler } = recorder();
  const first = await drain(async (update, signal) => {
    await gate.promise;
    await handler(update, signal);
  });
  await inbox.put([row(1), row(2)]);
  await until('it runs', async () => (await inbox.stats()).running === 1);
  const stopped = first.stop();
  gate.resolve();
  await stopped;
  assert.deepEqual(seen, [1]);
  assert.equal((await inbox.stats()).waiting, 1);
  await drain(handler);
  await inbox.idle();
  assert.deepEqual(seen, [1, 2]);
});

test('stop hands back what does not end in time, and the next run knows that it is not the first', async (t) => {
  const { inbox, drain, create } = await setUp(t);
  const aborted = Promise.withResolvers<void>();
  const first = await drain(
    async (_, signal) => {
      signal.addEventListener('abort', () => aborted.resolve());
      await new Promise(() => undefined);
    },
    { stopMs: 10 },
  );
  await inbox.put([row(1)]);
  await until('it runs', async () => (await inbox.stats()).running === 1);
  await first.stop();
  await aborted.promise;
  const attempts: number[] = [];
  const next = create();
  await drain(
    async ({ attempt }) => {
      attempts.push(attempt);
    },
    { from: next },
  );
  await next.idle();
  assert.deepEqual(attempts, [2]);
});

test('a drain that begins finds everything that came while nobody drained', async (t) => {
  const { inbox, drain, create } = await setUp(t);
  const { seen, handler } = recorder();
  await create().put(rows(1, 120, 'a'));
  await create().put(rows(121, 240, 'b'));
  await drain(handler);
  await inbox.idle();
  assert.deepEqual(
    seen.filter((id) => id <= 120),
    Array.from({ length: 120 }, (_, i) => i + 1),
  );
  assert.equal(new Set(seen).size, 240);
});

test('a flood of one key never keeps another key waiting for its end', async (t) => {
  const { inbox, drain } = await setUp(t);
  const { seen, handler } = recorder();
  await inbox.put([...rows(1, 2_500, 'flood'), row(9_999, 'other')]);
  await drain(handler, { concurrency: 2 });
  await inbox.idle();
  assert.equal(seen.length, 2_501);
  assert.ok(seen.indexOf(9_999) < 100, `came ${seen.indexOf(9_999)}th`);
  assert.deepEqual(
    seen.filter((id) => id !== 9_999),
    Array.from({ length: 2_500 }, (_, i) => i + 1),
  );
});

test('what another process puts in is heard at once', async (t) => {
  const { drain, create, pool } = await setUp(t);
  const { seen, handler } = recorder();
  await drain(handler, { lookEveryMs: 1_000_000 });
  await until('it listens', async () => {
    const { rows: found } = await pool.query(
      `select 1 from pg_stat_activity where datname = current_database() and query = 'listen inbox'`,
    );
    return found.length > 0;
  });
  await create().put([row(1)]);
  await until('it came', () => seen.length === 1);
});
