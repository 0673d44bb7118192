import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { AppError, type Clock } from '#kernel';
import { askForTurn, type Priority, putOffTurn } from './pacer-turn.ts';

export type PacerDeps = {
  pool: pg.Pool;
  clock: Clock;
  /** Pacers of one name are one pacer, in however many processes. */
  name: string;
  /** One turn in this time. */
  everyMs: number;
  /** Passes this much of the clock's time; rejects when the signal is aborted. */
  wait?: (ms: number, signal: AbortSignal) => Promise<unknown>;
};

export interface Pacer {
  /** Resolves when it is the caller's turn. A person's turn comes before back-fill's, though not always. */
  take(options: { priority: Priority; signal?: AbortSignal }): Promise<void>;
  /** Counts the pause anew from now. Called after an answer, it keeps calls apart however long they are under way. */
  restart(): Promise<void>;
}

type Waiter = { go: () => void; fail: (error: unknown) => void };

// Due, but others go first: they have been told of by another process and will come in a moment.
const yieldMs = 25;

export function createPacer(deps: PacerDeps): Pacer {
  const { clock, wait = (ms, signal) => sleep(ms, undefined, { signal }) } = deps;
  const everyMs = Math.ceil(deps.everyMs);
  const waiting: Record<Priority, Set<Waiter>> = { person: new Set(), backfill: new Set() };
  const loop = { isRunning: false, news: new AbortController() };

  const isEmpty = () => waiting.person.size + waiting.backfill.size === 0;

  const rest = async (nextAt: Date) => {
    const ms = nextAt.getTime() - clock.now().getTime();
    try {
      await wait(ms > 0 ? ms : Math.min(yieldMs, everyMs), loop.news.signal);
    } catch (error) {
      if (!loop.news.signal.aborted) throw error;
    }
    loop.news = new AbortController();
  };

  const run = async () => {
    while (!isEmpty()) {
      const { kind, nextAt } = await askForTurn(deps.pool, {
        name: deps.name,
        everyMs,
        now: clock.now(),
        person: waiting.person.size,
        backfill: waiting.backfill.size,
      });
      if (kind) {
        // Whoever asked may have left meanwhile; the turn is then for whoever is here.
        const [next] = [...waiting[kind], ...waiting.person, ...waiting.backfill];
        next?.go();
      }
      if (!isEmpty()) await rest(nextAt);
    }
  };

  const keepRunning = async () => {
    if (loop.isRunning) return;
    loop.isRunning = true;
    try {
      await run();
    } catch (cause) {
      const error = new AppError('unavailable', { pacer: deps.name }, { cause });
      for (const waiter of [...waiting.person, ...waiting.backfill]) waiter.fail(error);
    } finally {
      loop.isRunning = false;
    }
    // Who came while the last round was ending has not been seen by it.
    if (!isEmpty()) await keepRunning();
  };

  return {
    take: ({ priority, signal }) => {
      signal?.throwIfAborted();
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      const queue = waiting[priority];
      const leave = () => {
        queue.delete(waiter);
        signal?.removeEventListener('abort', abort);
      };
      const abort = () => waiter.fail(signal?.reason);
      const waiter: Waiter = {
        go: () => {
          leave();
          resolve();
        },
        fail: (error) => {
          leave();
          reject(error);
        },
      };
      signal?.addEventListener('abort', abort, { once: true });
      queue.add(waiter);
      // The first of its kind here must be known to the others before the next turn.
      if (queue.size === 1) loop.news.abort();
      void keepRunning();
      return promise;
    },
    restart: () => putOffTurn(deps.pool, { name: deps.name, everyMs, now: clock.now() }),
  };
}
