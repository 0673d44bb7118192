import type { Failure, Target } from './store.ts';
import { covers } from './store.ts';
import type { Stored } from './times.ts';

/** A node's own copy: parsed, so that a read costs nothing. */
export type Copy = Omit<Stored, 'value'> & {
  value: unknown;
  usedAt: number;
  /** News may have been missed: good only when the store cannot be asked. */
  isDoubtful: boolean;
};

export type Memory = ReturnType<typeof createMemory>;

export function createMemory() {
  const copies = new Map<string, Copy>();
  const failures = new Map<string, Failure>();
  const state = { epoch: 0 };
  return {
    copies,
    failures,
    /** Grows with every drop; whoever began before it may not write after it. */
    epoch: () => state.epoch,
    drop: (target: Target) => {
      state.epoch += 1;
      for (const map of [copies, failures])
        if ('key' in target) map.delete(target.key);
        else for (const key of map.keys()) if (covers(target, key)) map.delete(key);
    },
    /** Another node has something newer. */
    outdate: (key: string, loadedAt: number) => {
      const copy = copies.get(key);
      if (copy && copy.loadedAt < loadedAt) copy.isDoubtful = true;
    },
    doubt: () => {
      for (const copy of copies.values()) copy.isDoubtful = true;
    },
    sweep: (now: number) => {
      for (const [key, copy] of copies)
        if (now >= copy.hardAt || now - copy.usedAt >= copy.hardAt - copy.loadedAt)
          copies.delete(key);
      for (const [key, { retryAt }] of failures) if (now >= retryAt) failures.delete(key);
    },
  };
}
