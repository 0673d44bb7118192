import type { z } from 'zod';
import type { Log } from '#platform/log';
import type { QueueName } from './config.ts';

export interface Job<Data = unknown> {
  /** `generation.run`: the room, a dot, what is done. */
  name: string;
  queue: QueueName;
  /** Ids only: the row is the truth, the job rings the bell. */
  schema: z.ZodType<Data>;
  attempts: number;
  backoffMs: number;
  /** Runs all the time and says nothing when it succeeds. */
  isRoutine: boolean;
}

export interface JobOptions<Data> {
  name: string;
  queue: QueueName;
  schema: z.ZodType<Data>;
  attempts?: number;
  /** The first wait before another attempt; it doubles. What is due much later is a column in a row. */
  backoffMs?: number;
  isRoutine?: boolean;
}

export interface JobContext {
  jobId: string;
  attempt: number;
  /** Aborted when the process stops before the job ends, or when the job was lost to another worker. */
  signal: AbortSignal;
  log: Log;
}

export interface JobHandler {
  job: Job;
  /** Parses, then works: no handler ever sees data that does not fit. */
  run: (data: unknown, context: JobContext) => Promise<void>;
  accepts: (data: unknown) => boolean;
}

export function defineJob<Data>(options: JobOptions<Data>): Job<Data> {
  if (!/^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(options.name))
    throw new Error(`a job is called "room.what", not "${options.name}"`);
  return { attempts: 5, backoffMs: 1_000, isRoutine: false, ...options };
}

export function handle<Data>(
  job: Job<Data>,
  run: (data: Data, context: JobContext) => Promise<void>,
): JobHandler {
  return {
    job,
    accepts: (data) => job.schema.safeParse(data).success,
    run: async (data, context) => run(job.schema.parse(data), context),
  };
}

/** Boot fails unless every job has exactly one handler: the other way round is found out in production. */
export function matchHandlers(
  jobs: readonly Job[],
  handlers: readonly JobHandler[],
): ReadonlyMap<string, JobHandler> {
  const mistakes = [
    ...repeated(jobs.map(({ name }) => name)).map((name) => `${name} is defined twice`),
    ...repeated(handlers.map(({ job }) => job.name)).map((name) => `${name} has two handlers`),
    ...jobs
      .filter((job) => !handlers.some((handler) => handler.job === job))
      .map(({ name }) => `${name} has no handler`),
    ...handlers
      .filter(({ job }) => !jobs.includes(job))
      .map(({ job }) => `${job.name} has a handler, but is not in the list of jobs`),
  ];
  if (mistakes.length > 0)
    throw new Error(`jobs and handlers do not match: ${mistakes.join('; ')}`);
  return new Map(handlers.map((handler) => [handler.job.name, handler]));
}

function repeated(names: readonly string[]): string[] {
  return [...new Set(names.filter((name, at) => names.indexOf(name) !== at))];
}
