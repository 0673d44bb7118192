import { eq, sql } from 'drizzle-orm';
import type { Db, Tx } from '#platform/db';
import {
  lotteryArchives,
  lotteryCodes,
  lotteryDraws,
  lotterySnapshots,
  lotteryTitles,
} from '#platform/db/schema/lottery';

export interface Snapshot {
  value: unknown;
  seenAt: Date;
}

export async function keepSnapshot(
  db: Db | Tx,
  { section, ...snapshot }: Snapshot & { section: string },
): Promise<void> {
  await db
    .insert(lotterySnapshots)
    .values({ section, ...snapshot })
    .onConflictDoUpdate({
      target: lotterySnapshots.section,
      set: snapshot,
      setWhere: sql`${lotterySnapshots.seenAt} <= ${snapshot.seenAt}`,
    });
}

export async function findSnapshot(db: Db, section: string): Promise<Snapshot | undefined> {
  const [row] = await db
    .select({ value: lotterySnapshots.value, seenAt: lotterySnapshots.seenAt })
    .from(lotterySnapshots)
    .where(eq(lotterySnapshots.section, section));
  return row;
}

const originSection = 'origin';

/** All rows are a copy of one source. Those of another are dropped: nobody must take the sandbox's draws for real ones. */
export async function claimRows(
  db: Db,
  { origin, now }: { origin: string; now: Date },
): Promise<{ isNew: boolean }> {
  return db.transaction(async (tx) => {
    await tx.execute(sql`lock table ${lotterySnapshots} in share row exclusive mode`);
    const [row] = await tx
      .select({ value: lotterySnapshots.value })
      .from(lotterySnapshots)
      .where(eq(lotterySnapshots.section, originSection));
    if (row?.value === origin) return { isNew: false };
    for (const table of [
      lotterySnapshots,
      lotteryDraws,
      lotteryArchives,
      lotteryTitles,
      lotteryCodes,
    ])
      await tx.delete(table);
    await tx
      .insert(lotterySnapshots)
      .values({ section: originSection, value: origin, seenAt: now });
    return { isNew: row !== undefined };
  });
}
