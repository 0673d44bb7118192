import type { Asked } from './types.ts';

interface Waiter {
  tell: (() => void) | undefined;
}

/** Who waits for which key: they are told when it is really fetched, and go before back-fill. */
export function createWaiting() {
  const waiters = new Map<string, Set<Waiter>>();
  const loading = new Set<string>();
  const tellOnce = (waiter: Waiter) => {
    waiter.tell?.();
    waiter.tell = undefined;
  };
  return {
    enter: (key: string, { onStage }: Asked): (() => void) => {
      const waiter: Waiter = { tell: onStage && (() => onStage('fetching')) };
      const here = waiters.get(key) ?? new Set();
      waiters.set(key, here.add(waiter));
      // A kept answer comes before this does; whoever is still here waits for what is under way.
      if (loading.has(key)) setImmediate(() => here.has(waiter) && tellOnce(waiter));
      return () => {
        here.delete(waiter);
        if (here.size === 0 && waiters.get(key) === here) waiters.delete(key);
      };
    },
    /** Runs the load; it learns whether a person waits for it. */
    load: async <T>(key: string, run: (priority: 'person' | 'backfill') => Promise<T>) => {
      const here = waiters.get(key);
      for (const waiter of here ?? []) tellOnce(waiter);
      loading.add(key);
      try {
        return await run(here ? 'person' : 'backfill');
      } finally {
        loading.delete(key);
      }
    },
  };
}

export type Waiting = ReturnType<typeof createWaiting>;
