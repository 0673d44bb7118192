import { and, eq, inArray, isNotNull, isNull, lt, sql } from 'drizzle-orm';
import type { PgUpdateSetSource } from 'drizzle-orm/pg-core';
import type { Db, Tx } from '#platform/db';
import { outbox } from '#platform/db/schema/notifications';
import type { OutboxRow } from './claim.ts';

type Change = PgUpdateSetSource<typeof outbox>;
export type Mine = Pick<OutboxRow, 'id' | 'epoch'>;

/** False: another holder of the seat has taken the row over. */
async function change(db: Db, { id, epoch }: Mine, set: Change): Promise<boolean> {
  const changed = await db
    .update(outbox)
    .set(set)
    .where(and(eq(outbox.id, id), eq(outbox.state, 'sending'), eq(outbox.epoch, epoch ?? 0)))
    .returning({ id: outbox.id });
  return changed.length > 0;
}

export const markPart = (db: Db, row: Mine, messageIds: number[][]): Promise<boolean> =>
  change(db, row, { messageIds });

export const markSent = (db: Db, row: Mine, input: { messageIds: number[][]; now: Date }) =>
  change(db, row, {
    state: 'sent',
    messageIds: input.messageIds,
    sentAt: input.now,
    endedAt: input.now,
  });

export interface Shown {
  messageIds: number[][];
  shown: string | null;
  lookAt: Date;
  now: Date;
  /** As it was read: news since then bring the row up at once. */
  rev: number;
}

/** Shown and still alive. */
export async function markShown(db: Db, row: Mine, input: Shown): Promise<boolean> {
  const isCurrent = sql`${outbox.rev} = ${input.rev}`;
  const changed = await db
    .update(outbox)
    .set({
      state: sql`case when ${isCurrent} then 'sent' else 'due' end`,
      dueAt: sql`case when ${isCurrent} then ${input.lookAt}::timestamptz else ${input.now}::timestamptz end`,
      messageIds: input.messageIds,
      shown: input.shown,
      // What is looked at again waits behind what nobody has seen yet.
      turn: sql`${outbox.turn} + 1`,
      attempts: 0,
      sentAt: input.now,
    })
    .where(
      and(eq(outbox.id, row.id), eq(outbox.state, 'sending'), eq(outbox.epoch, row.epoch ?? 0)),
    )
    .returning({ id: outbox.id });
  return changed.length > 0;
}

export const markLater = (
  db: Db,
  row: Mine,
  input: { dueAt: Date; isFailed: boolean; isRepeat: boolean },
) =>
  change(db, row, {
    state: 'due',
    dueAt: input.dueAt,
    ...(input.isFailed && { attempts: sql`${outbox.attempts} + 1` }),
    ...(input.isRepeat && { repeats: sql`${outbox.repeats} + 1` }),
  });

export const markDropped = (db: Db, row: Mine, input: { reason: string; now: Date }) =>
  change(db, row, { state: 'dropped', reason: input.reason, endedAt: input.now });

/** Telegram asked for silence in this chat. */
export async function delayRecipient(db: Db, recipient: string, until: Date): Promise<void> {
  await db
    .update(outbox)
    .set({ dueAt: until })
    .where(and(eq(outbox.recipient, recipient), eq(outbox.state, 'due'), lt(outbox.dueAt, until)));
}

/** All that waits for somebody who cannot be written to waits on. */
export async function parkRecipient(db: Db, recipient: string): Promise<void> {
  await db
    .update(outbox)
    .set({ state: 'parked' })
    .where(and(eq(outbox.recipient, recipient), inArray(outbox.state, ['due', 'sending'])));
}

export async function wakeRecipient(db: Db, recipient: string, now: Date): Promise<number> {
  const woken = await db
    .update(outbox)
    .set({ state: 'due', dueAt: now })
    .where(and(eq(outbox.recipient, recipient), eq(outbox.state, 'parked')))
    .returning({ id: outbox.id });
  return woken.length;
}

export async function listParked(db: Db, limit: number): Promise<string[]> {
  const rows = await db
    .selectDistinct({ userId: outbox.userId })
    .from(outbox)
    .where(and(eq(outbox.state, 'parked'), isNotNull(outbox.userId)))
    .limit(limit);
  return rows.flatMap(({ userId }) => (userId === null ? [] : [userId]));
}

export async function findLive(db: Db, key: string): Promise<OutboxRow | undefined> {
  const [row] = await db
    .select()
    .from(outbox)
    .where(and(eq(outbox.key, key), isNull(outbox.endedAt)));
  return row;
}

/** The news of its end have been told, or never will be. */
export async function hasEnded(db: Db, subjectId: string, priority: number): Promise<boolean> {
  const [row] = await db
    .select({ id: outbox.id })
    .from(outbox)
    .where(
      and(
        eq(outbox.subjectId, subjectId),
        eq(outbox.priority, priority),
        isNotNull(outbox.endedAt),
      ),
    )
    .limit(1);
  return row !== undefined;
}

/** Messages in the chat that show what came of it. */
export async function listMessages(db: Db, of: { userId: string; subjectId: string }) {
  const rows = await db
    .select({ messageIds: outbox.messageIds })
    .from(outbox)
    .where(
      and(
        eq(outbox.subjectId, of.subjectId),
        eq(outbox.userId, of.userId),
        eq(outbox.state, 'sent'),
      ),
    );
  return rows.flatMap(({ messageIds }) => messageIds.flat());
}

/** What it showed is over and tidied away. */
export async function endLive(db: Db, key: string, now: Date): Promise<void> {
  await db
    .update(outbox)
    .set({ state: 'dropped', reason: 'over', endedAt: now })
    .where(and(eq(outbox.key, key), isNull(outbox.endedAt)));
}

export async function deleteOfUser(tx: Tx, userId: string): Promise<void> {
  await tx.delete(outbox).where(eq(outbox.userId, userId));
}

export async function deleteEnded(db: Db, before: Date, limit: number): Promise<number> {
  const old = db
    .select({ id: outbox.id })
    .from(outbox)
    .where(lt(outbox.endedAt, before))
    .limit(limit);
  const deleted = await db
    .delete(outbox)
    .where(inArray(outbox.id, old))
    .returning({ id: outbox.id });
  return deleted.length;
}

export const countEnded = (db: Db, before: Date): Promise<number> =>
  db.$count(outbox, lt(outbox.endedAt, before));
