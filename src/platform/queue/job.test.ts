import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { AppError, errorCodes, isAppError } from '#kernel';
import { createMemoryLog } from '#platform/log';
import { createQueue, createWorker, defineJob, defineSchedule, handle } from './index.ts';
import { judge } from './retry.ts';

const { log } = createMemoryLog();
const config = { databaseUrl: 'postgres://nobody@127.0.0.1:1/none' };
const schema = z.object({ id: z.string() });
const one = defineJob({ name: 'test.one', queue: 'work', schema });
const other = defineJob({ name: 'test.other', queue: 'poll', schema });
const run = async () => undefined;

test('boot fails unless every job has exactly one handler, and names every mistake', () => {
  const twin = defineJob({ name: 'test.one', queue: 'chat', schema });
  createWorker(config, [handle(one, run), handle(other, run)], { log, jobs: [one, other] });
  assert.throws(
    () => createWorker(config, [handle(one, run), handle(one, run)], { log, jobs: [one, other] }),
    /test\.one has two handlers; test\.other has no handler/,
  );
  assert.throws(
    () => createWorker(config, [handle(one, run)], { log, jobs: [] }),
    /test\.one has a handler, but is not in the list/,
  );
  assert.throws(
    () => createWorker(config, [handle(one, run)], { log, jobs: [one, twin] }),
    /test\.one is defined twice/,
  );
});

test('boot fails for a schedule that rings nobody, or with data that does not fit', () => {
  const schedules = [defineSchedule({ id: 'tick', job: other, data: { id: 'a' }, everyMs: 1_000 })];
  assert.throws(
    () => createWorker(config, [handle(one, run)], { log, jobs: [one], schedules }),
    /tick rings test\.other/,
  );
  const wrong = JSON.parse('{"id":7}');
  assert.throws(
    () => defineSchedule({ id: 'tick', job: one, data: wrong, everyMs: 1_000 }),
    z.ZodError,
  );
});

test('a job is called room.what', () => {
  for (const name of ['run', 'generation:run', 'Generation.run', ''])
    assert.throws(() => defineJob({ name, queue: 'work', schema }), /room\.what/);
});

test('a store that is not there at the start is unavailable, on either backend', async () => {
  for (const redisUrl of [undefined, 'redis://127.0.0.1:1']) {
    const queue = createQueue({ ...config, redisUrl }, { log, jobs: [] });
    await assert.rejects(queue.start(), (error) => isAppError(error, 'unavailable'));
    await queue.stop();
  }
});

test('what may pass is tried again, what is decided is not, and a bug is one', () => {
  const verdict = (code: (typeof errorCodes)[number]) => judge(new AppError(code)).verdict;
  const retried = errorCodes.filter((code) => verdict(code) === 'retry');
  assert.deepEqual(retried, [
    'conflict',
    'internal',
    'provider_busy',
    'provider_paused',
    'rate_limited',
    'storage_full',
    'timeout',
    'too_early',
    'unavailable',
  ]);
  const lost = Object.assign(new Error('connect'), { code: 'ECONNREFUSED' });
  assert.deepEqual(judge(lost), { code: 'unavailable', verdict: 'retry', isBug: false });
  assert.deepEqual(judge(new TypeError('x')), { code: 'internal', verdict: 'retry', isBug: true });
});
