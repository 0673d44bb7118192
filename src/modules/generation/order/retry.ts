import { AppError, toDecimal } from '#kernel';
import { findByKey, findGeneration } from '#modules/generation/store';
import { type Generation, toGeneration } from '../generation.ts';
import { type ConfirmDeps, confirm, type Place } from './confirm.ts';
import { checkOrder } from './order.ts';

export interface RetryInput {
  userId: string;
  generationId: string;
  clientKey: string;
  /** The person has seen that it costs more than the first time. */
  isDearerAgreed?: boolean | undefined;
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
  const now = checkOrder(deps.catalogue, order).price.amount;
  if (now > price.amount && input.isDearerAgreed !== true)
    throw new AppError('conflict', {
      reason: 'dearer',
      price: toDecimal(now),
      before: toDecimal(price.amount),
    });
  return confirm(deps, { userId, clientKey, order, retryOf: generationId });
}
