import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import fc from 'fast-check';
import { createManualClock } from '#kernel';
import { createClient, createPool } from '#platform/db';
import { createInbox, type Drain } from '#platform/inbox';
import { createMemoryLog } from '#platform/log';
import { createTestDatabase, until } from '#testing';

const keys = ['a', 'b', 'c'];

// What happens to the installation: rows come in through any process, handlers die, the seat changes hands.
const putStep = fc.record({
  kind: fc.constant('put' as const),
  process: fc.nat(2),
  keys: fc.array(fc.constantFrom(...keys), { minLength: 1, maxLength: 6 }),
});
const step = fc.oneof(
  { weight: 5, arbitrary: putStep },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('lose' as const), process: fc.nat(2) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('stop' as const), process: fc.nat(2) }) },
);
const story = fc.record({
  steps: fc.array(step, { minLength: 1, maxLength: 20 }),
  // Which runs of which rows die; never four of one row, or it would be parked.
  deaths: fc.array(fc.record({ row: fc.nat(40), times: fc.integer({ min: 1, max: 3 }) }), {
    maxLength: 6,
  }),
});

type Story = typeof story extends fc.Arbitrary<infer T> ? T : never;
type Installation = Awaited<ReturnType<typeof setUp>>;

async function setUp(t: TestContext) {
  const { url, pool } = await createTestDatabase(t);
  const clock = createManualClock(new Date('2026-01-01T00:00:00Z'));
  const { log } = createMemoryLog();
  // Three processes with connections of their own: what one commits, the others see when they see it.
  const processes = [0, 1, 2].map(() => {
    const own = createPool({ url, log, max: 4, allowExitOnIdle: true });
    t.after(() => own.end());
    return createInbox({ db: createClient(own), clock, log });
  });
  return { pool, clock, processes };
}

async function play({ pool, clock, processes }: Installation, told: Story) {
  // Numbers and epochs go on as they do in life: a process remembers by number what it handled in the last story.
  await pool.query('truncate inbox');
  const deaths = new Map(told.deaths.map(({ row, times }) => [row, times]));
  const done: number[] = [];
  const running = new Set<string>();
  const mayRunAgain = new Set<number>();
  const puts: Promise<number>[] = [];
  let lastId = 0;
  let holder: Drain | undefined;

  const sitDown = async (process: number) => {
    const { rows } = await pool.query(
      `insert into seats as s (key, epoch, holder, since) values ('bot', 1, '', to_timestamp(0))
       on conflict (key) do update set epoch = s.epoch + 1 returning epoch`,
    );
    // Whoever sits down may only run what was started and not marked by then; all else stays done.
    const { rows: open } = await pool.query(
      `select update_id from inbox where status = 'new' and starts > 0`,
    );
    for (const row of open) mayRunAgain.add(Number(row.update_id));
    const drain = processes[process]?.drain(
      async ({ updateId, key }) => {
        const lane = `${process}:${key}`;
        assert.ok(!running.has(lane), `two handlers of ${lane} at once`);
        running.add(lane);
        await new Promise(setImmediate);
        running.delete(lane);
        const left = deaths.get(updateId) ?? 0;
        deaths.set(updateId, left - 1);
        if (left > 0) throw new Error('died');
        done.push(updateId);
      },
      { concurrency: 4, lookEveryMs: 2 },
    );
    await drain?.start({ seat: 'bot', epoch: Number(rows[0]?.epoch) });
    holder = drain;
  };

  await sitDown(0);
  for (const one of told.steps) {
    if (one.kind === 'put') {
      const batch = one.keys.map((key) => {
        lastId += 1;
        return { updateId: lastId, key, payload: null };
      });
      const put = processes[one.process]?.put(batch);
      if (put) puts.push(put);
      await new Promise(setImmediate);
    } else {
      if (one.kind === 'lose') holder?.lose();
      else await holder?.stop();
      await sitDown(one.process);
    }
  }
  await Promise.all(puts);
  await until('everything is handled', async () => {
    clock.advance(30_000);
    const { rows } = await pool.query(`select 1 from inbox where status = 'new' limit 1`);
    return rows.length === 0;
  });
  await holder?.stop();
  const { rows } = await pool.query('select update_id, key, status from inbox order by number');
  return {
    arrived: rows.map((row) => ({ id: Number(row.update_id), key: String(row.key) })),
    statuses: new Set(rows.map((row) => row.status)),
    done,
    mayRunAgain,
    lastId,
  };
}

test('whatever dies and whoever sits: no row is lost, doubled or overtaken within its key', async (t) => {
  const installation = await setUp(t);
  await fc.assert(
    fc.asyncProperty(story, async (told) => {
      const { arrived, statuses, done, mayRunAgain, lastId } = await play(installation, told);
      assert.equal(arrived.length, lastId);
      assert.ok(lastId === 0 || (statuses.size === 1 && statuses.has('done')));
      const firsts = [...new Set(done)];
      for (const key of keys) {
        const ofKey = arrived.filter((row) => row.key === key).map(({ id }) => id);
        const members = new Set(ofKey);
        assert.deepEqual(
          firsts.filter((id) => members.has(id)),
          ofKey,
        );
      }
      const doubled = done.filter((id, at) => done.indexOf(id) !== at);
      for (const id of doubled)
        assert.ok(mayRunAgain.has(id), `${id} ran again though it was done`);
    }),
    { numRuns: 40, verbose: 1 },
  );
});

test('numbers never become visible behind one that was already read', async (t) => {
  const { pool, processes } = await setUp(t);
  const seen: number[] = [];
  let isOver = false;
  const read = async () => {
    let cursor = 0;
    for (;;) {
      // Asked before reading: what is put while the query runs is not in its answer.
      const wasOver = isOver;
      const { rows } = await pool.query(
        'select number from inbox where number > $1 order by number',
        [cursor],
      );
      for (const row of rows) {
        cursor = Number(row.number);
        seen.push(cursor);
      }
      if (wasOver && rows.length === 0) return;
    }
  };
  const reading = read();
  await Promise.all(
    processes.map(async (inbox, process) => {
      for (let i = 0; i < 200; i += 1)
        await inbox.put([{ updateId: process * 1_000 + i, key: 'a', payload: null }]);
    }),
  );
  isOver = true;
  await reading;
  assert.equal(seen.length, 600);
});
