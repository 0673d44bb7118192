import { and, asc, count, gt, inArray, lt, ne } from 'drizzle-orm';
import type { Db } from '#platform/db';
import { generations, submissions } from '#platform/db/schema/generation';

// An emptied one has no fingerprint: that is how it is told from one that still has its words.
const isOld = (before: Date) =>
  and(lt(generations.endedAt, before), ne(generations.fingerprint, ''));

export async function countOld(db: Db, before: Date): Promise<{ orders: number; calls: number }> {
  const old = db.select({ id: generations.id }).from(generations).where(isOld(before));
  const [orders] = await db.select({ n: count() }).from(generations).where(isOld(before));
  const [calls] = await db
    .select({ n: count() })
    .from(submissions)
    .where(inArray(submissions.generationId, old));
  return { orders: orders?.n ?? 0, calls: calls?.n ?? 0 };
}

export interface Emptied {
  orders: number;
  calls: number;
  /** Where the next call goes on; undefined: nothing old is left. */
  next: number | undefined;
}

/** The row stays: money was moved for it. Its words go, and with them how it was made. In the order of numbers, once over the table. */
export const emptyOld = (
  db: Db,
  { before, after, limit }: { before: Date; after: number; limit: number },
): Promise<Emptied> =>
  db.transaction(async (tx): Promise<Emptied> => {
    const old = await tx
      .select({ id: generations.id, number: generations.number })
      .from(generations)
      .where(and(isOld(before), gt(generations.number, after)))
      .orderBy(asc(generations.number))
      .limit(limit)
      .for('update');
    const ids = old.map(({ id }) => id);
    if (ids.length === 0) return { orders: 0, calls: 0, next: undefined };
    const deleted = await tx.delete(submissions).where(inArray(submissions.generationId, ids));
    await tx
      .update(generations)
      .set({ input: {}, seconds: {}, fingerprint: '', resultText: null })
      .where(inArray(generations.id, ids));
    const next = ids.length < limit ? undefined : old.at(-1)?.number;
    return { orders: ids.length, calls: deleted.rowCount ?? 0, next };
  });
