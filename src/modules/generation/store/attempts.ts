import { and, eq, inArray, or, sql } from 'drizzle-orm';
import type { Db, Tx } from '#platform/db';
import { generations, submissions } from '#platform/db/schema/generation';
import type { GenerationRow } from './generations.ts';

export type SubmissionRow = typeof submissions.$inferSelect;

interface OfAttempt {
  generationId: string;
  attempt: number;
}

const ofAttempt = ({ generationId, attempt }: OfAttempt) =>
  and(eq(submissions.generationId, generationId), eq(submissions.attempt, attempt));

/** The attempt that counts. */
const isLastOf = and(
  eq(submissions.generationId, generations.id),
  eq(submissions.attempt, generations.attempt),
);

export async function findSubmission(
  reader: Db | Tx,
  input: OfAttempt,
): Promise<SubmissionRow | undefined> {
  const [row] = await reader.select().from(submissions).where(ofAttempt(input));
  return row;
}

/** Undefined: it is not put off, its last attempt is not known to have failed, or it has ended. */
export async function findNextAttempt(
  reader: Db | Tx,
  { generationId, userId }: { generationId: string; userId: string },
): Promise<Date | undefined> {
  const [row] = await reader
    .select({ at: generations.dueAt })
    .from(generations)
    .leftJoin(submissions, isLastOf)
    .where(
      and(
        eq(generations.id, generationId),
        eq(generations.userId, userId),
        or(
          eq(generations.status, 'PENDING'),
          and(eq(generations.status, 'PROCESSING'), eq(submissions.state, 'failed')),
        ),
      ),
    );
  return row?.at ?? undefined;
}

export const listSubmissionsOfTasks = (
  reader: Db | Tx,
  taskIds: readonly string[],
): Promise<SubmissionRow[]> =>
  reader
    .select()
    .from(submissions)
    .where(inArray(submissions.taskId, [...taskIds]));

export interface Attempt {
  row: GenerationRow;
  submission: SubmissionRow | undefined;
}

/** Generations with the attempt that counts. */
export async function listAttempts(reader: Db | Tx, ids: readonly string[]): Promise<Attempt[]> {
  const found = await reader
    .select({ row: generations, submission: submissions })
    .from(generations)
    .leftJoin(submissions, isLastOf)
    .where(inArray(generations.id, [...ids]));
  return found.map(({ row, submission }) => ({ row, submission: submission ?? undefined }));
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
