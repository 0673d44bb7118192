import { desc, sql } from 'drizzle-orm';
import type { Db, Tx } from '#platform/db';
import { lotteryCodes, lotteryTitles } from '#platform/db/schema/lottery';

export async function keepTitles(
  tx: Db | Tx,
  { titles, now }: { titles: readonly { code: string; title: string }[]; now: Date },
): Promise<void> {
  if (titles.length === 0) return;
  await tx
    .insert(lotteryTitles)
    .values(titles.map((one) => ({ ...one, firstSeenAt: now, lastSeenAt: now })))
    .onConflictDoUpdate({
      target: [lotteryTitles.code, lotteryTitles.title],
      set: { lastSeenAt: sql`greatest(${lotteryTitles.lastSeenAt}, ${now})` },
    });
}

/** The name a code has now comes first. */
export async function listTitles(db: Db): Promise<{ code: string; title: string }[]> {
  return db
    .select({ code: lotteryTitles.code, title: lotteryTitles.title })
    .from(lotteryTitles)
    .orderBy(lotteryTitles.code, desc(lotteryTitles.lastSeenAt), desc(lotteryTitles.firstSeenAt));
}

export async function keepCode(
  db: Db | Tx,
  { code, lotteryId, now }: { code: string; lotteryId: string; now: Date },
): Promise<void> {
  await db.insert(lotteryCodes).values({ code, lotteryId, sinceAt: now }).onConflictDoNothing();
}

export async function listCodes(db: Db): Promise<{ code: string; lotteryId: string }[]> {
  return db
    .select({ code: lotteryCodes.code, lotteryId: lotteryCodes.lotteryId })
    .from(lotteryCodes)
    .orderBy(lotteryCodes.sinceAt);
}
