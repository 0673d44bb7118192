import { isAppError } from '#kernel';
import {
  endSubmission,
  type GenerationRow,
  noteLate,
  type SubmissionRow,
  setDue,
} from '#modules/generation/store';
import { afterCommit } from '#platform/db';
import { fetchJob } from '../jobs.ts';
import type { Ended } from './complete.ts';
import type { RunDeps } from './deps.ts';
import { watchOn } from './fail.ts';
import { leaseMs } from './times.ts';

/** It has ended for the person; the provider may still make it. */
export async function lookLate(
  deps: RunDeps,
  row: GenerationRow,
  submission: SubmissionRow | undefined,
): Promise<void> {
  if (row.cameLate) return deps.bells.ring(fetchJob, row.id);
  if (submission?.state !== 'unknown' || row.taskId === null)
    return setDue(deps.db, { ...row, dueAt: null });
  const { taskId } = row;
  try {
    const view = await deps.provider.look({ taskId, endpoint: submission.endpoint });
    if (view.state === 'done' || view.state === 'failed')
      return await completeLate(deps, { row, submission, taskId, view });
  } catch (error) {
    if (!isAppError(error)) throw error;
    deps.log.warn({ generationId: row.id, taskId, code: error.code }, 'could not look at a task');
  }
  await deps.db.transaction((tx) => watchOn(deps, tx, row));
}

interface LateCompletion {
  row: GenerationRow;
  submission: SubmissionRow;
  taskId: string;
  view: Ended;
}

/** What comes after the money went back is a present. */
export async function completeLate(
  deps: RunDeps,
  { row, submission, taskId, view }: LateCompletion,
): Promise<void> {
  const now = deps.clock.now();
  const { id, userId } = row;
  const of = { generationId: id, attempt: submission.attempt, taskId, now, cost: view.cost };
  const isResult = view.state === 'done' && (view.media.length > 0 || Boolean(view.text));
  await deps.db.transaction(async (tx) => {
    const state = view.state === 'failed' ? 'failed' : 'finished';
    const isNews = await endSubmission(tx, { ...of, state });
    if (!isNews || view.state === 'failed' || !isResult)
      return setDue(tx, { id, status: 'FAILED', dueAt: null });
    const dueAt = new Date(now.getTime() + leaseMs);
    if (!(await noteLate(tx, { id, taskId, dueAt, resultText: view.text, cost: view.cost })))
      return;
    await deps.files.expectResults(tx, { userId, generationId: id, media: view.media });
    afterCommit(tx, () => deps.bells.ring(fetchJob, id));
  });
}
