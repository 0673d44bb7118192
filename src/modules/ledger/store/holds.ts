import { and, eq } from 'drizzle-orm';
import type { Tx } from '#platform/db';
import { holds } from '#platform/db/schema/ledger';

export type HoldRow = typeof holds.$inferSelect;

export async function findHold(tx: Tx, generationId: string): Promise<HoldRow | undefined> {
  const [row] = await tx.select().from(holds).where(eq(holds.generationId, generationId));
  return row;
}

/** Undefined when the generation has its hold already. */
export async function insertHold(tx: Tx, row: typeof holds.$inferInsert) {
  const [inserted] = await tx.insert(holds).values(row).onConflictDoNothing().returning();
  return inserted;
}

/** Undefined when somebody else closed it. */
export async function closeHold(
  tx: Tx,
  input: Pick<HoldRow, 'generationId' | 'capturedMc' | 'closedAt'> & {
    status: 'captured' | 'released';
  },
) {
  const { generationId, ...change } = input;
  const [closed] = await tx
    .update(holds)
    .set(change)
    .where(and(eq(holds.generationId, generationId), eq(holds.status, 'open')))
    .returning();
  return closed;
}
