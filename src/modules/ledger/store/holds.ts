import { eq, sql } from 'drizzle-orm';
import type { Tx } from '#platform/db';
import { holds } from '#platform/db/schema/ledger';

export type HoldRow = typeof holds.$inferSelect;

export async function findHold(tx: Tx, generationId: string): Promise<HoldRow | undefined> {
  const [row] = await tx.select().from(holds).where(eq(holds.generationId, generationId));
  return row;
}

/** A generation that has its hold already is left out. */
export const insertHolds = async (
  tx: Tx,
  rows: (typeof holds.$inferInsert)[],
): Promise<HoldRow[]> =>
  rows.length === 0 ? [] : tx.insert(holds).values(rows).onConflictDoNothing().returning();

export interface Close {
  generationId: string;
  userId: string;
  /** Nothing of a hold that is released. */
  captured: bigint;
}

/** Left out is what this person has no open hold for, or not that much. */
export async function closeHolds(
  tx: Tx,
  input: { closes: readonly Close[]; status: 'captured' | 'released'; closedAt: Date },
): Promise<{ generationId: string; amountMc: bigint }[]> {
  const { closes, status, closedAt } = input;
  const list = <T>(of: (close: Close) => T) => sql.param(closes.map(of));
  const capturedMc = status === 'captured' ? sql`given.captured` : sql`null`;
  const { rows } = await tx.execute<{ generation_id: string; amount_mc: string }>(sql`
    update holds set status = ${status}, captured_mc = ${capturedMc}, closed_at = ${closedAt}
    from unnest(
      ${list(({ generationId }) => generationId)}::uuid[], ${list(({ userId }) => userId)}::uuid[],
      ${list(({ captured }) => captured.toString())}::bigint[]) as given(generation_id, user_id, captured)
    where holds.generation_id = given.generation_id and holds.user_id = given.user_id
      and holds.status = 'open' and holds.amount_mc >= given.captured
    returning holds.generation_id, holds.amount_mc`);
  return rows.map((row) => ({
    generationId: row.generation_id,
    amountMc: BigInt(row.amount_mc),
  }));
}
