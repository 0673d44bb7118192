import { createHash, timingSafeEqual } from 'node:crypto';
import { AppError, isAppError } from '#kernel';
import { isSigned, taskIdOf } from '#modules/generation/providers/kie';
import type { Attempt, SubmissionRow } from '#modules/generation/store';
import { toGeneration } from '../generation.ts';
import { adoptJob, fetchJob, lookJob } from '../jobs.ts';
import { complete } from './complete.ts';
import type { RunDeps } from './deps.ts';
import { completeLate } from './late.ts';
import { accept } from './submit.ts';

export interface IncomingCallback {
  secret: string;
  generationId?: string | undefined;
  body: unknown;
  /** Undefined where the header is absent. */
  header: (name: string) => string | undefined;
}

export interface ReceiveDeps extends RunDeps {
  webhookKey?: string | undefined;
}

/** The provider says that something happened. What happened is read from the provider itself, never from the body. */
export async function receive(deps: ReceiveDeps, callback: IncomingCallback): Promise<void> {
  // As if there were nothing at this address.
  if (!isSame(callback.secret, deps.callbacks.secret)) throw new AppError('not_found');
  const taskId = taskIdOf(callback.body);
  if (taskId === undefined) throw new AppError('bad_request', { reason: 'no task' });
  checkSignature(deps, taskId, callback.header);
  const { generationId } = callback;
  if (generationId) await deps.answers.known(generationId);
  const known = await deps.together.submissionOfTask(taskId);
  if (known) return ringFor(deps, known);
  const found = generationId ? await deps.together.attempt(generationId) : undefined;
  if (found) return heed(deps, found, taskId);
  deps.log.warn({ taskId }, 'a callback about a task that nobody knows');
}

function checkSignature(
  { webhookKey: key, clock }: ReceiveDeps,
  taskId: string,
  header: IncomingCallback['header'],
): void {
  if (key === undefined) return;
  const timestamp = header('x-webhook-timestamp') ?? '';
  const signature = header('x-webhook-signature') ?? '';
  if (!isSigned({ taskId, timestamp, signature }, { key, now: clock.now() }))
    throw new AppError('unauthorized', { reason: 'signature' });
}

// A look of its own: one that waits already does not know of the news.
const calledAttempt = 2;

async function ringFor({ bells }: RunDeps, { generationId, state }: SubmissionRow): Promise<void> {
  // Nothing can follow from it any more.
  if (state === 'failed' || state === 'finished') return;
  const id = { id: generationId, attempt: calledAttempt };
  await bells.push(lookJob, { generationId, isCalled: true }, id);
}

/** The provider is told that it was not understood, and may call again; what it said is kept all the same. */
async function heed(deps: ReceiveDeps, found: Attempt, taskId: string): Promise<void> {
  try {
    await adopt(deps, found, taskId);
  } catch (error) {
    const { id: generationId } = found.row;
    if (isAppError(error))
      await deps.bells.push(
        adoptJob,
        { generationId, taskId },
        { id: digest(taskId).toString('hex') },
      );
    throw error;
  }
}

export async function adoptLater(
  deps: RunDeps,
  { generationId, taskId }: { generationId: string; taskId: string },
): Promise<void> {
  const found = await deps.together.attempt(generationId);
  if (found) await adopt(deps, found, taskId);
}

/** A task of which only the provider knows: the answer that named it was lost. It must say itself whose it is. */
async function adopt(deps: RunDeps, { row, submission }: Attempt, taskId: string): Promise<void> {
  const of = { generationId: row.id, attempt: row.attempt };
  // The answer to the call and the callback can come at one moment.
  if (submission?.taskId === taskId) return ringFor(deps, submission);
  const isOpen = submission?.state === 'submitting' || submission?.state === 'unknown';
  if (!submission || !isOpen || submission.taskId !== null) {
    deps.log.warn({ ...of, taskId }, 'a callback about a task that is not expected');
    return;
  }
  const view = await deps.provider.look({ taskId, endpoint: submission.endpoint });
  if (view.state === 'unseen') throw new AppError('too_early', { taskId });
  if (deps.callbacks.ownerOf(view.callbackUrl) !== row.id) {
    deps.log.warn({ ...of, taskId }, "a callback about somebody else's task");
    return;
  }
  deps.log.info({ ...of, taskId, state: view.state }, 'a task was found again by its callback');
  if (view.state === 'running') return accept(deps, toGeneration(row), { ...of, taskId });
  const completion = { row, submission, taskId, view };
  if (row.status === 'FAILED') return completeLate(deps, completion);
  const made = await complete(deps, completion);
  if (made) deps.bells.ring(fetchJob, row.id);
}

const digest = (text: string) => createHash('sha256').update(text).digest();
const isSame = (one: string, other: string) => timingSafeEqual(digest(one), digest(other));
