import { and, asc, eq, inArray, lte, sql } from 'drizzle-orm';
import type { Db, Tx } from '#platform/db';
import { lotteryArchives } from '#platform/db/schema/lottery';

export type Archive = typeof lotteryArchives.$inferSelect;

/** Codes seen for the first time get a history to fill. */
export async function openArchives(
  db: Db | Tx,
  { codes, now }: { codes: readonly string[]; now: Date },
): Promise<void> {
  if (codes.length === 0) return;
  const fresh = { nextPage: 1, isWhole: false, dueAt: now, failures: 0 };
  await db
    .insert(lotteryArchives)
    .values(codes.map((code) => ({ code, ...fresh })))
    .onConflictDoNothing();
}

export async function listArchives(db: Db | Tx, codes: readonly string[]): Promise<Archive[]> {
  return db
    .select()
    .from(lotteryArchives)
    .where(inArray(lotteryArchives.code, [...codes]));
}

/** The history that waits longest, for one worker alone until the lease ends. */
export async function claimBackfill(
  db: Db,
  { now, leaseUntil }: { now: Date; leaseUntil: Date },
): Promise<Archive | undefined> {
  return db.transaction(async (tx) => {
    const [due] = await tx
      .select()
      .from(lotteryArchives)
      .where(and(eq(lotteryArchives.isWhole, false), lte(lotteryArchives.dueAt, now)))
      .orderBy(asc(lotteryArchives.dueAt), asc(lotteryArchives.code))
      .limit(1)
      .for('update', { skipLocked: true });
    if (!due) return undefined;
    await tx
      .update(lotteryArchives)
      .set({ dueAt: leaseUntil })
      .where(eq(lotteryArchives.code, due.code));
    return due;
  });
}

/** Only from the page that was asked for: a cursor moved by somebody else stays where it is. */
export async function turnPage(
  tx: Tx,
  { code, page, isWhole, now }: { code: string; page: number; isWhole: boolean; now: Date },
): Promise<void> {
  await tx
    .update(lotteryArchives)
    .set({
      nextPage: page + 1,
      isWhole,
      dueAt: now,
      failures: 0,
      ...(isWhole && { untilNumber: null }),
    })
    .where(and(eq(lotteryArchives.code, code), eq(lotteryArchives.nextPage, page)));
}

export async function putOffBackfill(
  db: Db,
  { code, dueAt }: { code: string; dueAt: Date },
): Promise<void> {
  await db
    .update(lotteryArchives)
    .set({ dueAt, failures: sql`${lotteryArchives.failures} + 1` })
    .where(eq(lotteryArchives.code, code));
}

/** `untilNumber`: more has passed than one page holds, so the history is filled again down to there. */
export async function noteSynced(
  tx: Tx,
  { code, now, untilNumber }: { code: string; now: Date; untilNumber?: number | undefined },
): Promise<void> {
  await tx
    .update(lotteryArchives)
    .set({
      syncedAt: now,
      ...(untilNumber !== undefined && {
        nextPage: 2,
        isWhole: false,
        dueAt: now,
        // A history that was not whole yet has more to fetch than the gap.
        untilNumber: sql`case when ${lotteryArchives.isWhole} then ${untilNumber}::integer else ${lotteryArchives.untilNumber} end`,
      }),
    })
    .where(eq(lotteryArchives.code, code));
}
