import { type SQL, sql } from 'drizzle-orm';
import { newId } from '#kernel';
import type { Tx } from '#platform/db';
import { type Entry, isLive, priorities } from '../plan.ts';

/** Written once per key; a live row is overwritten while its subject lives. */
export async function putEntries(tx: Tx, entries: readonly Entry[], now: Date): Promise<void> {
  // In the order of keys, so that no two transactions wait for each other in turn.
  const byKey = new Map(entries.map((entry) => [entry.key, entry]));
  const sorted = [...byKey.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
  const live = sorted.filter(({ kind }) => isLive(kind));
  const once = sorted.filter(({ kind }) => !isLive(kind));
  if (once.length > 0) await tx.execute(sql`${insertOf(once, now)} on conflict (key) do nothing`);
  if (live.length > 0)
    await tx.execute(sql`${insertOf(live, now)} on conflict (key) do update
      set rev = outbox.rev + 1, due_at = excluded.due_at,
        state = case when outbox.state = 'sent' then 'due' else outbox.state end
      where outbox.ended_at is null`);
}

/** Everybody's first waits before anybody's second, and who comes new does not wait for what is already past. */
function insertOf(entries: readonly Entry[], now: Date): SQL {
  const list = (of: (entry: Entry) => unknown) => sql.param(entries.map((one) => of(one) ?? null));
  return sql`
    insert into outbox (id, key, kind, subject_id, user_id, telegram_id, recipient, priority, turn,
      state, rev, due_at, attempts, repeats, message_ids, details, created_at)
    select new.id, new.key, new.kind, new.subject_id, new.user_id, new.telegram_id,
      coalesce(new.user_id::text, new.telegram_id::text), new.priority,
      greatest(
        coalesce((
          select turn from outbox
          where state = 'due' and priority = new.priority and due_at <= ${now}::timestamptz
          order by turn limit 1
        ), 0),
        coalesce((
          select max(turn) + 1 from outbox
          where recipient = coalesce(new.user_id::text, new.telegram_id::text)
            and priority = new.priority and state in ('due', 'sending')
        ), 0)),
      'due', 1, ${now}::timestamptz, 0, 0, '[]', new.details::json, ${now}::timestamptz
    from unnest(
      ${list(() => newId(now.getTime()))}::uuid[], ${list(({ key }) => key)}::text[],
      ${list(({ kind }) => kind)}::text[], ${list(({ subjectId }) => subjectId)}::uuid[],
      ${list(({ to }) => ('userId' in to ? to.userId : null))}::uuid[],
      ${list(({ to }) => ('telegramId' in to ? to.telegramId : null))}::bigint[],
      ${list(({ kind }) => priorities[kind])}::smallint[],
      ${list(({ details = {} }) => JSON.stringify(details))}::text[])
      with ordinality
      as new(id, key, kind, subject_id, user_id, telegram_id, priority, details, place)
    order by new.place`;
}
