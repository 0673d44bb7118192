import {
  countFailures,
  endSubmission,
  findSubmission,
  type GenerationRow,
  type SubmissionRow,
  setDue,
  stepBack,
} from '#modules/generation/store';
import { toAlertCode } from '#modules/notifications';
import { afterCommit, type Tx } from '#platform/db';
import { type FailCode, toFailCode } from '../fail-codes.ts';
import { toGeneration } from '../generation.ts';
import { finish } from '../settle.ts';
import { stepOf } from './breaker.ts';
import type { RunDeps } from './deps.ts';
import { forgetUploads } from './inputs.ts';
import { backOff, backOffs, lateMs, pausedMs } from './times.ts';

export const isExpired = ({ clock }: Pick<RunDeps, 'clock'>, row: GenerationRow): boolean =>
  row.expiresAt <= clock.now();

// Decision 27: these say that the task failed and was not billed, and that another one may go better.
const repeatable = [408, 500, 501, 531];
const mostRepeats = 2;
// Long enough for somebody to read the alert, short enough to go on soon after the top-up.
const operatorMs = 60_000;

interface Failure {
  row: GenerationRow;
  code: FailCode;
  providerCode: number | undefined;
}

/** The attempt is known to have made nothing and to cost nothing: another one when it is due, or the end. */
export async function afterFailure(deps: RunDeps, tx: Tx, failure: Failure): Promise<void> {
  const { row, code, providerCode } = failure;
  const step = stepOf(code);
  if (code === 'input_unreadable') await forgetUploads(deps, toGeneration(row).input);
  if (step === 'operator')
    await deps.publish(tx, {
      type: 'admin.alert',
      code: toAlertCode(code),
      key: code,
      details: { modelId: row.modelId, providerCode: providerCode ?? null },
    });
  if (await mayRepeat(tx, failure)) {
    if (code === 'provider_paused')
      return goBack(deps, tx, { row, waitMs: pausedMs, tries: row.attempt - 1 });
    const ms = backOff(backOffs.again, row.attempt - 1, deps.random());
    const wait = step === 'operator' ? Math.max(ms, operatorMs) : ms;
    const dueAt = new Date(deps.clock.now().getTime() + wait);
    await setDue(tx, { id: row.id, status: 'PROCESSING', dueAt });
  } else await finish(deps, tx, { generationId: row.id, move: 'fail', code });
}

/** Its model is under repair: others take its place, and it gets a turn again when the model may be back. */
export async function goBack(
  deps: RunDeps,
  tx: Tx,
  { row, waitMs, tries }: { row: GenerationRow; waitMs: number; tries: number },
): Promise<void> {
  const ms = waitMs + backOff(backOffs.again, tries, deps.random());
  const dueAt = new Date(deps.clock.now().getTime() + ms);
  if (await stepBack(tx, { id: row.id, dueAt })) afterCommit(tx, deps.admission.ring);
}

async function mayRepeat(tx: Tx, { row, code, providerCode }: Failure): Promise<boolean> {
  const step = stepOf(code);
  if (step === 'retry' || step === 'operator') return true;
  if (step !== 'as_new' || !repeatable.includes(providerCode ?? 0)) return false;
  return (await countFailures(tx, { generationId: row.id, code })) <= mostRepeats;
}

/** Ends it without a result, for the reason given or for what its time ran out on. */
export async function end(
  deps: RunDeps,
  row: GenerationRow,
  given: { code?: FailCode } = {},
): Promise<void> {
  const { id: generationId, attempt, modelId, number } = row;
  await deps.db.transaction(async (tx) => {
    const submission = await findSubmission(tx, { generationId, attempt });
    const { code, isUnsure } = given.code
      ? { code: given.code, isUnsure: false }
      : reasonOf(submission);
    const ended = await finish(deps, tx, {
      generationId,
      move: 'fail',
      code,
      needsAttention: isUnsure,
    });
    if (!ended || !isUnsure) return;
    const now = deps.clock.now();
    await endSubmission(tx, { generationId, attempt, state: 'unknown', now, code });
    const details = { number, modelId };
    await deps.publish(tx, { type: 'admin.alert', code: toAlertCode(code), key: code, details });
    if (row.taskId !== null) await watchOn(deps, tx, { ...row, endedAt: now });
  });
}

function reasonOf(submission: SubmissionRow | undefined): { code: FailCode; isUnsure: boolean } {
  if (!submission) return { code: 'timed_out', isUnsure: false };
  if (submission.state === 'failed')
    return { code: toFailCode(submission.code ?? ''), isUnsure: false };
  if (submission.state === 'submitting') return { code: 'provider_uncertain', isUnsure: true };
  if (submission.state === 'finished') return { code: 'result_lost', isUnsure: true };
  return { code: 'timed_out', isUnsure: true };
}

/** Whoever waits may still be surprised: it is looked at now and then for a day. */
export async function watchOn(deps: RunDeps, tx: Tx, row: GenerationRow): Promise<void> {
  const now = deps.clock.now().getTime();
  const endedAt = row.endedAt?.getTime() ?? now;
  const tries = Math.floor((now - endedAt) / backOffs.late.mostMs);
  const dueAt = new Date(now + backOff(backOffs.late, tries, deps.random()));
  const isOver = dueAt.getTime() > endedAt + lateMs;
  await setDue(tx, { id: row.id, status: 'FAILED', dueAt: isOver ? null : dueAt });
}
