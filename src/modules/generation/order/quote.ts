import { AppError, type Credits, creditsOf, toDecimal } from '#kernel';
import type { Catalogue } from '#modules/catalogue';
import type { Ledger } from '#modules/ledger';
import type { Tx } from '#platform/db';
import type { Log } from '#platform/log';
import { checkOrder, mostInBatch, type Order, totalOf } from './order.ts';

export interface QuoteDeps {
  log: Log;
  catalogue: Catalogue;
  ledger: Pick<Ledger, 'balance'>;
}

export interface TotalQuote {
  total: Credits;
  /** `upTo`: at least one of them may come to less. */
  kind: 'exact' | 'upTo';
  items: { amount: Credits; kind: 'exact' | 'upTo' }[];
  available: Credits;
  /** Zero: there is enough. */
  missing: Credits;
}

/** What all of it costs, before anything is confirmed, and what is missing for it. */
export async function quote(
  { catalogue, ledger, log }: QuoteDeps,
  { userId, orders }: { userId: string; orders: readonly Order[] },
): Promise<TotalQuote> {
  if (orders.length < 1 || orders.length > mostInBatch)
    throw new AppError('bad_request', { size: orders.length, most: mostInBatch });
  const checked = orders.map((order) => checkOrder(catalogue, order));
  const total = totalOf(checked);
  const { available } = await ledger.balance(userId);
  tellCheck(log, { userId, needed: total, available });
  return {
    total,
    kind: checked.some(({ price }) => price.kind === 'upTo') ? 'upTo' : 'exact',
    items: checked.map(({ price: { amount, kind } }) => ({ amount, kind })),
    available,
    missing: missingOf(total, available),
  };
}

/** For a whole batch at once: its items one by one would only tell what the first of them lacks. */
export async function checkBalance(
  { ledger, log }: Pick<QuoteDeps, 'ledger' | 'log'>,
  tx: Tx,
  { userId, batchId, needed }: { userId: string; batchId: string; needed: Credits },
): Promise<Credits> {
  const { available } = await ledger.balance(userId, tx);
  tellCheck(log, { userId, batchId, needed, available });
  const missing = missingOf(needed, available);
  if (missing > 0n)
    throw new AppError('insufficient_credits', {
      needed: toDecimal(needed),
      available: toDecimal(available),
      missing: toDecimal(missing),
    });
  return available;
}

const missingOf = (needed: Credits, available: Credits): Credits =>
  creditsOf(needed > available ? needed - available : 0n);

function tellCheck(
  log: Log,
  facts: { userId: string; batchId?: string; needed: Credits; available: Credits },
): void {
  const { needed, available, ...who } = facts;
  log.info(
    {
      ...who,
      needed: toDecimal(needed),
      available: toDecimal(available),
      isEnough: available >= needed,
    },
    'balance checked',
  );
}
