import { AppError, type Credits } from '#kernel';
import { findByKey, findGeneration } from '#modules/generation/store';
import { type Generation, toGeneration } from '../generation.ts';
import { type ConfirmDeps, confirm, type Place } from './confirm.ts';

export interface RetryInput {
  userId: string;
  generationId: string;
  clientKey: string;
  /** The price that was seen; left out, it is that of the first time. */
  atMost?: Credits | undefined;
}

/** The same order once more, nothing entered again. It never costs more than the first time without being asked. */
export async function retry(
  deps: ConfirmDeps & { place: Place },
  input: RetryInput,
): Promise<Generation> {
  const { userId, generationId, clientKey } = input;
  const row = await findGeneration(deps.db, { id: generationId, userId });
  if (!row) throw new AppError('not_found', { generationId });
  const made = await findByKey(deps.db, { userId, clientKey });
  if (made?.retryOf === generationId) return toGeneration(made);
  const { status, modelId, input: answers, seconds, chatId, price } = toGeneration(row);
  if (status !== 'FAILED' && status !== 'CANCELLED')
    throw new AppError('conflict', { generationId, status });
  const order = { modelId, input: answers, seconds, chatId };
  const { atMost = price.amount } = input;
  return confirm(deps, { userId, clientKey, order, retryOf: generationId, atMost });
}
