import { and, count, desc, eq, gte, inArray, isNotNull, lt, ne } from 'drizzle-orm';
import type { Db, Tx } from '#platform/db';
import { drafts } from '#platform/db/schema/studio';

export type DraftRow = typeof drafts.$inferSelect;

const live: DraftRow['status'][] = ['open', 'awaiting_payment'];

export async function findDraftRow(db: Db | Tx, ref: { userId: string; draftId: string }) {
  const [row] = await db
    .select()
    .from(drafts)
    .where(and(eq(drafts.id, ref.draftId), eq(drafts.userId, ref.userId)));
  return row;
}

export async function findAwaitingRow(db: Db, userId: string): Promise<DraftRow | undefined> {
  const [row] = await db
    .select()
    .from(drafts)
    .where(and(eq(drafts.userId, userId), isNotNull(drafts.awaiting)));
  return row;
}

export const listLiveRows = (db: Db, { userId, limit }: { userId: string; limit: number }) =>
  db
    .select()
    .from(drafts)
    .where(and(eq(drafts.userId, userId), inArray(drafts.status, live)))
    .orderBy(desc(drafts.updatedAt), desc(drafts.id))
    .limit(limit);

/** Only one draft of a person waits for a message: the others go on when they are opened. */
const hush = (tx: Db | Tx, { userId, except }: { userId: string; except?: string }) =>
  tx
    .update(drafts)
    .set({ awaiting: null })
    .where(
      and(
        eq(drafts.userId, userId),
        isNotNull(drafts.awaiting),
        ...(except === undefined ? [] : [ne(drafts.id, except)]),
      ),
    );

export async function stopAwaiting(db: Db, userId: string): Promise<boolean> {
  const { rowCount } = await hush(db, { userId });
  return (rowCount ?? 0) > 0;
}

export const insertDraftRow = (db: Db, row: DraftRow): Promise<DraftRow> =>
  db.transaction(async (tx) => {
    if (row.awaiting !== null) await hush(tx, { userId: row.userId });
    const [inserted] = await tx.insert(drafts).values(row).returning();
    if (!inserted) throw new Error('a draft was not inserted');
    return inserted;
  });

/** Undefined when the draft has moved on since `rev`: then nothing is changed. */
export async function updateDraftRow(
  db: Db,
  { id, userId, rev }: Pick<DraftRow, 'id' | 'userId' | 'rev'>,
  change: Partial<DraftRow>,
): Promise<DraftRow | undefined> {
  const write = async (on: Db | Tx) => {
    const [row] = await on
      .update(drafts)
      .set({ ...change, rev: rev + 1 })
      .where(and(eq(drafts.id, id), eq(drafts.rev, rev), inArray(drafts.status, live)))
      .returning();
    return row;
  };
  if (change.awaiting === undefined || change.awaiting === null) return write(db);
  return db.transaction(async (tx) => {
    await hush(tx, { userId, except: id });
    return write(tx);
  });
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
