import { setTimeout as sleep } from 'node:timers/promises';
import { type AppError, isAppError } from '#kernel';
import {
  beginAttempts,
  endSubmission,
  findSubmission,
  type GenerationRow,
  setDue,
} from '#modules/generation/store';
import { isDbPassing } from '#platform/db';
import type { JobContext } from '#platform/queue';
import { toFailCode } from '../fail-codes.ts';
import { type Generation, toGeneration } from '../generation.ts';
import { stepOf } from './breaker.ts';
import type { RunDeps } from './deps.ts';
import { afterFailure, end, goBack, isExpired } from './fail.ts';
import { uploadInputs } from './inputs.ts';
import { backOff, backOffs, runMs, uncertainMs } from './times.ts';

type Context = Pick<JobContext, 'signal'>;

/** Hands an admitted generation to the provider. However often it is rung for, one attempt is one paid call. */
export async function submit(deps: RunDeps, generationId: string, context: Context): Promise<void> {
  const row = await deps.together.row(generationId);
  if (!row) return;
  const move = await nextMove(deps, row);
  if (!move) return;
  if (isExpired(deps, row)) return end(deps, row);
  if (row.admittedAt === null) return setDue(deps.db, { ...row, dueAt: null });
  const model = deps.catalogue.find(row.modelId);
  if (!model) return end(deps, row, { code: 'provider_off' });
  if (await isKept(deps, row)) return;
  const generation = toGeneration(row);
  const input = await prepare(deps, generation, row);
  if (!input) return;
  await pay(deps, { row, generation, move, endpoint: model.endpoint, input, context });
}

async function nextMove(deps: RunDeps, row: GenerationRow): Promise<'begin' | 'again' | undefined> {
  if (row.status === 'PENDING') return 'begin';
  if (row.status !== 'PROCESSING' || row.certainty === 'finished') return undefined;
  const last = await findSubmission(deps.db, { generationId: row.id, attempt: row.attempt });
  return last?.state === 'failed' ? 'again' : undefined;
}

/** While its model is under repair an order gives its place to others; while all are kept back there are none. */
async function isKept(deps: RunDeps, row: GenerationRow): Promise<boolean> {
  const kept = deps.breaker.closed(row.modelId);
  if (!kept) return false;
  const waitMs = kept.until.getTime() - deps.clock.now().getTime();
  if (kept.isForAll) await putOff(deps, row, waitMs);
  else await deps.db.transaction((tx) => goBack(deps, tx, { row, waitMs, tries: 0 }));
  return true;
}

async function putOff(deps: RunDeps, row: GenerationRow, waitMs: number): Promise<void> {
  const ms = waitMs + backOff(backOffs.again, 0, deps.random());
  const dueAt = new Date(deps.clock.now().getTime() + ms);
  await setDue(deps.db, { id: row.id, status: row.status, dueAt });
}

/** Undefined: it was put off or has failed. */
async function prepare(
  deps: RunDeps,
  { userId, input }: Generation,
  row: GenerationRow,
): Promise<Record<string, unknown> | undefined> {
  try {
    return await uploadInputs(deps, { userId, input });
  } catch (error) {
    if (!isAppError(error)) throw error;
    if (error.code === 'input_unreadable') {
      await end(deps, row, { code: error.code });
      return undefined;
    }
    deps.log.warn({ generationId: row.id, err: error }, 'inputs could not be handed over yet');
    deps.breaker.failed(row.modelId, error);
    await putOff(deps, row, 0);
    return undefined;
  }
}

interface Payment {
  row: GenerationRow;
  generation: Generation;
  move: 'begin' | 'again';
  endpoint: 'jobs' | 'veo' | 'flux-kontext';
  input: Record<string, unknown>;
  context: Context;
}

interface OfAttempt {
  generationId: string;
  attempt: number;
}

async function pay(deps: RunDeps, payment: Payment): Promise<void> {
  const { row, move, endpoint, context } = payment;
  const { p95Ms } = await deps.durations(row.modelId);
  await deps.takeTurn(context.signal);
  // Waiting for the turn can take long enough for things to go wrong.
  if (await isKept(deps, row)) return;
  const now = deps.clock.now();
  const after = (ms: number) => new Date(now.getTime() + ms);
  const of = { generationId: row.id, attempt: row.attempt + 1 };
  const callbackUrl = deps.callbacks.urlOf(row.id);
  const attempt = {
    ...of,
    endpoint,
    now,
    dueAt: after(uncertainMs(p95Ms, callbackUrl !== undefined)),
    expiresAt: move === 'begin' ? after(runMs(p95Ms)) : row.expiresAt,
  };
  const hasBegun =
    move === 'begin'
      ? await deps.together.begin(attempt)
      : (await beginAttempts(deps.db, { move, attempts: [attempt] })).has(row.id);
  if (hasBegun)
    await deps.answers.during(row.id, () => call(deps, payment, { ...of, callbackUrl }));
}

async function call(
  deps: RunDeps,
  { row, generation, endpoint, input }: Payment,
  { callbackUrl, ...of }: OfAttempt & { callbackUrl: string | undefined },
): Promise<void> {
  const facts = { generationId: row.id, userId: row.userId, modelId: row.modelId };
  try {
    const order = { modelId: row.modelId, endpoint, input, callbackUrl };
    const { taskId } = await deps.provider.submit(order);
    deps.breaker.succeeded(row.modelId);
    deps.log.info(
      { ...facts, attempt: of.attempt, taskId, input: Object.keys(input) },
      'submitted',
    );
    const keep = () => accept(deps, generation, { ...of, taskId });
    await untilKept(keep, (err) =>
      deps.log.warn({ ...facts, taskId, err }, 'a paid task could not be written down yet'),
    );
  } catch (error) {
    if (!isAppError(error)) throw error;
    deps.log.warn({ ...facts, attempt: of.attempt, code: error.code }, 'not submitted');
    deps.breaker.failed(row.modelId, error);
    // Perhaps it is being made: the row waits for the callback until it is due.
    if (error.code !== 'provider_uncertain') await refused(deps, { row, ...of, error });
  }
}

const keepTries = 20;
const keepPauseMs = 500;

/** The name of a paid task is known here and nowhere else yet: a database that is away for a moment is waited for. */
async function untilKept(
  keep: () => Promise<void>,
  onPut: (error: unknown) => void,
): Promise<void> {
  for (let left = keepTries; ; left -= 1) {
    try {
      return await keep();
    } catch (error) {
      if (left === 0 || !isDbPassing(error)) throw error;
      onPut(error);
      await sleep(keepPauseMs);
    }
  }
}

/** The provider has it: from now on it is looked at. */
export async function accept(
  deps: RunDeps,
  generation: Pick<Generation, 'id' | 'userId' | 'number' | 'batchId' | 'modelId'>,
  of: { attempt: number; taskId: string },
): Promise<void> {
  const { id: generationId, userId, number, batchId, modelId } = generation;
  const { p95Ms } = await deps.durations(modelId);
  const now = deps.clock.now();
  const steps = deps.callbacks.isOn() ? backOffs.patient : backOffs.eager;
  await deps.together.accept({
    ...of,
    generationId,
    userId,
    number,
    batchId,
    now,
    dueAt: new Date(now.getTime() + backOff(steps, 0, deps.random())),
    expiresAt: new Date(now.getTime() + runMs(p95Ms)),
  });
}

interface Refusal {
  row: GenerationRow;
  attempt: number;
  error: AppError;
}

/** No task was made: sooner or later another attempt, or the end. */
async function refused(deps: RunDeps, { row, attempt, error }: Refusal): Promise<void> {
  const { providerCode } = error.details;
  const failure = {
    // What never reached the provider is as if the provider had been busy.
    code: stepOf(error.code) ? toFailCode(error.code) : ('provider_busy' as const),
    providerCode: typeof providerCode === 'number' ? providerCode : undefined,
  };
  await deps.db.transaction(async (tx) => {
    const now = deps.clock.now();
    const of = { generationId: row.id, attempt };
    if (!(await endSubmission(tx, { ...of, ...failure, state: 'failed', now }))) return;
    await afterFailure(deps, tx, { row: { ...row, attempt, status: 'PROCESSING' }, ...failure });
  });
}
