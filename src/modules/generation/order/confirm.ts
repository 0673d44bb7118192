import { AppError, type Credits, isAppError } from '#kernel';
import type { Catalogue } from '#modules/catalogue';
import type { Admission } from '#modules/generation/lanes';
import { findByKey, type GenerationRow, joinLanes } from '#modules/generation/store';
import { afterCommit, createBatch, type Db, type Tx } from '#platform/db';
import { type Generation, toGeneration } from '../generation.ts';
import { checkFiles, type InputFiles } from './check-files.ts';
import { fingerprintOf } from './fingerprint.ts';
import { type InsertDeps, insertOrders, warnWhenLow } from './insert.ts';
import { type Checked, checkOrder, checkSeen, type Order } from './order.ts';

export interface ConfirmDeps extends InsertDeps {
  files: InputFiles;
  db: Db;
  catalogue: Catalogue;
  admission: Pick<Admission, 'ring'>;
}

export interface ConfirmInput {
  userId: string;
  /** Made of what it protects, such as draft id + rev: sent twice, it is one order. */
  clientKey: string;
  order: Order & { chatId?: string | undefined };
  /** The failed one that this one repeats. */
  retryOf?: string | undefined;
  /** The price that was seen: what costs more by now is refused as `conflict`, with both prices. */
  atMost?: Credits | undefined;
}

/** Takes the money aside and puts the order in its lane. The same key again gives the same generation, whatever became of it. */
export async function confirm(
  deps: ConfirmDeps & { place: Place },
  input: ConfirmInput,
): Promise<Generation> {
  const judged = await judge(deps, input);
  if ('before' in judged) return judged.before;
  return deps.place({ ...judged, input });
}

interface Placing {
  input: ConfirmInput;
  checked: Checked;
  fileIds: readonly string[];
}

export type Place = (placing: Placing) => Promise<Generation>;

const mostTogether = 50;
const transactions = 2;

/** Orders of different people that come at one moment are written down together. */
export const createPlace = (deps: ConfirmDeps): Place =>
  createBatch<Placing, Generation>({
    max: mostTogether,
    parallel: transactions,
    nameOf: ({ input }) => input.userId,
    isApartWhenRefused: true,
    run: (placings) => deps.db.transaction((tx) => placeAll(deps, tx, placings)),
  });

async function placeAll(
  deps: ConfirmDeps,
  tx: Tx,
  placings: readonly Placing[],
): Promise<Generation[]> {
  const inserted = await insertOrders(
    deps,
    tx,
    placings.map(({ input: { userId, clientKey, retryOf, order }, checked }) => {
      const { chatId } = order;
      return { userId, clientKey, order: checked, chatId, retryOf };
    }),
  );
  const userIds = inserted.flatMap((one) => (one ? [one.generation.userId] : []));
  await joinLanes(tx, { userIds, cap: deps.perUser, count: 1 });
  if (userIds.length > 0) afterCommit(tx, deps.admission.ring);
  const generations: Generation[] = [];
  for (const [at, { input, checked, fileIds }] of placings.entries()) {
    const { userId, clientKey } = input;
    const one = inserted[at];
    if (!one) {
      const first = await findByKey(tx, input);
      if (!first) throw new AppError('conflict', { clientKey });
      generations.push(same(first, input));
      continue;
    }
    await deps.files.markUsed({ userId, fileIds }, tx);
    const { available } = one;
    await warnWhenLow(deps, tx, { userId, spent: checked.price.amount, available });
    generations.push(one.generation);
  }
  return generations;
}

/** What cannot be sold any more may have been ordered under this key while it could. */
async function judge(
  deps: ConfirmDeps,
  input: ConfirmInput,
): Promise<{ checked: Checked; fileIds: string[] } | { before: Generation }> {
  const { userId, order } = input;
  try {
    const checked = checkOrder(deps.catalogue, order);
    checkSeen(checked.price.amount, input.atMost);
    return { checked, fileIds: await checkFiles(deps, { userId, inputs: [checked.input] }) };
  } catch (error) {
    if (!isAppError(error)) throw error;
    const before = await findByKey(deps.db, input);
    if (!before) throw error;
    return { before: same(before, input) };
  }
}

function same(row: GenerationRow, { clientKey, order }: ConfirmInput): Generation {
  if (row.fingerprint !== fingerprintOf(order)) throw new AppError('key_reused', { clientKey });
  return toGeneration(row);
}
