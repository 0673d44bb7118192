import { type SQL, sql } from 'drizzle-orm';
import { newId } from '#kernel';
import type { Db, Tx } from '#platform/db';
import { generations } from '#platform/db/schema/generation';
import { targetOf } from '../state.ts';
import type { SubmissionRow } from './attempts.ts';
import { isAtStartOf } from './generations.ts';

interface OfAttempt {
  generationId: string;
  attempt: number;
}

const list = <T>(items: readonly T[], of: (item: T) => unknown): SQL =>
  sql`${sql.param(items.map(of))}`;

/** What was given with each row, the rows locked in one order: two that move the same ones never wait in a circle. */
const lockedWith = <T extends OfAttempt>(
  items: readonly T[],
  columns: Readonly<Record<string, readonly [type: string, of: (item: T) => unknown]>>,
): SQL => {
  const entries = Object.entries(columns);
  const names = sql.raw(entries.map(([name]) => name).join(', '));
  const arrays = sql.join(
    entries.map(([, [type, of]]) => sql`${list(items, of)}::${sql.raw(type)}[]`),
    sql`, `,
  );
  return sql`select given.* from unnest(
      ${list(items, ({ generationId }) => generationId)}::uuid[],
      ${list(items, ({ attempt }) => attempt)}::smallint[], ${arrays}) as given(id, attempt, ${names})
    join generations g on g.id = given.id order by g.id for no key update of g`;
};

const idsOf = ({ rows }: { rows: { id: string }[] }): Set<string> =>
  new Set(rows.map(({ id }) => id));

export interface BeginInput extends OfAttempt {
  endpoint: SubmissionRow['endpoint'];
  now: Date;
  dueAt: Date;
  expiresAt: Date;
}

/**
 * Written before the paid calls, as one statement. Left out is what somebody else has begun, or what was cancelled.
 * Another attempt starts only from one that is known to have failed.
 */
export async function beginAttempts(
  db: Db,
  { move, attempts }: { move: 'begin' | 'again'; attempts: readonly BeginInput[] },
): Promise<Set<string>> {
  const { status, certainty } = targetOf(move);
  const hasFailed = sql`exists (select from submissions s
    where s.generation_id = given.id and s.attempt = given.attempt - 1 and s.state = 'failed')`;
  const isReady = move === 'begin' ? sql`${generations.admittedAt} is not null` : hasFailed;
  const given = lockedWith(attempts, {
    submission_id: ['uuid', () => newId()],
    endpoint: ['text', ({ endpoint }) => endpoint],
    started_at: ['timestamptz', ({ now }) => now],
    due_at: ['timestamptz', ({ dueAt }) => dueAt],
    expires_at: ['timestamptz', ({ expiresAt }) => expiresAt],
  });
  return idsOf(
    await db.execute<{ id: string }>(sql`
      with given as materialized (${given}),
      moved as (
        update generations set status = ${status}, certainty = ${certainty}, attempt = given.attempt,
          due_at = given.due_at, expires_at = given.expires_at, task_id = null, looks = 0
        from given
        where generations.id = given.id and generations.attempt = given.attempt - 1
          and ${isReady} and ${isAtStartOf(move)}
        returning given.*)
      insert into submissions (id, generation_id, attempt, state, endpoint, started_at)
      select submission_id, id, attempt, 'submitting', endpoint, started_at from moved
      returning generation_id as id`),
  );
}

export interface AcceptInput extends OfAttempt {
  taskId: string;
  now: Date;
  dueAt: Date;
  expiresAt: Date;
}

/** The provider has named the tasks. Left out is of what something later is known already, such as its result. */
export async function acceptAttempts(
  tx: Tx,
  attempts: readonly AcceptInput[],
): Promise<Set<string>> {
  const { certainty } = targetOf('accepted');
  const given = lockedWith(attempts, {
    task_id: ['text', ({ taskId }) => taskId],
    told_at: ['timestamptz', ({ now }) => now],
    due_at: ['timestamptz', ({ dueAt }) => dueAt],
    expires_at: ['timestamptz', ({ expiresAt }) => expiresAt],
  });
  return idsOf(
    await tx.execute<{ id: string }>(sql`
      with given as materialized (${given}),
      told as (
        update submissions s set state = 'submitted', task_id = given.task_id, submitted_at = given.told_at
        from given
        where s.generation_id = given.id and s.attempt = given.attempt and s.state = 'submitting')
      update generations set certainty = ${certainty}, task_id = given.task_id,
        submitted_at = given.told_at, due_at = given.due_at, expires_at = given.expires_at, looks = 0
      from given
      where generations.id = given.id and generations.attempt = given.attempt
        and ${isAtStartOf('accepted')}
      returning generations.id`),
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

/** The provider has results. Left out is what was known, or came too late. */
export async function finishAttempts(
  tx: Tx,
  attempts: readonly FinishInput[],
): Promise<Set<string>> {
  const { certainty } = targetOf('done');
  const given = lockedWith(attempts, {
    task_id: ['text', ({ taskId }) => taskId],
    done_at: ['timestamptz', ({ now }) => now],
    due_at: ['timestamptz', ({ dueAt }) => dueAt],
    expires_at: ['timestamptz', ({ expiresAt }) => expiresAt],
    cost: ['text', ({ cost }) => (cost === undefined ? null : String(cost))],
    result_text: ['text', ({ resultText }) => resultText ?? null],
  });
  return idsOf(
    await tx.execute<{ id: string }>(sql`
      with given as materialized (${given}),
      moved as (
        update generations set certainty = ${certainty}, task_id = given.task_id,
          done_at = given.done_at, submitted_at = coalesce(submitted_at, given.done_at),
          provider_cost = given.cost, result_text = given.result_text, due_at = given.due_at,
          expires_at = given.expires_at, looks = 0
        from given
        where generations.id = given.id and generations.attempt = given.attempt
          and ${isAtStartOf('done')}
        returning given.*),
      told as (
        update submissions s set state = 'finished', task_id = moved.task_id, ended_at = moved.done_at,
          credits_consumed = moved.cost
        from moved where s.generation_id = moved.id and s.attempt = moved.attempt)
      select id from moved`),
  );
}
