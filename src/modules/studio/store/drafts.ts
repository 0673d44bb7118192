import { and, count, eq, gte, isNotNull, lt } from 'drizzle-orm';
import type { Db, Tx } from '#platform/db';
import { drafts } from '#platform/db/schema/studio';

/** The next message of this person is for no draft. */
export async function stopAwaiting(db: Db, userId: string): Promise<boolean> {
  const { rowCount } = await db
    .update(drafts)
    .set({ awaiting: null })
    .where(and(eq(drafts.userId, userId), isNotNull(drafts.awaiting)));
  return (rowCount ?? 0) > 0;
}

/** How often each model was ordered of late. */
export const countOrders = (db: Db, { since }: { since: Date }) =>
  db
    .select({ modelId: drafts.modelId, orders: count() })
    .from(drafts)
    .where(and(eq(drafts.status, 'submitted'), gte(drafts.updatedAt, since)))
    .groupBy(drafts.modelId);

export async function deleteDrafts(tx: Tx, userId: string): Promise<void> {
  await tx.delete(drafts).where(eq(drafts.userId, userId));
}

/** What nobody touched for long. */
export async function deleteOldDrafts(
  db: Db,
  { before, dryRun }: { before: Date; dryRun: boolean },
): Promise<number> {
  const old = lt(drafts.updatedAt, before);
  if (dryRun) {
    const [row] = await db.select({ rows: count() }).from(drafts).where(old);
    return row?.rows ?? 0;
  }
  const { rowCount } = await db.delete(drafts).where(old);
  return rowCount ?? 0;
}
