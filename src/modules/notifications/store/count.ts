import { sql } from 'drizzle-orm';
import type { Db } from '#platform/db';

export interface OutboxCounts {
  /** To be sent now. */
  due: number;
  /** Their hour has not come: Telegram asked for silence, or a try has failed. */
  later: number;
  sending: number;
  /** Nobody can write to their people. */
  parked: number;
  /** For how long the oldest one that is due has been due. */
  oldestDueMs: number;
}

/** What waits, each read from a partial index that holds nothing else. */
export async function countWaiting(db: Db, now: Date): Promise<OutboxCounts> {
  const of = (condition: string) => sql.raw(`select count(*)::int from outbox where ${condition}`);
  const { rows } = await db.execute<{
    due: number;
    waiting: number;
    sending: number;
    parked: number;
    oldest_due_ms: number | null;
  }>(sql`
    select (${of("state = 'due'")}) as waiting, (${of("state = 'due'")} and due_at <= ${now}) as due,
      (${of("state = 'sending'")}) as sending, (${of("state = 'parked'")}) as parked,
      (select extract(epoch from min(due_at))::float8 * 1000 from outbox
        where state = 'due' and due_at <= ${now}) as oldest_due_ms`);
  const [row] = rows;
  if (!row) throw new Error('nothing was counted');
  const { due, waiting, sending, parked, oldest_due_ms: oldest } = row;
  return {
    due,
    later: waiting - due,
    sending,
    parked,
    oldestDueMs: oldest === null ? 0 : now.getTime() - oldest,
  };
}
