import type { Credits } from '#kernel';
import { AppError, newId, toDecimal } from '#kernel';
import {
  type BatchRow,
  findBatch,
  insertBatch,
  joinLanes,
  listOfBatch,
} from '#modules/generation/store';
import { afterCommit, type Db, type Tx } from '#platform/db';
import { type Batch, type BatchKind, toBatch } from '../batch.ts';
import { type Generation, toGeneration } from '../generation.ts';
import { checkFiles } from './check-files.ts';
import type { ConfirmDeps } from './confirm.ts';
import { fingerprintOf } from './fingerprint.ts';
import { insertOrders, warnWhenLow } from './insert.ts';
import { type Checked, checkOrder, checkSeen, mostInBatch, type Order, totalOf } from './order.ts';
import { checkBalance } from './quote.ts';

export interface ConfirmBatchInput {
  userId: string;
  clientKey: string;
  kind: BatchKind;
  orders: readonly Order[];
  chatId?: string | undefined;
  /** The price of all of them that was seen: more than that is refused as `conflict`. */
  atMost?: Credits | undefined;
}

export interface ConfirmedBatch {
  batch: Batch;
  /** In the order of the orders. */
  generations: Generation[];
}

/** All of it or nothing of it is held and put in line; from then on each goes its own way. */
export async function confirmBatch(
  deps: ConfirmDeps,
  input: ConfirmBatchInput,
): Promise<ConfirmedBatch> {
  const { userId, orders } = input;
  if (orders.length < 1 || orders.length > mostInBatch)
    throw new AppError('bad_request', { size: orders.length, most: mostInBatch });
  const before = await findBatch(deps.db, input);
  if (before) return same(deps.db, before, input);
  const checked = orders.map((order) => checkOrder(deps.catalogue, order));
  checkSeen(totalOf(checked), input.atMost);
  const fileIds = await checkFiles(deps, { userId, inputs: checked.map((one) => one.input) });
  return deps.db.transaction(async (tx) => {
    const row = await insert(deps, tx, { ...input, checked });
    if (!row) {
      const first = await findBatch(tx, input);
      if (!first) throw new AppError('conflict', { clientKey: input.clientKey });
      return same(tx, first, input);
    }
    const { generations, available } = await insertItems(deps, tx, { row, checked });
    await deps.files.markUsed({ userId, fileIds }, tx);
    await warnWhenLow(deps, tx, { userId, spent: totalOf(checked), available });
    afterCommit(tx, deps.admission.ring);
    return { batch: toBatch(row), generations };
  });
}

async function insert(
  { clock, log }: ConfirmDeps,
  tx: Tx,
  input: ConfirmBatchInput & { checked: readonly Checked[] },
): Promise<BatchRow | undefined> {
  const { userId, clientKey, kind, chatId, checked } = input;
  const now = clock.now();
  const total = totalOf(checked);
  const row = await insertBatch(tx, {
    id: newId(now.getTime()),
    userId,
    chatId,
    clientKey,
    kind,
    size: checked.length,
    totalMc: total,
    createdAt: now,
  });
  if (row)
    log.info(
      { userId, batchId: row.id, kind, size: row.size, total: toDecimal(total) },
      'batch ordered',
    );
  return row;
}

async function insertItems(
  deps: ConfirmDeps,
  tx: Tx,
  { row, checked }: { row: BatchRow; checked: readonly Checked[] },
): Promise<{ generations: Generation[]; available: Credits }> {
  const { id: batchId, userId } = row;
  await deps.ledger.lock(tx, [userId]);
  let available = await checkBalance(deps, tx, { userId, batchId, needed: totalOf(checked) });
  const generations: Generation[] = [];
  for (const [index, order] of checked.entries()) {
    const clientKey = `${batchId}:${index}`;
    const chatId = row.chatId ?? undefined;
    const item = { userId, clientKey, order, batchId, chatId };
    const [added] = await insertOrders(deps, tx, [item]);
    if (!added) throw new AppError('key_reused', { clientKey });
    generations.push(added.generation);
    available = added.available;
  }
  await joinLanes(tx, { userIds: [userId], cap: deps.perUser, count: checked.length });
  return { generations, available };
}

async function same(
  reader: Db | Tx,
  row: BatchRow,
  { clientKey, kind, orders, userId }: ConfirmBatchInput,
): Promise<ConfirmedBatch> {
  const rows = await listOfBatch(reader, { batchId: row.id, userId });
  const isSame =
    row.kind === kind &&
    rows.length === orders.length &&
    orders.every((order, index) => rows[index]?.fingerprint === fingerprintOf(order));
  if (!isSame) throw new AppError('key_reused', { clientKey });
  return { batch: toBatch(row), generations: rows.map(toGeneration) };
}
