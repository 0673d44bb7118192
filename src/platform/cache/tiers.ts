import { AppError } from '#kernel';
import type { Log } from '#platform/log';
import type { Message, Store, Target } from './store.ts';

/** Several stores, the best first. One that is away is no failure: the next one serves, and without any, none does. */
export interface Tiers {
  /** What the first store that is there answers, and which one that is. */
  ask<T>(work: (store: Store) => Promise<T>): Promise<{ store: Store; answer: T } | undefined>;
  /** In every store, since any of them may serve next. */
  remove(target: Target): Promise<void>;
  publish(message: Message): Promise<void>;
  each(work: (store: Store) => Promise<void>): Promise<void>;
}

export function createTiers(stores: readonly Store[], log: Log): Tiers {
  const attempt = async (work: (store: Store) => Promise<void>) => {
    const results = await Promise.allSettled(stores.map(work));
    for (const [i, result] of results.entries())
      if (result.status === 'rejected')
        log.debug({ err: result.reason, store: stores[i]?.name }, 'cache store is away');
    return results.some(({ status }) => status === 'fulfilled');
  };
  return {
    ask: async (work) => {
      for (const store of stores)
        try {
          return { store, answer: await work(store) };
        } catch (err) {
          log.debug({ err, store: store.name }, 'cache store is away');
        }
      return undefined;
    },
    remove: async (target) => {
      if (!(await attempt((store) => store.remove(target))))
        throw new AppError('unavailable', { ...target });
    },
    publish: async (message) => {
      await attempt((store) => store.publish(message));
    },
    each: async (work) => {
      await attempt(work);
    },
  };
}
