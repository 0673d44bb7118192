import { randomUUID } from 'node:crypto';
import { type TestContext, test } from 'node:test';
import { createTestRedis, until } from '#testing';
import { keepsJobs } from './fixtures/contract.ts';
import { sharesWork } from './fixtures/contract-workers.ts';

const arrange = async (t: TestContext) => {
  const redis = await createTestRedis(t, { isPersistent: true });
  return {
    config: { databaseUrl: '', redisUrl: redis.url, prefix: `test-${randomUUID()}` },
    down: redis.stop,
    up: redis.start,
  };
};

const deps = { arrange, until };
for (const { name, run } of [...keepsJobs(deps), ...sharesWork(deps)]) test(name, run);
