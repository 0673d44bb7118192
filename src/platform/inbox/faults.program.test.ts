import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { AppError, createManualClock, systemClock } from '#kernel';
import { createDb } from '#platform/db';
import { createInbox, type InboxHandler } from '#platform/inbox';
import { createMemoryLog } from '#platform/log';
import { createTcpProxy, createTestDatabase, until } from '#testing';

const row = (updateId: number, key = 'a') => ({ updateId, key, payload: null });

async function setUp(t: TestContext) {
  const { url, pool } = await createTestDatabase(t);
  const proxy = await createTcpProxy(t, url);
  const { log } = createMemoryLog();
  const clock = createManualClock(new Date('2026-01-01T00:00:00Z'));
  const process = () => {
    const db = createDb({ url: proxy.url, log, statementTimeoutMs: 1_000 });
    t.after(() => {
      t.after(() => db.stop());
    });
    return createInbox({ db: db.client, clock, log });
  };
  const newEpoch = async () => {
    const { rows } = await pool.query(
      `insert into seats as s (key, epoch, holder, since) values ('bot', 1, '', to_timestamp(0))
       on conflict (key) do update set epoch = s.epoch + 1 returning epoch`,
    );
    return { seat: 'bot', epoch: Number(rows[0]?.epoch) };
  };
  const drainOf = (inbox: ReturnType<typeof process>, handler: InboxHandler) => {
    const drain = inbox.drain(handler, { concurrency: 4, lookEveryMs: 10 });
    t.after(() => drain.stop());
    return drain;
  };
  const statuses = async () => {
    const { rows } = await pool.query('select status, starts from inbox order by number');
    return rows.map((found) => `${found.status} ${found.starts}`);
  };
  return { url, pool, proxy, clock, process, newEpoch, drainOf, statuses };
}

test('who was replaced on the seat starts nothing and marks nothing more', async (t) => {
  const { process, newEpoch, drainOf, statuses } = await setUp(t);
  const gate = Promise.withResolvers<void>();
  const started: number[] = [];
  const old = process();
  const drain = drainOf(old, async ({ updateId }) => {
    started.push(updateId);
    await gate.promise;
  });
  await drain.start(await newEpoch());
  await old.put([row(1)]);
  await until('it runs', () => started.length === 1);
  await newEpoch();
  gate.resolve();
  await old.put([row(2), row(3, 'b')]);
  await until('its handler is over', async () => (await old.stats()).running === 0);
  await drain.stop();
  assert.deepEqual(started, [1]);
  assert.deepEqual(await statuses(), ['new 1', 'new 0', 'new 0']);
});

test('a stale holder that begins to drain does nothing at all', async (t) => {
  const { process, newEpoch, drainOf, statuses } = await setUp(t);
  const inbox = process();
  const stale = await newEpoch();
  await newEpoch();
  let runs = 0;
  const drain = drainOf(inbox, async () => {
    runs += 1;
  });
  await inbox.put([row(1)]);
  await drain.start(stale);
  const next = process();
  await drainOf(next, async () => undefined).start(await newEpoch());
  await next.idle();
  assert.equal(runs, 0);
  assert.deepEqual(await statuses(), ['done 1']);
});

test('what this process handled is not run again when it loses the seat and gets it back', async (t) => {
  const { process, newEpoch, drainOf } = await setUp(t);
  const inbox = process();
  const gate = Promise.withResolvers<void>();
  const runs: string[] = [];
  const drain = drainOf(inbox, async ({ updateId }, signal) => {
    runs.push(`${updateId} begins`);
    if (updateId === 1) await gate.promise;
    runs.push(`${updateId} ends${signal.aborted ? ' too late' : ''}`);
  });
  await drain.start(await newEpoch());
  await inbox.put([row(1), row(2), row(3, 'b')]);
  await until('another key is done', () => runs.includes('3 ends'));
  drain.lose();
  await drain.start(await newEpoch());
  // By the time that several rows of another key are through, the first would have begun again.
  for (const id of [4, 5, 6, 7]) {
    await inbox.put([row(id, 'b')]);
    await until('the other key goes on', () => runs.includes(`${id} ends`));
  }
  gate.resolve();
  await inbox.idle();
  assert.deepEqual(
    runs.filter((run) => /^[12]/.test(run)),
    ['1 begins', '1 ends too late', '2 begins', '2 ends'],
  );
  assert.equal(runs.length, 14);
});

test('a database that goes away and comes back costs nothing: nothing lost, nothing twice', async (t) => {
  const { process, proxy, clock, drainOf, pool } = await setUp(t);
  const inbox = process();
  const gates = new Map<number, PromiseWithResolvers<void>>();
  const ends: number[] = [];
  const drain = drainOf(inbox, async ({ updateId }) => {
    await gates.get(updateId)?.promise;
    ends.push(updateId);
  });
  await drain.start();
  for (const fault of [proxy.refuse, proxy.cut, proxy.blackhole]) {
    const first = ends.length + 1;
    gates.set(first, Promise.withResolvers());
    await inbox.put([row(first), row(first + 1), row(first + 2, 'b')]);
    await until('a handler is in the middle', async () => {
      const { rows } = await pool.query(`select 1 from inbox where status = 'new' and starts > 0`);
      return rows.length === 1 && ends.includes(first + 2);
    });
    await fault();
    gates.get(first)?.resolve();
    await until('it ended while the database was away', () => ends.includes(first));
    await proxy.heal();
    await until('all is done', async () => {
      clock.advance(1_000);
      const { rows } = await pool.query(`select 1 from inbox where status <> 'done'`);
      return rows.length === 0;
    });
  }
  assert.deepEqual(
    ends.toSorted((a, b) => a - b),
    [1, 2, 3, 4, 5, 6, 7, 8, 9],
  );
});

test('a put that finds no database fails, and the same rows may be put again', async (t) => {
  const { process, proxy } = await setUp(t);
  const inbox = process();
  await proxy.refuse();
  await assert.rejects(inbox.put([row(1)]));
  await proxy.heal();
  assert.equal(await inbox.put([row(1)]), 1);
});

test('an update that is asked to wait waits that long, and never counts as failed', async (t) => {
  const { process, clock, drainOf } = await setUp(t);
  const inbox = process();
  const attempts: number[] = [];
  await drainOf(inbox, async ({ attempt }) => {
    attempts.push(attempt);
    if (attempts.length <= 30) throw new AppError('rate_limited', { retryAfterMs: 7_000 });
  }).start();
  await inbox.put([row(1)]);
  for (let tries = 1; tries <= 30; tries += 1) {
    await until('another try', () => attempts.length === tries);
    await until('it is handed back', async () => (await inbox.stats()).running === 0);
    clock.advance(7_000);
  }
  await inbox.idle();
  assert.deepEqual(
    attempts,
    Array.from({ length: 31 }, (_, i) => i + 1),
  );
  assert.equal((await inbox.stats()).failed, 0);
});

test('processes killed under load lose nothing, and repeat only what was in work at a kill', async (t) => {
  const { url, pool } = await setUp(t);
  await pool.query(
    'create table runs (number bigint generated always as identity, update_id bigint, key text, worker text)',
  );
  const inbox = createInbox({
    db: createDb({ url, log: createMemoryLog().log, allowExitOnIdle: true }).client,
    clock: systemClock,
    log: createMemoryLog().log,
  });
  const workers = new Set<ChildProcess>();
  t.after(() => {
    for (const worker of workers) worker.kill('SIGKILL');
  });
  const hire = (name: string) => {
    const worker = spawn(
      process.execPath,
      [join(import.meta.dirname, 'fixtures', 'worker.ts'), url, name],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    workers.add(worker);
    return { worker, sits: once(worker.stdout, 'data') };
  };
  const runs = async () =>
    Number((await pool.query('select count(*)::int as n from runs')).rows[0]?.n);

  let lastId = 0;
  let isOver = false;
  const feed = async () => {
    while (!isOver) {
      const batch = Array.from({ length: 20 }, () => {
        lastId += 1;
        return row(lastId, `k${lastId % 10}`);
      });
      await inbox.put(batch);
      await until('not too far ahead', async () => lastId - (await runs()) < 200);
    }
  };
  let current = hire('w0');
  await current.sits;
  const feeding = feed();
  const inWork = new Set<number>();
  for (let kill = 1; kill <= 4; kill += 1) {
    const next = hire(`w${kill}`);
    const before = await runs();
    await until('it works', async () => (await runs()) > before + 100);
    current.worker.kill('SIGKILL');
    await once(current.worker, 'exit');
    const { rows } = await pool.query(
      `select update_id from inbox where status = 'new' and starts > 0`,
    );
    for (const found of rows) inWork.add(Number(found.update_id));
    await next.sits;
    current = next;
  }
  isOver = true;
  await feeding;
  await inbox.idle();

  const { rows } = await pool.query('select update_id, key from runs order by number');
  const ran = rows.map((found) => ({ id: Number(found.update_id), key: String(found.key) }));
  const ids = ran.map(({ id }) => id);
  assert.equal(new Set(ids).size, lastId, 'nothing is lost');
  const repeated = ids.filter((id, at) => ids.indexOf(id) !== at);
  for (const id of repeated) assert.ok(inWork.has(id), `${id} was repeated though it was done`);
  for (const key of new Set(ran.map((run) => run.key))) {
    const ofKey = [...new Set(ran.filter((run) => run.key === key).map(({ id }) => id))];
    assert.deepEqual(
      ofKey,
      ofKey.toSorted((a, b) => a - b),
      `order of ${key}`,
    );
  }
});
