import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { type TestContext, test } from 'node:test';
import pg from 'pg';
import { isAppError } from '#kernel';
import { createTcpProxy, createTestDatabase, until } from '#testing';
import { keepsJobs } from './fixtures/contract.ts';
import { sharesWork } from './fixtures/contract-workers.ts';
import { setUp, work } from './fixtures/setting.ts';

// The queue of each test stands on PostgreSQL behind a proxy: the server is shared and must not go away.
const arrange = async (t: TestContext) => {
  const database = await createTestDatabase(t);
  const proxy = await createTcpProxy(t, database.url);
  return {
    config: { databaseUrl: proxy.url, prefix: `test-${randomUUID()}` },
    down: proxy.refuse,
    up: proxy.heal,
    lose: async (queueName: string, jobId: string) => {
      const { rowCount } = await database.pool.query(
        'delete from bullmq.job where queue = $1 and id = $2',
        [queueName, jobId],
      );
      assert.equal(rowCount, 1);
    },
  };
};

const deps = { arrange, until };
for (const { name, run } of [...keepsJobs(deps), ...sharesWork(deps)]) test(name, run);

test('connections that the server ends on purpose are made anew', async (t) => {
  const { queue, startWorker, jobLines, config } = await setUp(t, deps);
  await startWorker(async () => undefined);
  await queue.push(work, { id: 'before' });
  await until('the job', () => jobLines().length === 1);
  const admin = new pg.Client({ connectionString: config.databaseUrl });
  await admin.connect();
  t.after(() => admin.end());
  const { rowCount } = await admin.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
     where datname = current_database() and pid <> pg_backend_pid()`,
  );
  assert.ok(Number(rowCount) >= 2);
  await until('a push goes through', () =>
    queue.push(work, { id: 'after' }, { id: 'after' }).then(
      () => true,
      (error) => {
        if (!isAppError(error, 'unavailable')) throw error;
        return false;
      },
    ),
  );
  await until('the worker goes on', () => jobLines().length === 2);
});
