import { emptyOfUser, listLive } from '#modules/generation/store';
import type { Tx } from '#platform/db';
import { finish, type SettleDeps } from '../settle.ts';

/** What waits is cancelled, what is being made is given up, its result with it; the words of all of them go. */
export async function forget(deps: SettleDeps, tx: Tx, userId: string): Promise<void> {
  for (const { id: generationId } of await listLive(tx, userId)) {
    const cancelled = await finish(deps, tx, { generationId, move: 'cancel' });
    if (!cancelled) await finish(deps, tx, { generationId, move: 'fail', code: 'forgotten' });
  }
  await emptyOfUser(tx, userId);
}
