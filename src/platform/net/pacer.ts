import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { AppError, type Clock } from '#kernel';
import { askForTurn, endTurn, type Priority, type Turn } from './pacer-turn.ts';

export type PacerDeps = {
  pool: pg.Pool;
  clock: Clock;
  /** Pacers of one name are one pacer, in however many processes. */
  name: string;
  /** One turn in this time. */
  everyMs: number;
  /** A turn lasts until `end`, at most this long; nobody else has one meanwhile. Without it a turn is a moment. */
  holdMs?: number;
  /** Passes this much of the clock's time; rejects when the signal is aborted. */
  wait?: (ms: number, signal: AbortSignal) => Promise<unknown>;
};

export interface Pacer {
  /** Resolves when it is the caller's turn. A person's turn comes before back-fill's, though not always. */
  take(options: { priority: Priority; signal?: AbortSignal }): Promise<void>;
  /** Ends a held turn. The pause before the next one counts from here, however long the call was under way. */
  end(): Promise<void>;
}

type Waiter = { go: () => void; fail: (error: unknown) => void };

// Due, but others go first: they have been told of by another process and will come in a moment.
const yieldMs = 25;
// Another process holds the turn; when it ends, that is only seen by asking.
const heldMs = 100;

export function createPacer(deps: PacerDeps): Pacer {
  const { clock, wait = (ms, signal) => sleep(ms, undefined, { signal }) } = deps;
  const everyMs = Math.ceil(deps.everyMs);
  const holdMs = Math.ceil(deps.holdMs ?? 0);
  const waiting: Record<Priority, Set<Waiter>> = { person: new Set(), backfill: new Set() };
  const loop = { isRunning: false, news: new AbortController(), attempt: '' };

  const end = async () => {
    const { attempt } = loop;
    await endTurn(deps.pool, { name: deps.name, everyMs, now: clock.now(), attempt });
    loop.news.abort();
  };
  const isEmpty = () => waiting.person.size + waiting.backfill.size === 0;

  const rest = async ({ nextAt, isHeld }: Turn) => {
    const ms = nextAt.getTime() - clock.now().getTime();
    const leastMs = isHeld ? heldMs : Math.min(yieldMs, everyMs);
    try {
      await wait(ms > 0 ? ms : leastMs, loop.news.signal);
    } catch (error) {
      if (!loop.news.signal.aborted) throw error;
    }
    loop.news = new AbortController();
  };

  const run = async () => {
    while (!isEmpty()) {
      const turn = await askForTurn(deps.pool, {
        name: deps.name,
        everyMs,
        holdMs,
        now: clock.now(),
        person: waiting.person.size,
        backfill: waiting.backfill.size,
      });
      const { kind } = turn;
      if (kind) {
        loop.attempt = turn.attempt;
        // Whoever asked may have left meanwhile; the turn is then for whoever is here.
        const [next] = [...waiting[kind], ...waiting.person, ...waiting.backfill];
        if (next) next.go();
        else await end();
      }
      if (!isEmpty()) await rest(turn);
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
    end,
  };
}
