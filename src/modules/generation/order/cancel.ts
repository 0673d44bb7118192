import { AppError } from '#kernel';
import { findGeneration, listOfBatch, stepBack } from '#modules/generation/store';
import type { Db } from '#platform/db';
import { type Generation, toGeneration } from '../generation.ts';
import { finish, type SettleDeps } from '../settle.ts';

export interface CancelDeps extends SettleDeps {
  db: Db;
}

/**
 * Until it is being submitted: the provider knows no cancel, and bills at that moment. Between two attempts nothing is
 * being made and nothing was billed. Cancelled twice is cancelled once.
 */
export async function cancel(
  deps: CancelDeps,
  { userId, generationId }: { userId: string; generationId: string },
): Promise<Generation> {
  const known = await findGeneration(deps.db, { id: generationId, userId });
  if (!known) throw new AppError('not_found', { generationId });
  const move = 'cancel' as const;
  const ended = await deps.db.transaction(async (tx) => {
    const waited = await finish(deps, tx, { generationId, move });
    if (waited) return waited;
    const isBack = await stepBack(tx, { id: generationId, dueAt: deps.clock.now() });
    return isBack ? finish(deps, tx, { generationId, move }) : undefined;
  });
  if (ended) return ended;
  const row = await findGeneration(deps.db, { id: generationId, userId });
  if (row?.status === 'CANCELLED') return toGeneration(row);
  throw new AppError('already_submitted', { generationId, status: row?.status });
}

/** All of a batch that can still be cancelled; what is being made already stays. The ids of those cancelled. */
export async function cancelBatch(
  deps: CancelDeps,
  { userId, batchId }: { userId: string; batchId: string },
): Promise<string[]> {
  const rows = await listOfBatch(deps.db, { batchId, userId });
  if (rows.length === 0) throw new AppError('not_found', { batchId });
  const cancelled: string[] = [];
  // The newest first: the line would put the next one in the place of the one just cancelled.
  for (const { id: generationId } of rows
    .filter(({ status }) => status === 'PENDING')
    .toReversed()) {
    const move = 'cancel' as const;
    const ended = await deps.db.transaction((tx) => finish(deps, tx, { generationId, move }));
    if (ended) cancelled.push(generationId);
  }
  return cancelled;
}
