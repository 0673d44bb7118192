import { type Clock, isAppError } from '#kernel';
import { archivePageSize, type Stoloto } from '#modules/lottery/stoloto';
import { claimBackfill, keepDraws, putOffBackfill, turnPage } from '#modules/lottery/store';
import type { Db } from '#platform/db';
import type { Log } from '#platform/log';

export interface BackfillDeps {
  db: Db;
  clock: Clock;
  log: Log;
  stoloto: Pick<Stoloto, 'archive'>;
}

/** As many draws as statistics are made for; the source itself repeats its pages from about the 501st on. */
export const keptDraws = 20_000;
const lastPage = keptDraws / archivePageSize;

// Longer than a call may take: a worker that died with a page is followed by another.
const leaseMs = 60_000;
const longestPauseMs = 3_600_000;

/** One page of the history that waits longest; false when none is due. Rows and cursor move in one transaction. */
export async function fillOnePage(deps: BackfillDeps): Promise<boolean> {
  const { db, clock, log } = deps;
  const startedAt = clock.now();
  const archive = await claimBackfill(db, {
    now: startedAt,
    leaseUntil: new Date(startedAt.getTime() + leaseMs),
  });
  if (!archive) return false;
  const { code, nextPage: page, untilNumber, failures } = archive;
  try {
    const { draws, hasMore } = await deps.stoloto.archive({ code, page, priority: 'backfill' });
    const now = clock.now();
    const isClosed = untilNumber !== null && draws.some(({ number }) => number <= untilNumber);
    const isWhole = !hasMore || page >= lastPage || isClosed;
    await db.transaction(async (tx) => {
      await keepDraws(tx, { draws, seenAt: now });
      await turnPage(tx, { code, page, isWhole, now });
    });
    if (isWhole) log.info({ code, pages: page }, 'lottery history filled');
    return true;
  } catch (error) {
    if (!isAppError(error)) throw error;
    const pauseMs = Math.min(longestPauseMs, leaseMs * 2 ** failures);
    await putOffBackfill(db, { code, dueAt: new Date(clock.now().getTime() + pauseMs) });
    log.warn({ code, page, errorCode: error.code, pauseMs }, 'lottery history page put off');
    return false;
  }
}
