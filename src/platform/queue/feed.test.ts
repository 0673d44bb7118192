import { randomUUID } from 'node:crypto';
import { type TestContext, test } from 'node:test';
import { createTcpProxy, createTestDatabase, until } from '#testing';
import { tellsNews } from './fixtures/contract-feed.ts';

// Behind a proxy: the server is shared and must not go away.
const arrange = async (t: TestContext) => {
  const database = await createTestDatabase(t);
  const proxy = await createTcpProxy(t, database.url);
  return {
    config: { databaseUrl: proxy.url, prefix: `test-${randomUUID()}` },
    down: proxy.refuse,
    up: proxy.heal,
  };
};

for (const { name, run } of tellsNews({ arrange, until })) test(name, run);
