import type { Clock } from '#kernel';
import type { Db } from '#platform/db';
import type { Fence } from '#platform/lock';
import type { Log } from '#platform/log';
import { markDone } from './store.ts';

export type Marks = {
  /** This process has handled the row; it is written down with the next batch. */
  add: (number: number) => void;
  has: (number: number) => boolean;
  /** Writes down all there is. False: the seat has another holder, nothing was written. */
  flush: (fence: Fence | undefined) => Promise<boolean>;
};

const batchMax = 1_000;

/**
 * Rows handled but not yet written down. They outlive a loss of the seat: who sits down again in the same
 * process marks them first, and nobody is answered twice because the database was away.
 */
export function createMarks(deps: { db: Db; clock: Clock; log: Log; onMarked: () => void }): Marks {
  const handled = new Set<number>();
  let flushing: { fence: Fence | undefined; over: Promise<boolean> } | undefined;

  const write = async (fence: Fence | undefined): Promise<boolean> => {
    try {
      while (handled.size > 0) {
        const numbers = [...handled].slice(0, batchMax);
        const isHeld = await markDone(deps.db, { numbers, fence, now: deps.clock.now() });
        if (!isHeld) return false;
        for (const number of numbers) handled.delete(number);
        deps.onMarked();
      }
    } catch (err) {
      // What is not written stays in the set; the next tick tries again.
      deps.log.warn({ err, rows: handled.size }, 'handled updates could not be marked yet');
    } finally {
      flushing = undefined;
    }
    return true;
  };

  return {
    add: (number) => {
      handled.add(number);
    },
    has: (number) => handled.has(number),
    flush: async (fence) => {
      // The batch of an earlier holder says nothing about this one.
      while (flushing !== undefined && flushing.fence !== fence) await flushing.over;
      if (handled.size === 0) return true;
      flushing ??= { fence, over: write(fence) };
      return await flushing.over;
    },
  };
}
