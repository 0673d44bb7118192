import { isAppError } from '#kernel';
import {
  type GenerationRow,
  noteLook,
  type SubmissionRow,
  setDue,
} from '#modules/generation/store';
import { fetchJob, submitJob } from '../jobs.ts';
import { type Completion, complete } from './complete.ts';
import type { RunDeps } from './deps.ts';
import { end, isExpired } from './fail.ts';
import { fetchMade } from './fetch.ts';
import { lookLate } from './late.ts';
import { backOff, backOffs, calledMs, uncertainMs } from './times.ts';

export interface LookInput {
  generationId: string;
  /** The provider says that there is news. */
  isCalled?: boolean | undefined;
}

/** Sees how far a task has come, and does what follows from it. */
export async function look(deps: RunDeps, input: LookInput): Promise<void> {
  const found = await deps.together.attempt(input.generationId);
  if (!found) return;
  const { row, submission } = found;
  if (row.status === 'FAILED') return lookLate(deps, row, submission);
  if (row.status !== 'PROCESSING' || !submission) return;
  if (row.certainty === 'finished') return deps.bells.ring(fetchJob, row.id);
  if (submission.state === 'failed') return deps.bells.ring(submitJob, row.id);
  if (row.taskId === null) return waitForNews(deps, row, submission);
  return lookAtTask(deps, { row, submission, taskId: row.taskId, isCalled: input.isCalled });
}

/** Nobody knows whether the call was taken; only a callback could tell, and it has its time. */
async function waitForNews(
  deps: RunDeps,
  row: GenerationRow,
  { startedAt }: SubmissionRow,
): Promise<void> {
  const { p95Ms } = await deps.durations(row.modelId);
  const dueAt = new Date(startedAt.getTime() + uncertainMs(p95Ms, deps.callbacks.isOn()));
  if (dueAt <= deps.clock.now() || isExpired(deps, row)) return end(deps, row);
  await setDue(deps.db, { ...row, dueAt });
}

interface Looking {
  row: GenerationRow;
  submission: SubmissionRow;
  taskId: string;
  isCalled: boolean | undefined;
}

async function lookAtTask(deps: RunDeps, looking: Looking): Promise<void> {
  const { row, submission, taskId } = looking;
  try {
    const view = await deps.provider.look({ taskId, endpoint: submission.endpoint });
    deps.breaker.succeeded(row.modelId);
    if (view.state === 'done' || view.state === 'failed')
      return await seeThrough(deps, { row, submission, taskId, view });
    if (isExpired(deps, row)) return await end(deps, row);
    await lookLater(deps, looking, view.state === 'running' ? view.progress : undefined);
  } catch (error) {
    if (!isAppError(error)) throw error;
    deps.log.warn({ generationId: row.id, taskId, code: error.code }, 'could not look at a task');
    if (isExpired(deps, row)) return end(deps, row);
    await lookLater(deps, looking, undefined);
  }
}

async function seeThrough(deps: RunDeps, completion: Completion): Promise<void> {
  const made = await complete(deps, completion);
  if (made) await fetchMade(deps, made);
}

async function lookLater(
  deps: RunDeps,
  { row, isCalled }: Looking,
  progress: number | undefined,
): Promise<void> {
  const steps = deps.callbacks.isOn() ? backOffs.patient : backOffs.eager;
  const waitMs = isCalled ? calledMs : backOff(steps, row.looks + 1, deps.random());
  const dueAt = new Date(Math.min(deps.clock.now().getTime() + waitMs, row.expiresAt.getTime()));
  const isNews = progress !== undefined && progress !== row.progress;
  if (!isNews) return noteLook(deps.db, { id: row.id, dueAt });
  await deps.db.transaction(async (tx) => {
    await noteLook(tx, { id: row.id, dueAt, progress });
    await deps.publish(tx, {
      type: 'generation.progress',
      generationId: row.id,
      userId: row.userId,
      number: row.number,
      batchId: row.batchId ?? undefined,
      percent: progress,
    });
  });
}
