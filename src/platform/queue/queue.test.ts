import { randomUUID } from 'node:crypto';
import { type TestContext, test } from 'node:test';
import { createTcpProxy, createTestDatabase, until } from '#testing';
import { keepsJobs } from './fixtures/contract.ts';
import { sharesWork } from './fixtures/contract-workers.ts';

// The queue of each test stands on PostgreSQL behind a proxy: the server is shared and must not go away.
const arrange = async (t: TestContext) => {
  const database = await createTestDatabase(t);
  const proxy = await createTcpProxy(t, database.url);
  return {
    config: { databaseUrl: proxy.url, prefix: `test-${randomUUID()}` },
    down: proxy.refuse,
    up: proxy.heal,
  };
};

const deps = { arrange, until };
for (const { name, run } of [...keepsJobs(deps), ...sharesWork(deps)]) test(name, run);
