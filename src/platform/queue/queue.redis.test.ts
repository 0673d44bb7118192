import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { type TestContext, test } from 'node:test';
import { Redis } from 'ioredis';
import { createTestRedis, until } from '#testing';
import { keepsJobs } from './fixtures/contract.ts';
import { sharesWork } from './fixtures/contract-workers.ts';

const arrange = async (t: TestContext) => {
  const redis = await createTestRedis(t, { isPersistent: true });
  return {
    config: { databaseUrl: '', redisUrl: redis.url, prefix: `test-${randomUUID()}` },
    down: redis.stop,
    up: redis.start,
    lose: async (queueName: string, jobId: string) => {
      const client = new Redis(redis.url);
      const key = `jackdraw:${queueName}`;
      const lost = await client.zrem(`${key}:delayed`, jobId);
      await client.del(`${key}:${jobId}`);
      await client.quit();
      assert.equal(lost, 1);
    },
  };
};

const deps = { arrange, until };
for (const { name, run } of [...keepsJobs(deps), ...sharesWork(deps)]) test(name, run);
