import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Db, Tx } from '#platform/db';
import { batches, generations } from '#platform/db/schema/generation';

export type BatchRow = typeof batches.$inferSelect;

export interface BatchCounts {
  done: number;
  failed: number;
  cancelled: number;
  live: number;
  capturedMc: bigint;
}

/** Undefined when this person has confirmed a batch under this key before. */
export async function insertBatch(
  tx: Tx,
  row: Omit<typeof batches.$inferInsert, 'number'>,
): Promise<BatchRow | undefined> {
  const [inserted] = await tx
    .insert(batches)
    .values(row)
    .onConflictDoNothing({ target: [batches.userId, batches.clientKey] })
    .returning();
  return inserted;
}

export async function findBatch(
  reader: Db | Tx,
  by: { userId: string } & ({ id: string } | { clientKey: string }),
): Promise<BatchRow | undefined> {
  const which = 'id' in by ? eq(batches.id, by.id) : eq(batches.clientKey, by.clientKey);
  const [row] = await reader
    .select()
    .from(batches)
    .where(and(eq(batches.userId, by.userId), which));
  return row;
}

/** Those who end its last generations at one moment must see each other: they wait here in turn. */
export async function lockBatch(tx: Tx, id: string): Promise<BatchRow | undefined> {
  const [row] = await tx.select().from(batches).where(eq(batches.id, id)).for('no key update');
  return row;
}

export async function countBatch(reader: Db | Tx, batchId: string): Promise<BatchCounts> {
  const of = (status: string) =>
    sql<number>`(count(*) filter (where ${generations.status} = ${status}))::int`;
  const [row] = await reader
    .select({
      done: of('COMPLETED'),
      failed: of('FAILED'),
      cancelled: of('CANCELLED'),
      live: sql<number>`(count(*) filter (where ${generations.status} in ('PENDING', 'PROCESSING')))::int`,
      captured: sql<string>`coalesce(sum(${generations.capturedMc}), 0)::text`,
    })
    .from(generations)
    .where(eq(generations.batchId, batchId));
  if (!row) throw new Error('a count without a row');
  const { captured, ...counts } = row;
  return { ...counts, capturedMc: BigInt(captured) };
}

/** False when its end was told before. */
export async function endBatch(tx: Tx, input: { id: string; endedAt: Date }): Promise<boolean> {
  const rows = await tx
    .update(batches)
    .set({ endedAt: input.endedAt })
    .where(and(eq(batches.id, input.id), isNull(batches.endedAt)))
    .returning({ id: batches.id });
  return rows.length === 1;
}
