import { type Job as BullJob, UnrecoverableError, WaitingError } from 'bullmq';
import type { Log } from '#platform/log';
import type { QueueName } from './config.ts';
import type { JobHandler } from './job.ts';
import { judge } from './retry.ts';

export type RunDeps = {
  queue: QueueName;
  handlers: ReadonlyMap<string, JobHandler>;
  log: Log;
  /** Aborted when the worker may wait no longer: what still runs goes back to the queue. */
  stopping: AbortSignal;
};

/** One job from pick-up to its one wide line. What BullMQ gets to see of a failure is a code. */
export async function runJob(
  deps: RunDeps,
  bullJob: BullJob,
  token: string,
  cancelled: AbortSignal,
): Promise<void> {
  const handler = deps.handlers.get(bullJob.name);
  const attempt = bullJob.attemptsMade + 1;
  const startedAt = performance.now();
  const facts = {
    job: bullJob.name,
    jobId: bullJob.id ?? '',
    queue: deps.queue,
    attempt,
    waitedMs: Math.max(0, (bullJob.processedOn ?? 0) - bullJob.timestamp - (bullJob.delay ?? 0)),
  };
  const ms = () => Math.round(performance.now() - startedAt);

  // An older process can meet a job of a newer one: it will pass through more capable hands.
  if (!handler) {
    deps.log.warn({ ...facts, ms: ms(), outcome: 'retry', code: 'unknown_job' }, 'job');
    throw new Error('unknown_job');
  }
  if (!handler.accepts(bullJob.data)) {
    deps.log.error({ ...facts, ms: ms(), outcome: 'failed', code: 'bad_request' }, 'job');
    throw new UnrecoverableError('bad_request');
  }

  const context = {
    jobId: facts.jobId,
    attempt,
    signal: AbortSignal.any([cancelled, deps.stopping]),
    log: deps.log.child({ job: facts.job, jobId: facts.jobId }),
  };
  try {
    const ended = await orStopped(handler.run(bullJob.data, context), deps.stopping);
    if (ended === 'stopped') {
      deps.log.warn({ ...facts, ms: ms(), outcome: 'handed_back' }, 'job');
      await bullJob.moveToWait(token);
      throw new WaitingError();
    }
    const line = { ...facts, ms: ms(), outcome: 'done' };
    if (handler.job.isRoutine) deps.log.debug(line, 'job');
    else deps.log.info(line, 'job');
  } catch (error) {
    // A job that could not be handed back is found by its lost lock.
    if (deps.stopping.aborted) throw error;
    const failure = judge(error);
    const willRetry = failure.verdict === 'retry' && attempt < (bullJob.opts.attempts ?? 1);
    const outcome = willRetry ? 'retry' : 'failed';
    const line = { ...facts, ms: ms(), outcome, code: failure.code, err: error };
    if (failure.isBug) deps.log.error(line, 'job');
    else deps.log.warn(line, 'job');
    throw willRetry ? new Error(failure.code) : new UnrecoverableError(failure.code);
  }
}

/** A handler that hears the signal ends by throwing; one that does not is left behind. Both count as stopped. */
async function orStopped(work: Promise<void>, stopping: AbortSignal): Promise<'ended' | 'stopped'> {
  const { promise: stopped, resolve } = Promise.withResolvers<'stopped'>();
  const onAbort = () => resolve('stopped');
  if (stopping.aborted) onAbort();
  stopping.addEventListener('abort', onAbort, { once: true });
  const ended = work.then(
    () => 'ended' as const,
    (error: unknown) => {
      if (stopping.aborted) return 'stopped' as const;
      throw error;
    },
  );
  try {
    return await Promise.race([ended, stopped]);
  } finally {
    stopping.removeEventListener('abort', onAbort);
  }
}
