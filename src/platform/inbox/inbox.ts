import type { Clock } from '#kernel';
import { createBatch, type Db } from '#platform/db';
import type { Fence } from '#platform/lock';
import type { Log } from '#platform/log';
import type { InboxHandler } from './attempt.ts';
import { createListener, type Listener } from './listen.ts';
import { createMarks } from './marks.ts';
import { createRecent } from './recent.ts';
import { createRun, type DrainLimits, type Run } from './run.ts';
import { insertRows, type NewRow } from './store.ts';
import {
  countEnded,
  countRows,
  deleteEnded,
  findOldestWaiting,
  listParked,
  type ParkedRow,
  readEndedArrivals,
} from './upkeep.ts';

export type InboxDeps = { db: Db; clock: Clock; log: Log };

export type InboxStats = {
  waiting: number;
  oldestWaitingMs: number;
  parked: number;
  running: number;
  /** Since this process started. */
  handled: number;
  failed: number;
};

export type Drain = {
  /** Begins with the oldest unhandled row. With a fence, nothing starts and nothing is marked once another holds the seat. */
  start: (fence?: Fence) => Promise<void>;
  /** Waits for running handlers, up to the limit, and hands the rest back. */
  stop: () => Promise<void>;
  /** At once: nothing more is started or marked. */
  lose: () => void;
};

export type Inbox = {
  /** One statement for all who ask together; known update ids are ignored. Returns how many rows were new. */
  put: (rows: NewRow[]) => Promise<number>;
  drain: (handler: InboxHandler, limits: Partial<DrainLimits> & { concurrency: number }) => Drain;
  /** How many updates of this key came within that time, as far as the holder of the seat has seen. */
  recentCount: (key: string, input: { withinMs: number; upTo?: Date }) => number;
  stats: () => Promise<InboxStats>;
  listParked: (limit: number) => Promise<ParkedRow[]>;
  /** Removes what ended and is older than 48 h: Telegram may begin its numbers anew. */
  purge: () => Promise<number>;
  /** How many a purge would remove. */
  countPurgeable: () => Promise<number>;
  /** Resolves when no row waits. */
  idle: () => Promise<void>;
};

const putMax = 1_000;
const purgeEveryMs = 10 * 60_000;
const purgeAfterMs = 48 * 3_600_000;
const purgeLimit = 2_000;
const idleLookMs = 100;
const recentWindowMs = 60_000;

export function createInbox(deps: InboxDeps): Inbox {
  const { db, clock, log } = deps;
  const counters = { handled: 0, failed: 0, parked: 0, running: 0 };
  const recent = createRecent();
  const busy = new Map<string, Promise<void>>();
  const watchers = new Set<() => void>();
  const marks = createMarks({
    db,
    clock,
    log,
    onMarked: () => {
      for (const watcher of watchers) watcher();
    },
  });
  let run: Run | undefined;

  const ago = (ms: number): Date => new Date(clock.now().getTime() - ms);

  const insert = createBatch<NewRow, boolean>({
    max: putMax,
    run: async (rows) => {
      const added = await insertRows(db, { rows, now: clock.now(), isToldToOthers: !run });
      if (added.size > 0) run?.look();
      // Of the same update given twice in one batch, the first is the new one.
      return rows.map(({ updateId }) => added.delete(updateId));
    },
  });

  const purge = async (): Promise<number> => {
    let removed = 0;
    for (;;) {
      const count = await deleteEnded(db, { before: ago(purgeAfterMs), limit: purgeLimit });
      removed += count;
      if (count < purgeLimit) return removed;
    }
  };

  const drain: Inbox['drain'] = (handler, given) => {
    const limits = { handlerMs: 30_000, stopMs: 5_000, lookEveryMs: 1_000, ...given };
    let own: Run | undefined;
    let timer: NodeJS.Timeout | undefined;
    let listener: Listener | undefined;
    let purgedAt = 0;

    const tick = (): void => {
      own?.look();
      void listener?.ensure();
      recent.forget(ago(recentWindowMs));
      for (const watcher of watchers) watcher();
      if (clock.now().getTime() - purgedAt < purgeEveryMs) return;
      purgedAt = clock.now().getTime();
      purge().catch((err) => log.warn({ err }, 'inbox could not be purged'));
    };
    const end = (): Run | undefined => {
      const ended = own;
      clearInterval(timer);
      listener?.stop();
      if (run === own) run = undefined;
      own = undefined;
      return ended;
    };

    return {
      start: async (fence) => {
        if (run) throw new Error('an inbox is drained once at a time');
        const starting = createRun({
          db,
          clock,
          log,
          marks,
          recent,
          busy,
          counters,
          handler,
          limits,
          fence,
        });
        run = starting;
        own = starting;
        try {
          await marks.flush(fence);
          await seedRecent();
        } catch (error) {
          end()?.lose();
          throw error;
        }
        // The seat may be gone again by now.
        if (own !== starting) return;
        listener = createListener({ db, log, onCall: () => own?.look() });
        timer = setInterval(tick, limits.lookEveryMs);
        tick();
      },
      stop: async () => {
        await end()?.stop();
      },
      lose: () => {
        end()?.lose();
      },
    };
  };

  const seedRecent = async (): Promise<void> => {
    recent.clear();
    const arrivals = await readEndedArrivals(db, ago(recentWindowMs));
    for (const { key, arrivedAt } of arrivals) recent.add(key, arrivedAt);
  };

  return {
    put: async (rows) => {
      const added = await Promise.all(rows.map((row) => insert(row)));
      return added.filter(Boolean).length;
    },
    drain,
    recentCount: (key, { withinMs, upTo = clock.now() }) =>
      recent.count(key, { since: new Date(upTo.getTime() - withinMs), upTo }),
    stats: async () => {
      const [{ waiting, parked }, oldest] = await Promise.all([
        countRows(db),
        findOldestWaiting(db),
      ]);
      const oldestWaitingMs = oldest ? clock.now().getTime() - oldest.getTime() : 0;
      return { ...counters, waiting, parked, oldestWaitingMs };
    },
    listParked: (limit) => listParked(db, limit),
    purge,
    countPurgeable: () => countEnded(db, ago(purgeAfterMs)),
    idle: async () => {
      for (;;) {
        const changed = Promise.withResolvers<void>();
        watchers.add(changed.resolve);
        // Another process may be the one that drains.
        const timer = setTimeout(changed.resolve, idleLookMs);
        try {
          const { waiting } = await countRows(db);
          if (waiting === 0) return;
          await changed.promise;
        } finally {
          clearTimeout(timer);
          watchers.delete(changed.resolve);
        }
      }
    },
  };
}
