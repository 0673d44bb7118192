import type { Queue as BullQueue, JobType } from 'bullmq';
import { AppError } from '#kernel';
import type { Log } from '#platform/log';
import { type Backend, inTime } from './backend.ts';
import { pushTimeoutMs, type QueueConfig, type QueueName, queueNames } from './config.ts';
import type { Job } from './job.ts';
import { describeCounts, type JobCounts } from './metrics.ts';
import { openBackend } from './open-backend.ts';

export type QueueDeps = { log: Log; jobs: readonly Job[] };

export type PushOptions = {
  /** The id of the row the job is about: while such a job waits or runs, another push is the same job. */
  id?: string;
  /** Which time the row is worked on; a new attempt is a new job. */
  attempt?: number;
  delayMs?: number;
};

export interface Queue {
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Only after commit. Rejects with `unavailable` within moments; the row's sweeper then finds it. */
  push<Data>(job: Job<Data>, data: Data, options?: PushOptions): Promise<void>;
  pause(name: QueueName): Promise<void>;
  resume(name: QueueName): Promise<void>;
  /** Forgets what waits or is delayed; what runs is left alone, and so are schedules. */
  drain(name: QueueName): Promise<void>;
  counts(name: QueueName): Promise<JobCounts>;
  /** Rejects with `unavailable` when no job could be pushed now. */
  check(): Promise<void>;
  metrics(): Promise<string>;
  /** For tests: no job waits or runs. Delayed ones are not waited for. */
  idle(options?: { timeoutMs?: number }): Promise<void>;
}

export function createQueue(config: QueueConfig, deps: QueueDeps): Queue {
  const backend = openBackend(config, { log: deps.log, role: 'queue' });
  const queues = new Map<QueueName, BullQueue>();

  const ask = async <T>(work: (queue: BullQueue) => Promise<T>, name: QueueName): Promise<T> => {
    const queue = queues.get(name);
    if (!queue) throw new AppError('unavailable', { reason: 'the queue is not started' });
    try {
      return await inTime(work(queue), pushTimeoutMs);
    } catch (error) {
      throw new AppError('unavailable', { queue: name }, { cause: error });
    }
  };
  const counts = (name: QueueName) => ask(countJobs, name);
  const allCounts = () =>
    Promise.all(queueNames.map(async (name) => ({ name, counts: await counts(name) })));

  return {
    start: () => open(backend, queues),
    stop: async () => {
      const open = [...queues.values()];
      queues.clear();
      await Promise.all(open.map((queue) => queue.close()));
      await backend.close();
    },
    push: async (job, data, options = {}) => {
      if (!deps.jobs.includes(job)) throw new Error(`${job.name} is not in the list of jobs`);
      const { jobId, delay } = toBullOptions(job, options);
      const payload = job.schema.parse(data);
      await ask(
        (queue) =>
          queue.add(job.name, payload, {
            ...(jobId === undefined ? {} : { jobId }),
            ...(delay === undefined ? {} : { delay }),
            attempts: job.attempts,
            backoff: { type: 'exponential', delay: Math.ceil(job.backoffMs), jitter: 0.5 },
            // A kept job would swallow the sweeper's push of the same row; history lives in rows.
            removeOnComplete: true,
            removeOnFail: true,
          }),
        job.queue,
      );
    },
    pause: (name) => ask((queue) => queue.pause(), name),
    resume: (name) => ask((queue) => queue.resume(), name),
    drain: (name) => ask((queue) => queue.drain(true), name),
    counts,
    check: async () => {
      await counts('work');
    },
    metrics: async () => describeCounts(await allCounts()),
    idle: async ({ timeoutMs = 60_000 } = {}) => {
      const deadline = performance.now() + timeoutMs;
      for (;;) {
        const all = await allCounts();
        if (all.every((queue) => queue.counts.waiting + queue.counts.active === 0)) return;
        if (performance.now() > deadline)
          throw new Error(`jobs are still there after ${timeoutMs} ms: ${JSON.stringify(all)}`);
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    },
  };
}

async function open(backend: Backend, queues: Map<QueueName, BullQueue>): Promise<void> {
  await backend.connect();
  for (const name of queueNames) queues.set(name, backend.queue(name));
  await Promise.all([...queues.values()].map((queue) => queue.waitUntilReady()));
}

// PostgreSQL calls the waiting jobs of a paused queue "paused", Redis only sometimes.
async function countJobs(queue: BullQueue): Promise<JobCounts> {
  const [found, isPaused] = await Promise.all([
    queue.getJobCounts('waiting', pausedJobs(), 'prioritized', 'active', 'delayed'),
    queue.isPaused(),
  ]);
  const of = (state: string) => found[state] ?? 0;
  return {
    waiting: of('waiting') + of('paused') + of('prioritized'),
    active: of('active'),
    delayed: of('delayed'),
    isPaused,
  };
}

/** BullMQ's types deny this state, in which its PostgreSQL backend counts. */
const pausedJobs = (): JobType => 'paused' as JobType;

// All jobs of a queue share one space of ids, so the job's name is part of it: two jobs about one row are two.
function toBullOptions(
  job: Pick<Job, 'name'>,
  options: PushOptions,
): { jobId?: string; delay?: number } {
  const { id, attempt = 1, delayMs } = options;
  if (id !== undefined && !/^[\w-]+$/.test(id))
    throw new Error(`"${id}" cannot be the id of a job`);
  return {
    ...(id === undefined ? {} : { jobId: `${job.name}.${id}-${attempt}` }),
    // PostgreSQL takes whole milliseconds only.
    ...(delayMs === undefined ? {} : { delay: Math.max(0, Math.ceil(delayMs)) }),
  };
}
