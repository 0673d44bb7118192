import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type TestContext, test } from 'node:test';
import fc from 'fast-check';
import pg from 'pg';
import { createManualClock, isAppError, systemClock } from '#kernel';
import { createTcpProxy, createTestDatabase, until } from '#testing';
import { createPacer, type PacerDeps } from './pacer.ts';
import { type Priority, patience } from './pacer-turn.ts';

const start = new Date('2026-01-01T00:00:00Z');

/** Time passes when everybody waits: to the nearest moment that somebody waits for. */
function createSharedTime() {
  const clock = createManualClock(start);
  const sleepers = new Set<{ at: number; wake: () => void }>();
  const wait = (ms: number, signal: AbortSignal) => {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const sleeper = { at: clock.now().getTime() + ms, wake: resolve };
    sleepers.add(sleeper);
    const abort = () => {
      sleepers.delete(sleeper);
      reject(signal.reason);
    };
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort);
    return promise;
  };
  const pass = () => {
    if (sleepers.size === 0) return;
    const next = Math.min(...[...sleepers].map(({ at }) => at));
    clock.advance(Math.max(0, next - clock.now().getTime()));
    for (const sleeper of sleepers)
      if (sleeper.at <= next) {
        sleepers.delete(sleeper);
        sleeper.wake();
      }
  };
  return { clock, wait, pass, sleeping: () => sleepers.size };
}

async function setUp(t: TestContext, everyMs = 1_000) {
  const { pool, url } = await createTestDatabase(t);
  const time = createSharedTime();
  const turns: { label: string; at: number }[] = [];
  const seconds = () => (time.clock.now().getTime() - start.getTime()) / everyMs;
  const pools = new Set([pool]);
  const create = (more: Partial<PacerDeps> = {}) => {
    pools.add(more.pool ?? pool);
    return createPacer({
      pool,
      clock: time.clock,
      wait: time.wait,
      name: 'stoloto',
      everyMs,
      ...more,
    });
  };
  const take = (pacer: ReturnType<typeof create>, priority: Priority, label: string = priority) =>
    pacer.take({ priority }).then(() => turns.push({ label, at: seconds() }));
  const isQuiet = () =>
    [...pools].every((one) => one.idleCount === one.totalCount && one.waitingCount === 0);
  /** Lets time pass until all have had their turn. */
  const finish = async (takes: Promise<unknown>[]) => {
    const state = { left: takes.length };
    for (const one of takes)
      void one.finally(() => {
        state.left -= 1;
      });
    while (state.left > 0) {
      await until('nobody asks', () => isQuiet() && (time.sleeping() > 0 || state.left === 0));
      time.pass();
    }
    await Promise.all(takes);
  };
  return { pool, url, time, turns, create, take, finish };
}

test('the first has its turn at once, every other one interval after the one before', async (t) => {
  const { create, take, finish, turns } = await setUp(t);
  const pacer = create();
  await finish([1, 2, 3, 4].map((n) => take(pacer, 'person', `${n}`)));
  assert.deepEqual(turns, [
    { label: '1', at: 0 },
    { label: '2', at: 1 },
    { label: '3', at: 2 },
    { label: '4', at: 3 },
  ]);
});

test('a held turn lets nobody else in, and the pause counts from its end', async (t) => {
  const { create, take, finish, turns, time } = await setUp(t);
  const [one, other] = [create({ holdMs: 20_000 }), create({ holdMs: 20_000 })];
  await finish([take(one, 'person', 'call')]);
  const next = take(other, 'person', 'next');
  while (time.clock.now().getTime() - start.getTime() < 3_500) {
    await until('the next one waits', () => time.sleeping() === 1);
    time.pass();
  }
  assert.deepEqual(turns, [{ label: 'call', at: 0 }]);
  const endedAt = (time.clock.now().getTime() - start.getTime()) / 1_000;
  await one.end();
  await finish([next]);
  assert.deepEqual(turns.at(-1), { label: 'next', at: endedAt + 1 });
});

test('a turn held by a process that died is over after its time', async (t) => {
  const { create, take, finish, turns } = await setUp(t);
  await finish([take(create({ holdMs: 20_000 }), 'person', 'doomed')]);
  const heir = create({ holdMs: 20_000 });
  await finish([take(heir, 'person', 'heir')]);
  const at = turns.at(-1)?.at ?? 0;
  assert.ok(at >= 20 && at < 20.2, `${at}`);
});

test('a turn for which nobody is left holds nobody up', async (t) => {
  const { create, take, finish, turns } = await setUp(t);
  const leaver = new AbortController();
  const left = create({ holdMs: 20_000 }).take({ priority: 'person', signal: leaver.signal });
  // Gone while the turn is being asked for.
  leaver.abort(new Error('gone'));
  await assert.rejects(left, /gone/);
  await finish([take(create({ holdMs: 20_000 }), 'person', 'next')]);
  assert.ok((turns.at(-1)?.at ?? 20) < 5, `${turns.at(-1)?.at}`);
});

test('pacers of one name share one rate, those of another have their own', async (t) => {
  const { create, take, finish, turns } = await setUp(t);
  const [one, other, stranger] = [create(), create(), create({ name: 'kie' })];
  await finish([
    ...[one, other, one, other, one].map((pacer) => take(pacer, 'person', 'stoloto')),
    take(stranger, 'person', 'kie'),
  ]);
  const at = (wanted: string) =>
    turns.filter(({ label }) => label === wanted).map((turn) => turn.at);
  assert.deepEqual(at('kie'), [0]);
  assert.deepEqual(at('stoloto'), [0, 1, 2, 3, 4]);
});

test('with processes of their own pools no two turns are closer than the interval', async (t) => {
  const { create, url, time, finish } = await setUp(t);
  const pools = [1, 2, 3].map(() => new pg.Pool({ connectionString: url, max: 2 }));
  t.after(() => Promise.all(pools.map((pool) => pool.end())));
  const takesOf = fc.array(
    fc.record({ pool: fc.nat(2), priority: fc.constantFrom<Priority>('person', 'backfill') }),
    { minLength: 2, maxLength: 15 },
  );
  await fc.assert(
    fc.asyncProperty(takesOf, fc.uuid(), async (takes, name) => {
      const pacers = pools.map((pool) => create({ pool, name }));
      const at: number[] = [];
      await finish(
        takes.map(async ({ pool, priority }) => {
          await pacers[pool]?.take({ priority });
          at.push(time.clock.now().getTime());
        }),
      );
      const gaps = at.slice(1).map((ms, i) => ms - (at[i] ?? 0));
      assert.ok(
        gaps.every((gap) => gap >= 1_000),
        `gaps: ${gaps}`,
      );
    }),
    { numRuns: 15 },
  );
});

test('a person goes before back-fill, also when it waits in another process', async (t) => {
  const { create, take, finish, turns, time } = await setUp(t);
  const [filler, face] = [create(), create()];
  const takes = [1, 2, 3].map((n) => take(filler, 'backfill', `fill ${n}`));
  await until('the first fill', () => turns.length === 1);
  await until('the second waits', () => time.sleeping() === 1);
  takes.push(take(face, 'person', 'person'));
  await until('both wait', () => time.sleeping() === 2);
  await finish(takes);
  assert.deepEqual(
    turns.map(({ label }) => label),
    ['fill 1', 'person', 'fill 2', 'fill 3'],
  );
});

test('back-fill gets a turn too, however many people wait', async (t) => {
  const { create, take, finish, turns } = await setUp(t);
  const [filler, face] = [create(), create()];
  const people = Array.from({ length: 3 * patience }, () => take(face, 'person'));
  const fills = [1, 2].map(() => take(filler, 'backfill'));
  await finish([...people, ...fills]);
  const first = turns.findIndex(({ label }) => label === 'backfill');
  const last = turns.findLastIndex(({ label }) => label === 'backfill');
  assert.ok(first <= patience + 1, `first back-fill came as number ${first}`);
  assert.ok(last <= 2 * patience + 3, `last back-fill came as number ${last}`);
});

test('who stops waiting takes no turn, and says why', async (t) => {
  const { create, take, finish, turns, time } = await setUp(t);
  const pacer = create();
  await finish([take(pacer, 'person', 'first')]);
  const leaving = new AbortController();
  const left = pacer.take({ priority: 'person', signal: leaving.signal });
  await until('it waits', () => time.sleeping() === 1);
  leaving.abort(new Error('gone home'));
  await assert.rejects(left, /gone home/);
  await finish([take(pacer, 'person', 'next')]);
  assert.deepEqual(
    turns.map(({ label, at }) => `${label} at ${at}`),
    ['first at 0', 'next at 1'],
  );
  assert.throws(
    () => void pacer.take({ priority: 'person', signal: AbortSignal.abort(new Error('no')) }),
    /no/,
  );
});

test('a turn far in the future was written by a wrong clock and holds nobody up', async (t) => {
  const { create, take, finish, turns, pool } = await setUp(t);
  await finish([take(create(), 'person', 'first')]);
  await pool.query(`update pacers set next_at = $1`, [new Date(start.getTime() + 86_400_000)]);
  await finish([take(create(), 'person', 'second')]);
  assert.deepEqual(turns[1], { label: 'second', at: 0 });
});

test('without the database the wait ends with unavailable, and goes on when it is back', async (t) => {
  const { create, take, finish, turns, url } = await setUp(t);
  const proxy = await createTcpProxy(t, url);
  const pool = new pg.Pool({ connectionString: proxy.url });
  t.after(() => pool.end());
  const pacer = create({ pool });
  await proxy.refuse();
  await assert.rejects(take(pacer, 'person'), (error) => isAppError(error, 'unavailable'));
  await proxy.heal();
  await finish([take(pacer, 'person', 'back')]);
  assert.deepEqual(turns, [{ label: 'back', at: 0 }]);
});

test('in real time, over several pacers, six turns take five intervals', async (t) => {
  const { pool } = await createTestDatabase(t);
  const of = { pool, clock: systemClock, name: 'real', everyMs: 40 };
  const pacers = [1, 2, 3].map(() => createPacer(of));
  const startedAt = Date.now();
  await Promise.all([...pacers, ...pacers].map((pacer) => pacer.take({ priority: 'person' })));
  assert.ok(Date.now() - startedAt >= 5 * of.everyMs);
});

test('three real processes, one of them killed: every turn is an interval after the one before', async (t) => {
  const { pool, url } = await createTestDatabase(t);
  await pool.query(`create table kept_turns (n serial, next_at timestamptz);
    create function keep_turn() returns trigger language plpgsql as
      'begin insert into kept_turns (next_at) values (new.next_at); return new; end';
    create trigger keep_turn after insert or update of next_at on pacers for each row execute function keep_turn()`);
  const [everyMs, each] = [50, 8];
  const program = join(import.meta.dirname, 'fixtures', 'taker.ts');
  const takers = [1, 2, 3].map(() => {
    const child = spawn(process.execPath, [program, url, 'shared', `${everyMs}`, `${each}`], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    t.after(() => child.kill('SIGKILL'));
    const taker = { child, exited: once(child, 'exit'), turns: 0 };
    createInterface(child.stdout).on('line', () => {
      taker.turns += 1;
    });
    return taker;
  });
  await until('all of them have had a turn', () => takers.every(({ turns }) => turns > 0));
  const [doomed, ...others] = takers;
  doomed?.child.kill('SIGKILL');
  for (const { exited } of others) assert.deepEqual(await exited, [0, null]);
  assert.deepEqual(
    others.map(({ turns }) => turns),
    [each, each],
  );
  const { rows } = await pool.query<{ at: Date }>(
    'select next_at as at from kept_turns group by next_at order by next_at',
  );
  assert.ok(rows.length >= 2 * each + 1, `${rows.length} turns were written`);
  const gaps = rows.slice(1).map(({ at }, i) => at.getTime() - (rows[i]?.at.getTime() ?? 0));
  assert.ok(
    gaps.every((gap) => gap >= everyMs),
    `gaps: ${gaps}`,
  );
});
