import { z } from 'zod';
import { createQueue, createWorker, defineJob, handle, migrateQueue } from '#platform/queue';
import { openServers, type Servers } from './servers.ts';
import { num, perSecond, type Row } from './table.ts';

const jobs = 5_000;
const job = defineJob({
  name: 'bench.run',
  queue: 'work',
  schema: z.object({ id: z.number() }),
  isRoutine: true,
});

/** Pushing and running empty jobs, on both backends in one run. */
export async function benchQueue(): Promise<Row[]> {
  const servers = await openServers();
  await migrateQueue(servers.databaseUrl, servers.log);
  const postgres = await measure(servers, undefined);
  const redis =
    servers.redisUrl === undefined ? undefined : await measure(servers, servers.redisUrl);
  await servers.close();
  return [
    {
      what: 'queue on PostgreSQL: pushes/s, jobs run/s',
      figure: `${num(postgres.pushes)}, ${num(postgres.runs)}`,
    },
    redis === undefined
      ? { what: 'queue on Redis', figure: 'no redis-server on this machine' }
      : {
          what: 'queue on Redis: pushes/s, jobs run/s',
          figure: `${num(redis.pushes)}, ${num(redis.runs)}`,
        },
  ];
}

/** Jobs that do nothing, pushed and run at the same time: what is left when all the work is taken away. */
export async function bareJobs(
  { databaseUrl, log }: Servers,
  { redisUrl, count }: { redisUrl: string | undefined; count: number },
): Promise<number> {
  await migrateQueue(databaseUrl, log);
  const config = { databaseUrl, redisUrl, prefix: 'bare' };
  const queue = createQueue(config, { log, jobs: [job] });
  await queue.start();
  const all = Promise.withResolvers<void>();
  let done = 0;
  const run = handle(job, async () => {
    done += 1;
    if (done === count) all.resolve();
  });
  const worker = createWorker(config, [run], { log, jobs: [job] });
  await worker.start();
  const startedAt = performance.now();
  let next = 0;
  const push = async () => {
    while (next < count) {
      next += 1;
      await queue.push(job, { id: next });
    }
  };
  await Promise.all(Array.from({ length: 20 }, push));
  await all.promise;
  const rate = perSecond(count, performance.now() - startedAt);
  await worker.stop();
  await queue.stop();
  return rate;
}

async function measure({ databaseUrl, log }: Servers, redisUrl: string | undefined) {
  const config = { databaseUrl, redisUrl, prefix: 'bench' };
  const queue = createQueue(config, { log, jobs: [job] });
  await queue.start();
  const pushStarted = performance.now();
  let next = 0;
  await Promise.all(
    Array.from({ length: 20 }, async () => {
      while (next < jobs) {
        next += 1;
        await queue.push(job, { id: next });
      }
    }),
  );
  const pushes = perSecond(jobs, performance.now() - pushStarted);
  const all = Promise.withResolvers<void>();
  let done = 0;
  const run = handle(job, async () => {
    done += 1;
    if (done === jobs) all.resolve();
  });
  const worker = createWorker(config, [run], { log, jobs: [job] });
  const runStarted = performance.now();
  await worker.start();
  await all.promise;
  const runs = perSecond(jobs, performance.now() - runStarted);
  await worker.stop();
  await queue.stop();
  return { pushes, runs };
}
