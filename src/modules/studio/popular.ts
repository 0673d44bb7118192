import type { StudioDeps } from './deps.ts';
import { countOrders } from './store/drafts.ts';

const withinMs = 30 * 24 * 60 * 60 * 1000;
const freshMs = 60 * 1000;

/** How often each model was ordered in the last month; looked up at most once a minute. */
export function createPopular({ db, clock }: Pick<StudioDeps, 'db' | 'clock'>) {
  let kept: { at: number; orders: ReadonlyMap<string, number> } | undefined;
  return async (): Promise<ReadonlyMap<string, number>> => {
    const now = clock.now().getTime();
    if (kept && now - kept.at < freshMs) return kept.orders;
    const rows = await countOrders(db, { since: new Date(now - withinMs) });
    kept = { at: now, orders: new Map(rows.map(({ modelId, orders }) => [modelId, orders])) };
    return kept.orders;
  };
}
