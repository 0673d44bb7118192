import { eq, sql } from 'drizzle-orm';
import { AppError } from '#kernel';
import type { Db, Tx } from '#platform/db';
import { lotteryPeople } from '#platform/db/schema/lottery-people';

export async function findPerson(db: Db, userId: string) {
  const [row] = await db.select().from(lotteryPeople).where(eq(lotteryPeople.userId, userId));
  return row;
}

export async function setAdult(db: Db, { userId, now }: { userId: string; now: Date }) {
  await db
    .insert(lotteryPeople)
    .values({ userId, adultAt: now })
    .onConflictDoUpdate({
      target: lotteryPeople.userId,
      set: { adultAt: sql`coalesce(${lotteryPeople.adultAt}, excluded.adult_at)` },
    });
}

export async function setPause(
  db: Db,
  { userId, until }: { userId: string; until: Date },
): Promise<Date> {
  const [row] = await db
    .insert(lotteryPeople)
    .values({ userId, pausedUntil: until })
    .onConflictDoUpdate({
      target: lotteryPeople.userId,
      set: { pausedUntil: sql`greatest(${lotteryPeople.pausedUntil}, excluded.paused_until)` },
    })
    .returning({ pausedUntil: lotteryPeople.pausedUntil });
  if (!row?.pausedUntil) throw new AppError('internal', { what: 'pause' });
  return row.pausedUntil;
}

export async function forgetPerson(tx: Tx, userId: string): Promise<void> {
  await tx.delete(lotteryPeople).where(eq(lotteryPeople.userId, userId));
}
