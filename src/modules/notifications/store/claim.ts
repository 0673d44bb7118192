import { and, asc, eq, inArray, isNull, lte, notInArray, sql } from 'drizzle-orm';
import type { Db } from '#platform/db';
import { outbox } from '#platform/db/schema/notifications';

export type OutboxRow = typeof outbox.$inferSelect;

export interface Claim {
  epoch: number;
  now: Date;
  most: number;
  /** Those who have to wait for a moment. */
  busy: readonly string[];
}

// A recipient has one row per turn: so many rows hold nearly as many people.
const scanFactor = 4;

/** The next to be sent, at most one of a recipient: results first, everybody's first before anybody's second. */
export async function claimRows(db: Db, { epoch, now, most, busy }: Claim): Promise<OutboxRow[]> {
  const order = sql`priority, turn, number`;
  const free = busy.length === 0 ? undefined : notInArray(outbox.recipient, [...busy]);
  // Passed over is what somebody changes at this moment: they ring when they are done, and nobody waits in a circle.
  const chosen = sql`(
    select id from ${outbox} where state = 'due' and id in (select id from (
      select distinct on (recipient) id, ${order} from (
        select id, recipient, ${order} from ${outbox}
        where ${and(eq(outbox.state, 'due'), lte(outbox.dueAt, now), free)}
        order by ${order} limit ${scanFactor * most}
      ) as candidates order by recipient, ${order}
    ) as firsts order by ${order} limit ${most}) for update skip locked
  )`;
  const rows = await db
    .update(outbox)
    .set({ state: 'sending', epoch })
    .where(and(inArray(outbox.id, chosen), eq(outbox.state, 'due')))
    .returning();
  return rows.sort((a, b) => a.priority - b.priority || a.turn - b.turn || a.number - b.number);
}

/** What is shown and changes with time comes up again. */
export async function raiseLive(db: Db, now: Date): Promise<number> {
  const live = and(eq(outbox.state, 'sent'), isNull(outbox.endedAt), lte(outbox.dueAt, now));
  const free = db
    .select({ id: outbox.id })
    .from(outbox)
    .where(live)
    .for('update', { skipLocked: true });
  const raised = await db
    .update(outbox)
    .set({ state: 'due' })
    .where(and(inArray(outbox.id, free), live))
    .returning({ id: outbox.id });
  return raised.length;
}

/** Begun by somebody who is no longer there to end it. */
export const listOrphans = (db: Db) =>
  db.select().from(outbox).where(eq(outbox.state, 'sending')).orderBy(asc(outbox.number));
