import { z } from 'zod';
import { AppError, type Clock, isAppError } from '#kernel';
import { type Draw, drawShape, type Stoloto } from '#modules/lottery/stoloto';
import {
  findDraw,
  keepDraws,
  listArchives,
  listNewest,
  noteSynced,
  openArchives,
} from '#modules/lottery/store';
import type { Cache } from '#platform/cache';
import type { Db } from '#platform/db';
import type { Log } from '#platform/log';
import type { Priority } from '#platform/net';
import { ttlMs } from './sections.ts';
import type { Asked, Origin } from './types.ts';
import type { Waiting } from './waiting.ts';

export interface ArchiveDeps {
  cache: Cache;
  db: Db;
  clock: Clock;
  log: Log;
  stoloto: Stoloto;
  origin: Origin;
  waiting: Waiting;
}

/** Payouts of a draw are still written into it for some minutes. */
export const settlingMs = 15 * 60_000;

const syncShape = z.object({ syncedAt: z.coerce.date() });

/** The newest draws of a code: one fetch in the whole installation, kept in rows. */
export function createArchives(deps: ArchiveDeps) {
  const { cache, db, waiting } = deps;
  const prefix = `lottery:${deps.origin}:`;
  const keyOf = (code: string) => `archive:${code}`;

  const synced = cache.define({
    prefix: `${prefix}archive:`,
    schema: syncShape,
    ttlMs,
    load: (code) => waiting.load(keyOf(code), (priority) => syncArchive(deps, { code, priority })),
  });
  const single = cache.define({
    prefix: `${prefix}draw:`,
    schema: z.object({ draw: drawShape.optional() }),
    ttlMs,
    load: (id) => {
      const [code = '', number = ''] = id.split(' ');
      return waiting.load(`draw:${id}`, (priority) =>
        fetchDraw(deps, { code, number: Number(number), priority }),
      );
    },
  });

  return {
    /** When the newest draws were last seen, after having looked for newer ones if that is due. */
    bringUp: async (code: string, asked: Asked) => {
      const leave = waiting.enter(keyOf(code), asked);
      try {
        if (asked.forceRefresh) await synced.refresh(code);
        const { value, isStale } = await synced.get(code);
        return { asOf: value.syncedAt, isStale };
      } catch (error) {
        if (!isAppError(error)) throw error;
        const [row] = await listArchives(db, [code]);
        if (!row?.syncedAt) throw error;
        return { asOf: row.syncedAt, isStale: true };
      } finally {
        leave();
      }
    },
    refreshQuietly: (code: string) => synced.refresh(code),
    /** Undefined when there is no such draw. */
    bringDraw: async (
      { code, codes, number }: { code: string; codes: readonly string[]; number: number },
      asked: Asked,
    ): Promise<{ draw: Draw; asOf: Date; isStale: boolean } | undefined> => {
      const kept = await findDraw(db, { codes, number });
      const isSettled =
        kept?.isCompleted && kept.seenAt.getTime() - kept.at.getTime() >= settlingMs;
      if (kept && isSettled && !asked.forceRefresh)
        return { draw: kept, asOf: kept.seenAt, isStale: false };
      const id = `${code} ${number}`;
      const leave = waiting.enter(`draw:${id}`, asked);
      try {
        if (asked.forceRefresh) await single.refresh(id);
        const { isStale } = await single.get(id);
        const row = await findDraw(db, { codes, number });
        return row && { draw: row, asOf: row.seenAt, isStale };
      } catch (error) {
        if (!isAppError(error)) throw error;
        if (kept) return { draw: kept, asOf: kept.seenAt, isStale: true };
        throw error;
      } finally {
        leave();
      }
    },
  };
}

export type Archives = ReturnType<typeof createArchives>;

async function syncArchive(
  { db, clock, stoloto, log }: ArchiveDeps,
  { code, priority }: { code: string; priority: Priority },
): Promise<z.infer<typeof syncShape>> {
  const { draws, hasMore } = await stoloto.archive({ code, priority, page: 1 });
  const now = clock.now();
  await db.transaction(async (tx) => {
    await openArchives(tx, { codes: [code], now });
    const newest = (await listNewest(tx, [code])).get(code);
    await keepDraws(tx, { draws, seenAt: now });
    const oldest = Math.min(...draws.map(({ number }) => number));
    // An absence longer than a page left a gap behind this one.
    const hasGap = newest !== undefined && hasMore && oldest > newest.number + 1;
    if (hasGap) log.info({ code, from: newest.number, to: oldest }, 'lottery draws to catch up on');
    await noteSynced(tx, { code, now, ...(hasGap && { untilNumber: newest.number }) });
  });
  return { syncedAt: now };
}

async function fetchDraw(
  { db, clock, stoloto }: ArchiveDeps,
  { code, number, priority }: { code: string; number: number; priority: Priority },
): Promise<{ draw?: Draw }> {
  try {
    const draw = await stoloto.draw({ code, number, priority });
    if (draw === undefined)
      throw new AppError('wire_changed', { service: 'stoloto', operation: 'draw' });
    await keepDraws(db, { draws: [draw], seenAt: clock.now() });
    return { draw };
  } catch (error) {
    // Answered, and with a no: there is no such draw.
    if (isAppError(error, 'upstream_rejected') && error.details.status === 200) return {};
    throw error;
  }
}
