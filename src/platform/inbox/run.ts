import { type Clock, isAppError } from '#kernel';
import { createBatch, type Db, isDbGone } from '#platform/db';
import type { Fence } from '#platform/lock';
import type { Log } from '#platform/log';
import { type InboxHandler, nameOfError, runLimited } from './attempt.ts';
import { createLanes } from './lanes.ts';
import type { Marks } from './marks.ts';
import type { Recent } from './recent.ts';
import {
  handBack,
  type InboxRow,
  markFailed,
  markParked,
  readWaiting,
  readWaitingOfKey,
  type Started,
  startRows,
} from './store.ts';

export type DrainLimits = {
  concurrency: number;
  /** A handler that takes longer counts as dead. */
  handlerMs: number;
  /** How long stop() waits for running handlers. */
  stopMs: number;
  /** How often it looks by itself, for a call that was missed and for rows whose wait is over. */
  lookEveryMs: number;
};

export type RunDeps = {
  db: Db;
  clock: Clock;
  log: Log;
  marks: Marks;
  recent: Recent;
  /** Handlers of this process that still run, from earlier runs too, by key. */
  busy: Map<string, Promise<void>>;
  counters: { handled: number; failed: number; parked: number; running: number };
  handler: InboxHandler;
  limits: DrainLimits;
  fence: Fence | undefined;
};

export type Run = {
  /** Looks for new rows, writes down what is handled, wakes what waited. */
  look: () => void;
  lose: () => void;
  stop: () => Promise<void>;
};

// 50 rows of one key and 1,000 in all: some megabytes at most, whatever piles up in the database.
const perKeyMax = 50;
const inHandMax = 1_000;
const pageSize = 500;
// After each failure the key waits longer; the fourth parks the row. Starts without an end are deaths of the
// whole process: many of them happen in a bad hour, but not to one row.
const waitsMs = [1_000, 5_000, 20_000];
const startsMax = 20;
const databaseWaitMs = 1_000;

// Told to come back later: nobody's failure, however often.
function waitAskedBy(error: unknown): number | undefined {
  if (!isAppError(error, 'rate_limited')) return undefined;
  const { retryAfterMs } = error.details;
  return typeof retryAfterMs === 'number' ? retryAfterMs : undefined;
}

/** One sitting: from gaining the seat to leaving it. */
export function createRun(deps: RunDeps): Run {
  const { db, clock, log, marks, counters, limits, fence } = deps;
  const lanes = createLanes(perKeyMax);
  const inHand = new Map<InboxRow, { controller: AbortController; over: Promise<void> }>();
  let isOpen = true;
  let isLive = true;
  // From here on handlers are told to stop, and what they leave belongs to the next holder.
  let isLeaving = false;
  let cursor = 0;
  let isLoading = false;
  let wantsLoad = false;
  let isFull = false;

  const lose = (): void => {
    if (isLive) log.info({ inHand: inHand.size }, 'inbox left to another holder');
    isOpen = false;
    isLive = false;
    isLeaving = true;
    for (const { controller } of inHand.values()) controller.abort();
  };
  const heed = (isHeld: boolean): boolean => {
    if (!isHeld) lose();
    return isHeld;
  };
  const flush = async (): Promise<void> => {
    if (isLive) heed(await marks.flush(fence));
  };

  const startRow = createBatch<number, Started | undefined>({
    max: pageSize,
    parallel: 2,
    run: async (numbers) => {
      const { isHeld, found } = await startRows(db, { numbers, fence });
      return heed(isHeld)
        ? numbers.map((number) => found.get(number))
        : numbers.map(() => undefined);
    },
  });

  const loadOnce = async (): Promise<void> => {
    for (const { key, after } of lanes.hungry()) {
      const rows = await readWaitingOfKey(db, { key, after, upTo: cursor, limit: perKeyMax });
      lanes.refill(key, rows, rows.length === perKeyMax);
    }
    for (;;) {
      isFull = lanes.size() >= inHandMax;
      if (!isOpen || isFull) return;
      const rows = await readWaiting(db, {
        after: cursor,
        limit: pageSize,
        leftOutKeys: lanes.overflowing(),
      });
      for (const row of rows) {
        cursor = row.number;
        deps.recent.add(row.key, row.arrivedAt);
        lanes.add(row);
      }
      pump();
      if (rows.length < pageSize) return;
    }
  };
  const load = async (): Promise<void> => {
    wantsLoad = true;
    if (isLoading) return;
    isLoading = true;
    try {
      while (isOpen && wantsLoad) {
        wantsLoad = false;
        await loadOnce();
      }
      pump();
    } catch (err) {
      log.warn({ err }, 'inbox could not be read, trying again');
    } finally {
      isLoading = false;
    }
  };

  const pump = (): void => {
    while (isOpen && inHand.size < limits.concurrency) {
      const row = lanes.next(clock.now());
      if (!row) return;
      const controller = new AbortController();
      const over = take(row, controller).finally(() => {
        inHand.delete(row);
        pump();
      });
      inHand.set(row, { controller, over });
    }
  };

  const release = (row: InboxRow): void => {
    const isHungry = lanes.release(row);
    if (isOpen && (isHungry || (isFull && lanes.size() <= inHandMax / 2))) void load();
  };
  const retryLater = (row: InboxRow, waitMs: number): void =>
    lanes.retry(row, new Date(clock.now().getTime() + waitMs));

  const take = async (row: InboxRow, controller: AbortController): Promise<void> => {
    try {
      // A handler of an earlier sitting may still be at it: its end decides whether there is anything to do.
      await deps.busy.get(row.key);
      if (marks.has(row.number)) {
        void flush();
        release(row);
        return;
      }
      const started = isOpen ? await startRow(row.number) : undefined;
      if (!isLive || started === undefined) release(row);
      else if (!isOpen) await giveBack([row]);
      else if (started.starts - started.handedBack > startsMax) await park(row, 'died_too_often');
      else await handleRow(row, started.starts, controller);
    } catch (err) {
      log.warn({ err, updateId: row.updateId }, 'inbox row waits for the database');
      retryLater(row, databaseWaitMs);
    }
  };

  const handleRow = async (
    row: InboxRow,
    starts: number,
    controller: AbortController,
  ): Promise<void> => {
    const { updateId, key, payload, arrivedAt } = row;
    const update = { updateId, key, payload, arrivedAt, attempt: starts };
    const ended = Promise.withResolvers<void>();
    deps.busy.set(key, ended.promise);
    counters.running += 1;
    try {
      await runLimited(deps.handler, update, { limitMs: limits.handlerMs, controller });
      marks.add(row.number);
      counters.handled += 1;
      release(row);
      void flush();
    } catch (err) {
      // Told to stop by us: what its handler makes of that is nobody's failure.
      if (!isLeaving) await fail(row, err);
    } finally {
      counters.running -= 1;
      deps.busy.delete(key);
      ended.resolve();
    }
  };

  const fail = async (row: InboxRow, err: unknown): Promise<void> => {
    const askedMs = isDbGone(err) ? databaseWaitMs : waitAskedBy(err);
    if (askedMs !== undefined) {
      log.warn({ err, updateId: row.updateId, waitMs: askedMs }, 'update waits its turn');
      await giveBack([row]);
      retryLater(row, askedMs);
      return;
    }
    counters.failed += 1;
    const waitMs = waitsMs[row.failures];
    if (waitMs === undefined) return park(row, nameOfError(err), err);
    log.error({ err, updateId: row.updateId, failures: row.failures + 1, waitMs }, 'update failed');
    const notBefore = new Date(clock.now().getTime() + waitMs);
    row.failures += 1;
    const error = nameOfError(err);
    heed(await markFailed(db, { numbers: [row.number], fence, error, notBefore }));
    lanes.retry(row, notBefore);
  };

  const park = async (row: InboxRow, error: string, err?: unknown): Promise<void> => {
    log.error(
      { err, updateId: row.updateId, starts: row.starts },
      'update parked, nobody runs it again',
    );
    const input = { numbers: [row.number], fence, error, now: clock.now() };
    if (!heed(await markParked(db, input))) return;
    counters.parked += 1;
    release(row);
  };

  const giveBack = async (rows: InboxRow[]): Promise<void> => {
    if (!isLive || rows.length === 0) return;
    heed(await handBack(db, { numbers: rows.map(({ number }) => number), fence }));
  };

  return {
    look: () => {
      pump();
      void flush();
      if (isOpen) void load();
    },
    lose,
    stop: async () => {
      isOpen = false;
      const running = [...inHand.values()].map(({ over }) => over);
      const patience = Promise.withResolvers<void>();
      const timer = setTimeout(patience.resolve, limits.stopMs);
      await Promise.race([Promise.all(running), patience.promise]);
      clearTimeout(timer);
      const left = [...inHand.keys()];
      isLeaving = true;
      for (const { controller } of inHand.values()) controller.abort();
      if (left.length > 0) log.warn({ rows: left.length }, 'updates handed back unfinished');
      await giveBack(left).catch((err) => log.warn({ err }, 'updates could not be handed back'));
      await flush();
      isLive = false;
    },
  };
}
