import { and, eq, or, type SQL, sql } from 'drizzle-orm';
import { newId } from '#kernel';
import type { Db, Tx } from '#platform/db';
import { generations, submissions } from '#platform/db/schema/generation';
import { type MoveName, sourcesOf, targetOf } from '../state.ts';
import type { GenerationRow } from './generations.ts';

export type SubmissionRow = typeof submissions.$inferSelect;

interface OfAttempt {
  generationId: string;
  attempt: number;
}

const isAtStartOf = (move: MoveName): SQL | undefined =>
  or(
    ...sourcesOf(move).map(({ status, certainty }) =>
      and(eq(generations.status, status), eq(generations.certainty, certainty)),
    ),
  );

const ofAttempt = ({ generationId, attempt }: OfAttempt) =>
  and(eq(submissions.generationId, generationId), eq(submissions.attempt, attempt));

export async function findSubmission(
  reader: Db | Tx,
  input: OfAttempt,
): Promise<SubmissionRow | undefined> {
  const [row] = await reader.select().from(submissions).where(ofAttempt(input));
  return row;
}

export async function findSubmissionOfTask(
  reader: Db | Tx,
  taskId: string,
): Promise<SubmissionRow | undefined> {
  const [row] = await reader.select().from(submissions).where(eq(submissions.taskId, taskId));
  return row;
}

/** A generation with the attempt that counts. */
export async function findAttempt(
  reader: Db | Tx,
  id: string,
): Promise<{ row: GenerationRow; submission: SubmissionRow | undefined } | undefined> {
  const [found] = await reader
    .select({ row: generations, submission: submissions })
    .from(generations)
    .leftJoin(
      submissions,
      and(
        eq(submissions.generationId, generations.id),
        eq(submissions.attempt, generations.attempt),
      ),
    )
    .where(eq(generations.id, id));
  return found && { row: found.row, submission: found.submission ?? undefined };
}

export interface BeginInput extends OfAttempt {
  move: 'begin' | 'again';
  endpoint: SubmissionRow['endpoint'];
  now: Date;
  dueAt: Date;
  expiresAt: Date;
}

/**
 * Written before the paid call, as one statement. False: somebody else has begun, or it was cancelled. Another
 * attempt starts only from one that is known to have failed.
 */
export async function beginAttempt(db: Db, input: BeginInput): Promise<boolean> {
  const { move, generationId, attempt } = input;
  const { status, certainty } = targetOf(move);
  const hasFailed = sql`exists (select from submissions s
    where s.generation_id = ${generationId} and s.attempt = ${attempt - 1} and s.state = 'failed')`;
  const isReady = move === 'begin' ? sql`${generations.admittedAt} is not null` : hasFailed;
  const { rows } = await db.execute(sql`
    with moved as (
      update generations set status = ${status}, certainty = ${certainty}, attempt = ${attempt},
        due_at = ${input.dueAt}, expires_at = ${input.expiresAt}, task_id = null, looks = 0
      where generations.id = ${generationId} and generations.attempt = ${attempt - 1}
        and ${isReady} and ${isAtStartOf(move)}
      returning generations.id)
    insert into submissions (id, generation_id, attempt, state, endpoint, started_at)
    select ${newId()}, moved.id, ${attempt}::smallint, 'submitting', ${input.endpoint}, ${input.now}
    from moved returning id`);
  return rows.length === 1;
}

export interface AcceptInput extends OfAttempt {
  taskId: string;
  now: Date;
  dueAt: Date;
  expiresAt: Date;
}

/** The provider has named the task. False: something later is known already, such as its result. */
export async function acceptAttempt(tx: Tx, input: AcceptInput): Promise<boolean> {
  const { generationId, attempt, taskId, now, dueAt, expiresAt } = input;
  const { certainty } = targetOf('accepted');
  const { rows } = await tx.execute(sql`
    with told as (
      update submissions set state = 'submitted', task_id = ${taskId}, submitted_at = ${now}
      where generation_id = ${generationId} and attempt = ${attempt} and state = 'submitting')
    update generations set certainty = ${certainty}, task_id = ${taskId}, submitted_at = ${now},
      due_at = ${dueAt}, expires_at = ${expiresAt}, looks = 0
    where generations.id = ${generationId} and generations.attempt = ${attempt}
      and ${isAtStartOf('accepted')}
    returning generations.id`);
  return rows.length === 1;
}

export interface EndInput extends OfAttempt {
  state: 'failed' | 'finished' | 'unknown';
  now: Date;
  taskId?: string | undefined;
  code?: string | undefined;
  providerCode?: number | undefined;
  cost?: number | undefined;
}

/** False: its end was known before. What was unknown may become known. */
export async function endSubmission(tx: Db | Tx, input: EndInput): Promise<boolean> {
  const { state, now, taskId, code = null, providerCode = null, cost } = input;
  const rows = await tx
    .update(submissions)
    .set({
      state,
      code,
      providerCode,
      endedAt: now,
      ...(taskId !== undefined && { taskId }),
      ...(cost !== undefined && { creditsConsumed: String(cost) }),
    })
    .where(
      and(ofAttempt(input), sql`${submissions.state} in ('submitting', 'submitted', 'unknown')`),
    )
    .returning({ id: submissions.id });
  return rows.length === 1;
}

export async function countFailures(
  reader: Db | Tx,
  { generationId, code }: { generationId: string; code: string },
): Promise<number> {
  return reader.$count(
    submissions,
    and(
      eq(submissions.generationId, generationId),
      eq(submissions.state, 'failed'),
      eq(submissions.code, code),
    ),
  );
}

export interface FinishInput extends OfAttempt {
  taskId: string;
  now: Date;
  dueAt: Date;
  expiresAt: Date;
  cost: number | undefined;
  resultText: string | undefined;
}

/** The provider has a result. False: that was known, or it came too late. */
export async function finishAttempt(tx: Tx, input: FinishInput): Promise<boolean> {
  const { generationId, attempt, taskId, now, resultText = null } = input;
  const { certainty } = targetOf('done');
  const cost = input.cost === undefined ? null : String(input.cost);
  const { rows } = await tx.execute(sql`
    with moved as (
      update generations set certainty = ${certainty}, task_id = ${taskId}, done_at = ${now},
        submitted_at = coalesce(submitted_at, ${now}), provider_cost = ${cost},
        result_text = ${resultText}, due_at = ${input.dueAt}, expires_at = ${input.expiresAt}, looks = 0
      where generations.id = ${generationId} and generations.attempt = ${attempt}
        and ${isAtStartOf('done')}
      returning generations.id, generations.attempt),
    told as (
      update submissions s set state = 'finished', task_id = ${taskId}, ended_at = ${now},
        credits_consumed = ${cost}
      from moved where s.generation_id = moved.id and s.attempt = moved.attempt)
    select id from moved`);
  return rows.length === 1;
}
