import { and, eq, gte } from 'drizzle-orm';
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

/** Undefined when this person has no open hold of at least that much for it. */
export async function closeHold(
  tx: Tx,
  input: Pick<HoldRow, 'generationId' | 'userId' | 'capturedMc' | 'closedAt'> & {
    status: 'captured' | 'released';
  },
) {
  const { generationId, userId, ...change } = input;
  const [closed] = await tx
    .update(holds)
    .set(change)
    .where(
      and(
        eq(holds.generationId, generationId),
        eq(holds.userId, userId),
        eq(holds.status, 'open'),
        gte(holds.amountMc, change.capturedMc ?? 0n),
      ),
    )
    .returning();
  return closed;
}
