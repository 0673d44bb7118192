import { and, eq, isNotNull, lte, ne, sql } from 'drizzle-orm';
import type { Db, Tx } from '#platform/db';
import { generations } from '#platform/db/schema/generation';

/** What a row waits for. */
export type Bell = 'submit' | 'look' | 'fetch';
export interface DueRow {
  id: string;
  bell: Bell;
}

/** Which job a row needs next; its submission's fate decides between another attempt and another look. */
const bell = sql<Bell>`case
  when g.status = 'PENDING' then 'submit'
  when g.status = 'FAILED' and g.came_late then 'fetch'
  when g.status = 'PROCESSING' and g.certainty = 'finished' then 'fetch'
  when g.status = 'PROCESSING' and exists (select from submissions s
    where s.generation_id = g.id and s.attempt = g.attempt and s.state = 'failed') then 'submit'
  else 'look' end`;

/** Takes what is due. Who takes it has until the lease's end: then it is due again, whatever became of its job. */
export async function claimDue(
  db: Db,
  { now, leaseUntil, limit }: { now: Date; leaseUntil: Date; limit: number },
): Promise<DueRow[]> {
  const { rows } = await db.execute<{ id: string; bell: Bell }>(sql`
    with due as (
      select id from generations where due_at <= ${now} order by due_at limit ${limit}
      for update skip locked)
    update generations g set due_at = ${leaseUntil} from due where g.id = due.id
    returning g.id, ${bell} as bell`);
  return rows;
}

/** Rows that should have been due and are not: their bell was lost, or nobody has set when they are due. */
export async function claimLost(
  db: Db,
  { now, admittedBefore, limit }: { now: Date; admittedBefore: Date; limit: number },
): Promise<DueRow[]> {
  const { rows } = await db.execute<{ id: string; bell: Bell }>(sql`
    with lost as (
      select id from generations
      where (status in ('PENDING', 'PROCESSING') and admitted_at < ${admittedBefore} and due_at is null)
        or (status in ('PENDING', 'PROCESSING') and expires_at <= ${now})
      order by expires_at limit ${limit} for update skip locked)
    update generations g set due_at = ${now} from lost where g.id = lost.id
    returning g.id, ${bell} as bell`);
  return rows;
}

/** When it is to be seen to next; does nothing to a row that has moved on meanwhile. */
export async function setDue(
  tx: Db | Tx,
  input: Pick<typeof generations.$inferSelect, 'id' | 'status' | 'dueAt'> & { cameLate?: boolean },
): Promise<void> {
  const { id, status, dueAt, cameLate = false } = input;
  await tx
    .update(generations)
    .set({ dueAt })
    .where(
      and(
        eq(generations.id, id),
        eq(generations.status, status),
        eq(generations.cameLate, cameLate),
      ),
    );
}

export async function noteLook(
  tx: Db | Tx,
  input: { id: string; dueAt: Date; progress?: number | undefined },
): Promise<void> {
  const { id, dueAt, progress } = input;
  await tx
    .update(generations)
    .set({
      dueAt,
      looks: sql`${generations.looks} + 1`,
      ...(progress !== undefined && { progress }),
    })
    .where(
      and(
        eq(generations.id, id),
        eq(generations.status, 'PROCESSING'),
        eq(generations.certainty, 'submitted'),
      ),
    );
}

export interface LateInput {
  id: string;
  taskId: string;
  dueAt: Date;
  resultText: string | undefined;
  cost: number | undefined;
}

/** A result after the end: it is delivered, and costs the person nothing. False: that was seen before. */
export async function noteLate(tx: Tx, input: LateInput): Promise<boolean> {
  const { id, taskId, dueAt, resultText = null, cost } = input;
  const rows = await tx
    .update(generations)
    .set({
      cameLate: true,
      taskId,
      dueAt,
      resultText,
      needsAttention: false,
      ...(cost !== undefined && { providerCost: String(cost) }),
    })
    .where(
      and(
        eq(generations.id, id),
        eq(generations.status, 'FAILED'),
        eq(generations.cameLate, false),
        ne(generations.code, 'forgotten'),
      ),
    )
    .returning({ id: generations.id });
  return rows.length === 1;
}

/** True once: the late result has been fetched. */
export async function endLate(tx: Tx, id: string): Promise<boolean> {
  const rows = await tx
    .update(generations)
    .set({ dueAt: null })
    .where(
      and(eq(generations.id, id), eq(generations.cameLate, true), isNotNull(generations.dueAt)),
    )
    .returning({ id: generations.id });
  return rows.length === 1;
}

/** How long this model's tasks took, the newest first. */
export async function listDurations(
  reader: Db | Tx,
  { modelId, before, limit }: { modelId: string; before: Date; limit: number },
): Promise<number[]> {
  const rows = await reader
    .select({
      ms: sql<number>`(extract(epoch from (${generations.doneAt} - ${generations.submittedAt})) * 1000)::float8`,
    })
    .from(generations)
    .where(
      and(
        eq(generations.modelId, modelId),
        eq(generations.status, 'COMPLETED'),
        lte(generations.doneAt, before),
        isNotNull(generations.submittedAt),
      ),
    )
    .orderBy(sql`${generations.doneAt} desc`)
    .limit(limit);
  return rows.map(({ ms }) => ms).filter((ms) => ms >= 0);
}
