import type { TaskView } from '#modules/generation/providers';
import { endSubmission, type GenerationRow, type SubmissionRow } from '#modules/generation/store';
import { finish } from '../settle.ts';
import type { RunDeps } from './deps.ts';
import { afterFailure } from './fail.ts';
import { fetchMs, leaseMs } from './times.ts';

export type Ended = Extract<TaskView, { state: 'done' | 'failed' }>;

export interface Completion {
  row: GenerationRow;
  submission: SubmissionRow;
  taskId: string;
  view: Ended;
}

/** What is to be fetched now. */
export interface Made {
  row: GenerationRow;
  files: readonly { id: string; state: string; kind: string }[];
}

/**
 * The one way in which a task comes to its end here, whoever saw it first and however often it is seen. Gives what
 * was made to the one who saw it first; rings nothing: the row is due.
 */
export async function complete(deps: RunDeps, completion: Completion): Promise<Made | undefined> {
  const { row, view } = completion;
  if (view.state === 'failed') await failed(deps, completion, view);
  else if (view.media.length === 0 && !view.text) await cameEmpty(deps, completion);
  else {
    const made = await done(deps, completion, view);
    const facts = { generationId: row.id, modelId: row.modelId, cost: view.cost };
    if (made) deps.log.info({ ...facts, media: view.media.length }, 'made');
    return made;
  }
  return undefined;
}

async function done(
  deps: RunDeps,
  { row, submission, taskId }: Completion,
  view: Extract<Ended, { state: 'done' }>,
): Promise<Made | undefined> {
  const now = deps.clock.now();
  const after = (ms: number) => new Date(now.getTime() + ms);
  const files = await deps.together.done({
    row,
    generationId: row.id,
    attempt: submission.attempt,
    taskId,
    now,
    dueAt: after(leaseMs),
    expiresAt: after(fetchMs),
    cost: view.cost,
    resultText: view.text,
    media: view.media,
  });
  if (!files) return undefined;
  const providerCost = view.cost === undefined ? null : String(view.cost);
  return { row: { ...row, certainty: 'finished', doneAt: now, providerCost }, files };
}

async function failed(
  deps: RunDeps,
  { row, submission, taskId }: Completion,
  view: Extract<Ended, { state: 'failed' }>,
): Promise<void> {
  const { code, providerCode, cost } = view;
  const of = { generationId: row.id, attempt: submission.attempt };
  await deps.db.transaction(async (tx) => {
    const now = deps.clock.now();
    const ended = { ...of, state: 'failed' as const, now, taskId, code, providerCode, cost };
    if (!(await endSubmission(tx, ended))) return;
    deps.log.warn({ ...of, taskId, modelId: row.modelId, code, providerCode }, 'task failed');
    // A failure that was billed is nobody's reason to pay again.
    const isBilled = cost !== undefined && cost > 0;
    if (isBilled) await finish(deps, tx, { generationId: row.id, move: 'fail', code });
    else await afterFailure(deps, tx, { row, code, providerCode });
  });
}

/** The provider calls it done and shows nothing: perhaps billed, so it is not tried again. */
async function cameEmpty(
  deps: RunDeps,
  { row, submission, taskId, view }: Completion,
): Promise<void> {
  const of = { generationId: row.id, attempt: submission.attempt };
  const code = 'provider_failed';
  await deps.db.transaction(async (tx) => {
    const now = deps.clock.now();
    await endSubmission(tx, { ...of, state: 'finished', now, taskId, cost: view.cost });
    const ended = await finish(deps, tx, {
      generationId: row.id,
      move: 'fail',
      code,
      needsAttention: true,
    });
    if (!ended) return;
    const details = { number: row.number, modelId: row.modelId };
    await deps.publish(tx, { type: 'admin.alert', code: 'result_empty', details });
  });
}
