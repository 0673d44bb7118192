import type { Processor, Queue, Relay, Worker, WorkerOptions } from 'bullmq';
import { AppError } from '#kernel';
import type { Log } from '#platform/log';
import type { QueueName } from './config.ts';

/** What the two stores have in common; nothing outside these three files knows which one it is. */
export interface Backend {
  kind: 'postgres' | 'redis';
  /** Rejects with `unavailable`: BullMQ remembers a first connection that failed for ever. */
  connect(): Promise<void>;
  queue(name: QueueName): Queue;
  worker(name: QueueName, run: Processor, options: Omit<WorkerOptions, 'connection'>): Worker;
  /** News between processes; it begins to connect at once. */
  relay(): Relay;
  /** Called when the store is back after an outage, perhaps empty. */
  onReturn(listener: () => void): void;
  /** Called while workers close: frees those that wait for a store that is away. */
  unblock(): void;
  close(): Promise<void>;
}

export type BackendDeps = { log: Log; role: 'queue' | 'worker' | 'feed' };

/** The answer, or `unavailable` in time: a lost server never says no. */
export async function inTime<T>(work: Promise<T>, timeoutMs: number): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new AppError('unavailable', { timeoutMs })), timeoutMs);
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Errors come by the hundred while a store is away; one line in a while tells as much. */
export function createErrorTeller(log: Log, facts: object): (err: unknown) => void {
  const everyMs = 5_000;
  const state = { toldAt: Number.NEGATIVE_INFINITY, more: 0 };
  return (err) => {
    if (performance.now() - state.toldAt < everyMs) {
      state.more += 1;
      return;
    }
    log.warn({ ...facts, err, unreported: state.more }, 'queue backend');
    state.toldAt = performance.now();
    state.more = 0;
  };
}
