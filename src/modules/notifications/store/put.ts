import { sql } from 'drizzle-orm';
import { newId } from '#kernel';
import type { Tx } from '#platform/db';
import { outbox } from '#platform/db/schema/notifications';
import { type Entry, isLive, priorities } from '../plan.ts';

/** Written once per key; a live row is overwritten while its subject lives. */
export async function putEntry(tx: Tx, entry: Entry, now: Date): Promise<void> {
  const priority = priorities[entry.kind];
  const to = entry.to;
  const recipient = 'userId' in to ? to.userId : String(to.telegramId);
  const insert = tx.insert(outbox).values({
    id: newId(now.getTime()),
    key: entry.key,
    kind: entry.kind,
    subjectId: entry.subjectId ?? null,
    userId: 'userId' in to ? to.userId : null,
    telegramId: 'telegramId' in to ? to.telegramId : null,
    recipient,
    priority,
    turn: nextTurn({ recipient, priority, now }),
    state: 'due',
    rev: 1,
    dueAt: now,
    attempts: 0,
    repeats: 0,
    messageIds: [],
    details: entry.details ?? {},
    createdAt: now,
  });
  if (!isLive(entry.kind)) {
    await insert.onConflictDoNothing({ target: outbox.key });
    return;
  }
  await insert.onConflictDoUpdate({
    target: outbox.key,
    set: {
      rev: sql`${outbox.rev} + 1`,
      state: sql`case when ${outbox.state} = 'sent' then 'due' else ${outbox.state} end`,
      dueAt: now,
    },
    setWhere: sql`${outbox.endedAt} is null`,
  });
}

/** Everybody's first waits before anybody's second, and who comes new does not wait for what is already past. */
const nextTurn = (of: { recipient: string; priority: number; now: Date }) => sql<number>`greatest(
  coalesce((
    select turn from ${outbox}
    where state = 'due' and priority = ${of.priority} and due_at <= ${of.now}
    order by turn limit 1
  ), 0),
  coalesce((
    select max(turn) + 1 from ${outbox}
    where recipient = ${of.recipient} and priority = ${of.priority} and state in ('due', 'sending')
  ), 0)
)`;
