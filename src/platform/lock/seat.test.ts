import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { createSeat, type Fence, type LossReason } from '#platform/lock';
import { createMemoryLog } from '#platform/log';
import { createTcpProxy, createTestDatabase, until } from '#testing';

type Event = { who: string; what: 'gain' | LossReason; epoch?: number };

async function setUp(t: TestContext) {
  const { url, pool } = await createTestDatabase(t);
  const events: Event[] = [];
  const sit = async (who: string, options: { url?: string; onGain?: () => Promise<void> } = {}) => {
    const { log } = createMemoryLog();
    const seat = createSeat({
      url: options.url ?? url,
      key: 'bot',
      log,
      onGain: async ({ epoch }: Fence) => {
        events.push({ who, what: 'gain', epoch });
        await options.onGain?.();
      },
      onLose: (reason) => {
        events.push({ who, what: reason });
      },
    });
    await seat.start();
    t.after(() => seat.stop());
    return seat;
  };
  const cutHolder = () =>
    pool.query(
      `select pg_terminate_backend(l.pid) from pg_locks l join pg_database d on d.oid = l.database
       where l.locktype = 'advisory' and l.granted and d.datname = current_database()`,
    );
  const seen = (who: string, what: Event['what']) =>
    until(`${who} ${what}`, () => events.some((e) => e.who === who && e.what === what));
  return { url, pool, events, sit, cutHolder, seen };
}

test('one sits, the other waits until the first stands up', async (t) => {
  const { sit, events, seen } = await setUp(t);
  const first = await sit('first');
  await seen('first', 'gain');
  await sit('second');
  assert.equal(first.fence()?.epoch, 1);
  await first.stop();
  await seen('second', 'gain');
  assert.equal(first.fence(), undefined);
  assert.deepEqual(events, [
    { who: 'first', what: 'gain', epoch: 1 },
    { who: 'first', what: 'stopped' },
    { who: 'second', what: 'gain', epoch: 2 },
  ]);
});

test('a holder whose connection is ended loses at once and the waiting one sits down', async (t) => {
  const { sit, events, seen, cutHolder } = await setUp(t);
  const first = await sit('first');
  await seen('first', 'gain');
  await sit('second');
  await cutHolder();
  await seen('first', 'lost');
  assert.equal(first.fence(), undefined);
  await until('somebody sits again', () => events.filter((e) => e.what === 'gain').length === 2);
  assert.equal(events.findLast((e) => e.what === 'gain')?.epoch, 2);
  assert.ok(
    events.findIndex((e) => e.what === 'lost') < events.findIndex((e) => e.epoch === 2),
    'the old holder heard of it first',
  );
});

test('a killed process leaves its seat to the next', async (t) => {
  const { sit, url, seen } = await setUp(t);
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, 'fixtures', 'holder.ts'), url, 'bot'],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  t.after(() => child.kill('SIGKILL'));
  const [said] = await once(child.stdout, 'data');
  assert.equal(String(said), 'gained 1\n');
  const next = await sit('next');
  assert.equal(next.fence(), undefined);
  child.kill('SIGKILL');
  await seen('next', 'gain');
  assert.equal(next.fence()?.epoch, 2);
});

test('a holder behind a network that swallows everything loses, and comes back when it heals', async (t) => {
  const { sit, url, seen, events } = await setUp(t);
  const proxy = await createTcpProxy(t, url);
  const holder = await sit('holder', { url: proxy.url });
  await seen('holder', 'gain');
  proxy.blackhole();
  await seen('holder', 'lost');
  assert.equal(holder.fence(), undefined);
  await proxy.heal();
  await until('it sits again', () => events.filter((e) => e.what === 'gain').length === 2);
});

test('a server that is away at the start is waited for', async (t) => {
  const { sit, url, seen } = await setUp(t);
  const proxy = await createTcpProxy(t, url);
  await proxy.refuse();
  await sit('early', { url: proxy.url });
  await proxy.heal();
  await seen('early', 'gain');
});

test('a holder that cannot start its work gives the seat up and tries again', async (t) => {
  const { sit, events } = await setUp(t);
  let tries = 0;
  await sit('broken', {
    onGain: async () => {
      tries += 1;
      if (tries === 1) throw new Error('not ready');
    },
  });
  await until('a second try', () => tries === 2);
  assert.deepEqual(
    events.map((e) => e.what),
    ['gain', 'lost', 'gain'],
  );
});

test('seats with different names are held side by side', async (t) => {
  const { sit, url, seen } = await setUp(t);
  await sit('first');
  await seen('first', 'gain');
  const gained = Promise.withResolvers<Fence>();
  const other = createSeat({
    url,
    key: 'other',
    log: createMemoryLog().log,
    onGain: gained.resolve,
    onLose: () => undefined,
  });
  await other.start();
  t.after(() => other.stop());
  assert.deepEqual(await gained.promise, { seat: 'other', epoch: 1 });
});
