import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { createTcpProxy, createTestDatabase, createTestRedis, until } from '#testing';
import { keepsValues } from './fixtures/contract.ts';
import { setUp, ttlMs } from './fixtures/setting.ts';

const arrange = async (t: TestContext) => {
  const { pool } = await createTestDatabase(t);
  const { url } = await createTestRedis(t);
  return { pool, redis: { url } };
};

for (const { name, run } of keepsValues({ arrange, until })) test(name, run);

const arrangeRestarts = async (t: TestContext) => {
  const { pool } = await createTestDatabase(t);
  const server = await createTestRedis(t, { isPersistent: true });
  const deps = { arrange: async () => ({ pool, redis: { url: server.url } }), until };
  return { ...(await setUp(t, deps)), server };
};

test('without redis the table serves: still one load for all nodes', async (t) => {
  const { createNode, definition, source, server, clock } = await arrangeRestarts(t);
  const nodes = [await createNode(), await createNode()];
  const readers = nodes.map((node) => node.define(definition));
  for (const reader of readers) await reader.get();
  await server.kill();
  for (const reader of readers) assert.equal((await reader.get()).value, 'v1');
  clock.advance(2 * ttlMs);
  const reads = await Promise.all(Array.from({ length: 1_000 }, (_, i) => readers[i % 2]?.get()));
  assert.ok(reads.every((reading) => reading !== undefined));
  await until('the new value', async () => (await readers[1]?.get())?.value === 'v2');
  assert.equal(source.state.loads, 2);
  const late = (await createNode()).define(definition);
  assert.equal((await late.get()).value, 'v2', 'a node that starts without redis works too');
});

test('what was forgotten while redis was away does not come back with it', async (t) => {
  const { createNode, definition, server, clock } = await arrangeRestarts(t);
  const nodes = [await createNode(), await createNode()];
  const readers = nodes.map((node) => node.define(definition));
  for (const reader of readers) await reader.get();
  await server.stop();
  await readers[0]?.invalidate();
  await until('the other node hears', async () => (await readers[1]?.get())?.value === 'v2');
  await server.start();
  const fresh = await createNode();
  const reader = fresh.define(definition);
  await until('redis is used again', async () => {
    clock.advance(ttlMs / 10);
    return Number((await reader.get()).value.slice(1)) > 2;
  });
  for (const each of readers)
    await until('all agree', async () => (await each.get()).value !== 'v1');
});

test('a redis that does not answer costs one timeout, not one per read', async (t) => {
  const { createNode, family, server, lines } = await arrangeRestarts(t);
  const proxy = await createTcpProxy(t, server.url);
  const node = await createNode({ redis: { url: proxy.url, timeoutMs: 1_000 } });
  const draws = node.define(family);
  await draws.get('a');
  proxy.blackhole();
  for (let i = 0; i < 50; i += 1) assert.match((await draws.get(`${i}`)).value, /^\d+v/);
  const timeouts = lines.filter(
    (line) => line.msg === 'cache store is away' && JSON.stringify(line).includes('timed out'),
  );
  assert.equal(timeouts.length, 1);
});
