import { type Clock, type Credits, creditsOf, newId, toDecimal } from '#kernel';
import { insertGeneration } from '#modules/generation/store';
import type { Ledger } from '#modules/ledger';
import type { Publish } from '#modules/notifications';
import type { Tx } from '#platform/db';
import type { Log } from '#platform/log';
import { factsOf, type Generation, toGeneration } from '../generation.ts';
import { type Checked, detailsOf } from './order.ts';

export interface InsertDeps {
  clock: Clock;
  log: Log;
  ledger: Pick<Ledger, 'hold' | 'balance' | 'lock'>;
  publish: Publish;
  /** In work at once for one person. */
  perUser: number;
  /** Under this a person is told that little is left. */
  lowBalance: Credits;
}

export interface NewOrder {
  userId: string;
  clientKey: string;
  order: Checked;
  chatId?: string | undefined;
  batchId?: string | undefined;
  retryOf?: string | undefined;
}

const pendingMs = 24 * 60 * 60 * 1000;

/** Its place in the lane is the caller's to take. Undefined: this person has sent an order under this key before. */
export async function insertOrder(
  deps: InsertDeps,
  tx: Tx,
  { order, userId, clientKey, chatId, batchId, retryOf }: NewOrder,
): Promise<Generation | undefined> {
  const { modelId, catalogueHash, input, seconds, fingerprint, price, terms } = order;
  const now = deps.clock.now();
  const id = newId(now.getTime());
  const row = await insertGeneration(tx, {
    id,
    userId,
    batchId,
    chatId,
    clientKey,
    retryOf,
    modelId,
    catalogueHash,
    input,
    seconds,
    fingerprint,
    priceKind: price.kind,
    priceMc: price.amount,
    bill: price.bill,
    terms,
    status: 'PENDING',
    certainty: 'unsubmitted',
    attempt: 0,
    needsAttention: false,
    cameLate: false,
    createdAt: now,
    expiresAt: new Date(now.getTime() + pendingMs),
    looks: 0,
  });
  if (!row) return undefined;
  await deps.ledger.hold(tx, {
    userId,
    generationId: id,
    amount: price.amount,
    details: detailsOf(order),
  });
  const generation = toGeneration(row);
  await deps.publish(tx, { type: 'generation.queued', ...factsOf(generation) });
  deps.log.info(
    {
      ...factsOf(generation),
      modelId,
      price: toDecimal(price.amount),
      priceKind: price.kind,
      parameters: Object.keys(input),
    },
    'generation ordered',
  );
  return generation;
}

/** Told once on the way down: after this order less is left than the mark, before it more was. */
export async function warnWhenLow(
  { ledger, publish, lowBalance }: Pick<InsertDeps, 'ledger' | 'publish' | 'lowBalance'>,
  tx: Tx,
  { userId, spent }: { userId: string; spent: Credits },
): Promise<void> {
  const { available } = await ledger.balance(userId, tx);
  if (available >= lowBalance || creditsOf(available + spent) < lowBalance) return;
  await publish(tx, { type: 'credits.low', userId, available: toDecimal(available) });
}
