import { type Clock, type Credits, creditsOf, newId, toDecimal } from '#kernel';
import { insertGenerations, type NewGeneration } from '#modules/generation/store';
import type { Ledger } from '#modules/ledger';
import type { Publish } from '#modules/notifications';
import type { Tx } from '#platform/db';
import type { Log } from '#platform/log';
import { factsOf, type Generation, toGeneration } from '../generation.ts';
import { pendingMs } from '../state.ts';
import { type Checked, detailsOf } from './order.ts';

export interface InsertDeps {
  clock: Clock;
  log: Log;
  ledger: Pick<Ledger, 'holdAll' | 'balance' | 'lock'>;
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

export interface Inserted {
  generation: Generation;
  /** What its person has left. */
  available: Credits;
}

/**
 * Of different people; their places in the lanes are the caller's to take. Undefined: this person has sent an order
 * under this key before. One that is refused refuses all, and the transaction is to be given up.
 */
export async function insertOrders(
  deps: InsertDeps,
  tx: Tx,
  orders: readonly NewOrder[],
): Promise<(Inserted | undefined)[]> {
  const now = deps.clock.now();
  const asked = orders.map((order) => ({ order, row: toRow(order, now) }));
  const inserted = await insertGenerations(
    tx,
    asked.map(({ row }) => row),
  );
  const rows = new Map(inserted.map((row) => [row.id, row]));
  const fresh = asked.flatMap(({ order, row: { id } }) => {
    const row = rows.get(id);
    return row ? [{ order, generation: toGeneration(row) }] : [];
  });
  const held = await deps.ledger.holdAll(
    tx,
    fresh.map(({ order: { userId, order }, generation: { id } }) => ({
      userId,
      generationId: id,
      amount: order.price.amount,
      details: detailsOf(order),
    })),
  );
  const available = new Map(held.map((one) => [one.hold.generationId, one.available]));
  if (fresh.length > 0)
    await deps.publish(
      tx,
      ...fresh.map(({ generation }) => ({
        type: 'generation.queued' as const,
        ...factsOf(generation),
      })),
    );
  for (const { generation } of fresh) tellOrdered(deps, generation);
  const made = new Map(fresh.map(({ generation }) => [generation.id, generation]));
  return asked.map(({ row: { id } }) => {
    const generation = made.get(id);
    const left = available.get(id);
    return generation && left !== undefined ? { generation, available: left } : undefined;
  });
}

function toRow(
  { order, userId, clientKey, chatId, batchId, retryOf }: NewOrder,
  now: Date,
): NewGeneration {
  const { modelId, catalogueHash, input, seconds, fingerprint, price, terms } = order;
  return {
    id: newId(now.getTime()),
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
  };
}

function tellOrdered({ log }: Pick<InsertDeps, 'log'>, generation: Generation): void {
  const { modelId, price, input } = generation;
  log.info(
    {
      ...factsOf(generation),
      modelId,
      price: toDecimal(price.amount),
      priceKind: price.kind,
      parameters: Object.keys(input),
    },
    'generation ordered',
  );
}

/** Told once on the way down: after this order less is left than the mark, before it more was. */
export async function warnWhenLow(
  { publish, lowBalance }: Pick<InsertDeps, 'publish' | 'lowBalance'>,
  tx: Tx,
  { userId, spent, available }: { userId: string; spent: Credits; available: Credits },
): Promise<void> {
  if (available >= lowBalance || creditsOf(available + spent) < lowBalance) return;
  await publish(tx, { type: 'credits.low', userId, available: toDecimal(available) });
}
