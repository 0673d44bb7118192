import type { Log } from '#platform/log';
import type { Job, Queue } from '#platform/queue';

export interface BellsDeps {
  queue: Pick<Queue, 'push'>;
  log: Log;
}

export type Bells = ReturnType<typeof createBells>;

/** Pushes that nobody waits for: the row is due by itself when one of them is lost. */
export function createBells({ queue, log }: BellsDeps) {
  const ringing = new Set<Promise<void>>();
  let rung = 0;
  const push: Queue['push'] = async (job, data, options) => {
    rung += 1;
    const work = queue.push(job, data, options);
    const heard = work.catch(() => undefined).finally(() => ringing.delete(heard));
    ringing.add(heard);
    await work;
  };
  return {
    push,
    ring: (job: Job<{ generationId: string }>, generationId: string): void => {
      push(job, { generationId }, { id: generationId }).catch((err: unknown) => {
        log.warn(
          { err, generationId, job: job.name },
          'the queue was not told; the row is due later',
        );
      });
    },
    idle: async (): Promise<void> => {
      while (ringing.size > 0) await Promise.all(ringing);
    },
    /** How many so far. */
    rung: (): number => rung,
  };
}
