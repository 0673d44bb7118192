import { listWaiting } from '#modules/generation/store';
import type { Db } from '#platform/db';
import { finish, type SettleDeps } from '../settle.ts';

const atOnce = 200;

/** Cancels all that waits in line, with the money back; what is in work goes on. How many it were. */
export async function drain(deps: SettleDeps & { db: Db }): Promise<number> {
  let cancelled = 0;
  for (;;) {
    const rows = await listWaiting(deps.db, atOnce);
    if (rows.length === 0) return cancelled;
    for (const { id: generationId } of rows) {
      const move = 'cancel' as const;
      if (await deps.db.transaction((tx) => finish(deps, tx, { generationId, move })))
        cancelled += 1;
    }
  }
}
