import { randomUUID } from 'node:crypto';
import { type TestContext, test } from 'node:test';
import { createTestRedis, until } from '#testing';
import { tellsNews } from './fixtures/contract-feed.ts';

const arrange = async (t: TestContext) => {
  const redis = await createTestRedis(t, { isPersistent: true });
  return {
    config: { databaseUrl: '', redisUrl: redis.url, prefix: `test-${randomUUID()}` },
    down: redis.stop,
    up: redis.start,
  };
};

for (const { name, run } of tellsNews({ arrange, until })) test(name, run);
