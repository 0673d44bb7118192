import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { createManualClock } from '#kernel';
import { createKv } from '#platform/kv';
import { createTestDatabase, until } from '#testing';

async function setUp(t: TestContext) {
  const { db, pool } = await createTestDatabase(t);
  const clock = createManualClock(new Date('2026-01-01T00:00:00Z'));
  return { kv: createKv({ db, clock }), other: createKv({ db, clock }), clock, pool };
}

test('what was set comes back, also any text a stranger can send', async (t) => {
  const { kv } = await setUp(t);
  for (const value of [0, null, 'x', [1], { a: { b: 'ё\u0000\ud800' } }]) {
    const version = await kv.set('k', value);
    assert.deepEqual(await kv.get('k'), { value, version });
  }
  assert.equal(await kv.get('other'), undefined);
});

test('undefined is nothing to store', async (t) => {
  const { kv } = await setUp(t);
  assert.throws(() => kv.set('k', undefined), TypeError);
});

test('a write that names a version wins only if that version is still there', async (t) => {
  const { kv, other } = await setUp(t);
  const first = await kv.set('k', 1);
  assert.ok(first);
  const second = await other.set('k', 2, { version: first });
  assert.ok(second && second > first);
  assert.equal(await kv.set('k', 3, { version: first }), undefined);
  assert.deepEqual(await kv.get('k'), { value: 2, version: second });
});

test('of many writers who saw the same version exactly one wins', async (t) => {
  const { kv, other } = await setUp(t);
  const version = await kv.set('k', 'start');
  assert.ok(version);
  const results = await Promise.all(
    Array.from({ length: 20 }, (_, i) => (i % 2 === 0 ? kv : other).set('k', i, { version })),
  );
  const winners = results.filter((result) => result !== undefined);
  assert.equal(winners.length, 1);
  const left = await kv.get('k');
  assert.equal(left?.version, winners[0]);
  assert.equal(
    left?.value,
    results.findIndex((result) => result !== undefined),
  );
});

test('version 0 only makes a key, it never overwrites one', async (t) => {
  const { kv } = await setUp(t);
  assert.ok(await kv.set('k', 1, { version: 0 }));
  assert.equal(await kv.set('k', 2, { version: 0 }), undefined);
  assert.equal((await kv.get('k'))?.value, 1);
});

test('a key made anew is not mistaken for the one that was deleted', async (t) => {
  const { kv } = await setUp(t);
  const before = await kv.set('k', 1);
  assert.ok(before);
  await kv.delete('k');
  assert.equal(await kv.set('k', 9, { version: before }), undefined);
  assert.equal(await kv.get('k'), undefined);
  await kv.set('k', 2);
  assert.equal(await kv.set('k', 9, { version: before }), undefined);
  assert.equal((await kv.get('k'))?.value, 2);
});

test('what has expired is gone for readers, writers and the sweep, by the clock', async (t) => {
  const { kv, clock, pool } = await setUp(t);
  const expiresAt = new Date(clock.now().getTime() + 1_000);
  const version = await kv.set('k', 1, { expiresAt });
  assert.ok(version);
  await kv.set('stays', 1);
  assert.equal(await kv.sweep(), 0);
  clock.advance(1_000);
  assert.equal(await kv.get('k'), undefined);
  assert.equal(await kv.set('k', 2, { version }), undefined);
  assert.equal(await kv.sweep(), 1);
  await kv.set('again', 1, { expiresAt });
  assert.ok(await kv.set('again', 2, { version: 0 }), 'an expired key may be made anew');
  const { rows } = await pool.query('select key from kv_entries order by key');
  assert.deepEqual(
    rows.map((row) => row.key),
    ['again', 'stays'],
  );
});

test('a set without an expiry takes the old expiry off', async (t) => {
  const { kv, clock } = await setUp(t);
  await kv.set('k', 1, { expiresAt: new Date(clock.now().getTime() + 1_000) });
  await kv.set('k', 2);
  clock.advance(10_000);
  assert.equal((await kv.get('k'))?.value, 2);
});

test('reads asked for in one tick are one query', async (t) => {
  const { kv, pool } = await setUp(t);
  await Promise.all(Array.from({ length: 50 }, (_, i) => kv.set(`k${i}`, i)));
  let queries = 0;
  t.mock.method(
    pool,
    'query',
    new Proxy(pool.query, {
      apply: (target, self, args) => {
        queries += 1;
        return Reflect.apply(target, self, args);
      },
    }),
  );
  const found = await Promise.all(Array.from({ length: 50 }, (_, i) => kv.get(`k${i}`)));
  assert.deepEqual(
    found.map((entry) => entry?.value),
    Array.from({ length: 50 }, (_, i) => i),
  );
  assert.equal(queries, 1);
});

test('writes of one key made in one tick are applied in their order', async (t) => {
  const { kv } = await setUp(t);
  const versions = await Promise.all([1, 2, 3].map((value) => kv.set('k', value)));
  assert.deepEqual(await kv.get('k'), { value: 3, version: versions[2] });
});

test('a prefix is forgotten whole, and taken as it is written', async (t) => {
  const { kv } = await setUp(t);
  for (const key of ['u:7:a', 'u:7:b', 'u:77:a', 'u_7:c']) await kv.set(key, 1);
  assert.equal(await kv.deletePrefix('u:7:'), 2);
  assert.equal(await kv.deletePrefix('u_'), 1);
  assert.ok(await kv.get('u:77:a'));
});

test('processes that write the same keys in different orders all get through', async (t) => {
  const { kv, other } = await setUp(t);
  const keys = Array.from({ length: 40 }, (_, i) => `k${i}`);
  for (let round = 0; round < 5; round += 1) {
    await Promise.all([
      ...keys.map((key) => kv.set(key, 'a')),
      ...keys.toReversed().map((key) => other.set(key, 'b')),
    ]);
  }
  const values = await Promise.all(keys.map(async (key) => (await kv.get(key))?.value));
  assert.ok(values.every((value) => value === 'a' || value === 'b'));
});

test('between start and stop what has expired is swept by itself', async (t) => {
  const { kv, clock, pool } = await setUp(t);
  t.mock.timers.enable({ apis: ['setInterval'] });
  await kv.set('k', 1, { expiresAt: clock.now() });
  const count = async () =>
    (await pool.query('select count(*)::int as n from kv_entries')).rows[0]?.n;
  await kv.start();
  assert.equal(await count(), 1);
  t.mock.timers.tick(10 * 60_000);
  await until('it is gone', async () => (await count()) === 0);
  await kv.stop();
  await kv.set('k', 1, { expiresAt: clock.now() });
  t.mock.timers.tick(60 * 60_000);
  assert.equal(await count(), 1);
});
