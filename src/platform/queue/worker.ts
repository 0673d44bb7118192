import type { Worker as BullWorker } from 'bullmq';
import type { Log } from '#platform/log';
import { type Backend, inTime } from './backend.ts';
import {
  defaultAlignMs,
  defaultConcurrency,
  defaultLockMs,
  defaultStalledMs,
  maxStalledCount,
  type QueueConfig,
  type QueueName,
  queueNames,
} from './config.ts';
import { type Job, type JobHandler, matchHandlers } from './job.ts';
import { openBackend } from './open-backend.ts';
import { runJob } from './run.ts';
import { alignSchedules, type Schedule } from './schedule.ts';

export type WorkerDeps = {
  log: Log;
  jobs: readonly Job[];
  schedules?: readonly Schedule[];
  /** How long stop waits for running jobs before they go back to the queue. */
  stopMs?: number;
};

export interface Worker {
  start(): Promise<void>;
  stop(): Promise<void>;
}

const defaultStopMs = 3_000;
const closeMs = 1_500;

export function createWorker(
  config: QueueConfig,
  handlers: readonly JobHandler[],
  deps: WorkerDeps,
): Worker {
  const byName = matchHandlers(deps.jobs, handlers);
  const schedules = deps.schedules ?? [];
  const orphan = schedules.find(({ jobName }) => !byName.has(jobName));
  if (orphan)
    throw new Error(`schedule ${orphan.id} rings ${orphan.jobName}, which has no handler`);

  const backend = openBackend(config, { log: deps.log, role: 'worker' });
  const stopping = new AbortController();
  const used = queueNames.filter((name) => handlers.some(({ job }) => job.queue === name));
  const running: BullWorker[] = [];
  const closers: (() => Promise<void>)[] = [];

  let starting: Promise<void> | undefined;
  let isStopped = false;
  let isRestoring = false;
  let aligning: NodeJS.Timeout | undefined;

  const open = async (): Promise<void> => {
    await backend.connect();
    if (isStopped) return;
    const prepare = await openPrepare(backend, config, { schedules, log: deps.log });
    closers.push(prepare.close);
    if (isStopped) return;
    await prepare.run();
    if (isStopped) return;
    const restore = () => {
      // The one that waits for a store that is away does it for all that come meanwhile.
      if (isRestoring) return;
      isRestoring = true;
      prepare
        .run()
        .catch((err) => {
          if (!isStopped) deps.log.warn({ err }, 'schedules could not be restored');
        })
        .finally(() => {
          isRestoring = false;
        });
    };
    // A Redis that lost its memory has lost limits and schedules too.
    backend.onReturn(restore);
    aligning = setInterval(restore, config.alignMs ?? defaultAlignMs);
    for (const queue of used)
      running.push(
        startWorker(backend, config, {
          queue,
          handlers: byName,
          log: deps.log,
          stopping: stopping.signal,
        }),
      );
    await Promise.all(running.map((worker) => worker.waitUntilReady()));
  };

  return {
    start: () => {
      starting = open();
      return starting;
    },
    stop: async () => {
      isStopped = true;
      clearInterval(aligning);
      // Whoever is taken on after the end would ask a closed store for jobs, for ever.
      if (starting !== undefined) await inTime(starting, closeMs).catch(() => undefined);
      const stopMs = deps.stopMs ?? defaultStopMs;
      const limit = setTimeout(() => stopping.abort(), stopMs);
      try {
        const closed = Promise.all(running.map((worker) => worker.close()));
        backend.unblock();
        await inTime(closed, stopMs + closeMs);
        await inTime(Promise.all(closers.map((close) => close())), closeMs);
      } catch (err) {
        deps.log.warn(
          { err },
          'worker closed the hard way: its jobs run again when their locks end',
        );
      } finally {
        clearTimeout(limit);
        stopping.abort();
        await backend.close();
      }
    },
  };
}

async function openPrepare(
  backend: Backend,
  config: QueueConfig,
  { schedules, log }: { schedules: readonly Schedule[]; log: Log },
): Promise<{ run: () => Promise<void>; close: () => Promise<void> }> {
  const queues = queueNames.map((name) => ({ name, queue: backend.queue(name) }));
  await Promise.all(queues.map(({ queue }) => queue.waitUntilReady()));
  return {
    run: async () => {
      for (const { name, queue } of queues) {
        const limit = config.lanes?.[name]?.globalConcurrency;
        if (limit === undefined) await queue.removeGlobalConcurrency();
        else await queue.setGlobalConcurrency(limit);
        const broken = await alignSchedules(
          queue,
          schedules.filter((schedule) => schedule.queue === name),
        );
        if (broken.length > 0) log.warn({ broken }, 'schedules had lost their next run');
      }
    },
    close: async () => {
      await Promise.all(queues.map(({ queue }) => queue.close()));
    },
  };
}

function startWorker(
  backend: Backend,
  config: QueueConfig,
  deps: {
    queue: QueueName;
    handlers: ReadonlyMap<string, JobHandler>;
    log: Log;
    stopping: AbortSignal;
  },
): BullWorker {
  const lane = config.lanes?.[deps.queue] ?? {};
  const worker = backend.worker(
    deps.queue,
    async (job, token, signal) =>
      runJob(deps, job, token ?? '', signal ?? new AbortController().signal),
    {
      concurrency: lane.concurrency ?? defaultConcurrency,
      lockDuration: config.lockMs ?? defaultLockMs,
      stalledInterval: config.stalledMs ?? defaultStalledMs,
      maxStalledCount,
      // How long BullMQ rests before it asks a lost store again; its own 15 s would be the outage after the outage.
      runRetryDelay: 500,
      ...(lane.everyMs === undefined
        ? {}
        : { limiter: { max: 1, duration: Math.ceil(lane.everyMs) } }),
    },
  );
  const facts = { queue: deps.queue };
  worker.on('stalled', (jobId) =>
    deps.log.warn({ ...facts, jobId }, 'job lost its worker and runs again'),
  );
  worker.on('lockRenewalFailed', (jobIds) => {
    deps.log.warn({ ...facts, jobIds }, 'jobs were lost to another worker');
    for (const jobId of jobIds) worker.cancelJob(jobId);
  });
  worker.on('failed', (_job, error) => {
    if (error.message.startsWith('job stalled'))
      deps.log.error({ ...facts, err: error }, 'job killed its worker too often and is given up');
  });
  return worker;
}
