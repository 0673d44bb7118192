import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import fc from 'fast-check';
import { createPool } from '#platform/db';
import { createTcpProxy, createTestDatabase, until } from '#testing';
import { keepsValues } from './fixtures/contract.ts';
import { setUp, ttlMs } from './fixtures/setting.ts';
import { timesOf } from './times.ts';

const arrange = async (t: TestContext) => ({ pool: (await createTestDatabase(t)).pool });

for (const { name, run } of keepsValues({ arrange, until })) test(name, run);

test('the table is swept of what cannot be served any more', async (t) => {
  const { createNode, definition, clock, pool } = await setUp(t, { arrange, until });
  const node = await createNode();
  await node.define({ ...definition, hardMs: 2 * ttlMs }).get();
  const count = async () => (await pool.query('select from cache_entries')).rowCount;
  assert.equal(await count(), 1);
  clock.advance(2 * ttlMs);
  await node.tick();
  assert.equal(await count(), 0);
});

test('without the database memory serves and cold reads ask the source; then all is shared again', async (t) => {
  const { createNode, definition, clock, source, pool, log } = await setUp(t, { arrange, until });
  const proxy = await createTcpProxy(t, String(pool.options.connectionString));
  const far = createPool({ url: proxy.url, log });
  // After the nodes have stopped.
  t.after(() => {
    t.after(() => far.end());
  });
  const [node, other] = [await createNode({ pool: far }), await createNode()];
  const reader = node.define(definition);
  await reader.get();
  await proxy.refuse();
  assert.equal((await reader.get()).value, 'v1');
  const cold = node.define({ ...definition, key: 'cold' });
  assert.equal((await cold.get()).value, 'v2');
  assert.equal((await cold.get()).value, 'v2');
  await assert.rejects(node.invalidate({ key: 'cold' }));
  await proxy.heal();
  clock.advance(ttlMs);
  await reader.get();
  assert.equal(source.state.loads, 3);
  assert.equal((await other.define(definition).get()).value, 'v3');
  await other.invalidate({ key: 'catalogue' });
  await until('it hears the others again', async () => {
    await node.tick();
    return (await reader.get()).value === 'v4';
  });
});

test('a value is refreshed at 76 to 84 % of its TTL, expires at 95 to 105 %', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1_000, max: 1e9 }),
      fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
      (ttl, random) => {
        const times = timesOf({ ttlMs: ttl }, 0, random);
        assert.ok(times.refreshAt >= Math.floor(0.76 * ttl) && times.refreshAt <= 0.84 * ttl + 1);
        assert.ok(times.expiresAt >= Math.floor(0.95 * ttl) && times.expiresAt <= 1.05 * ttl + 1);
        assert.equal(times.hardAt, 10 * ttl);
      },
    ),
  );
});
