import { AppError, isAppError } from '#kernel';
import type { Catalogue } from '#modules/catalogue';
import type { Admission } from '#modules/generation/lanes';
import { findByKey, type GenerationRow, joinLane } from '#modules/generation/store';
import { afterCommit, type Db } from '#platform/db';
import { type Generation, toGeneration } from '../generation.ts';
import { checkFiles, type InputFiles } from './check-files.ts';
import { fingerprintOf } from './fingerprint.ts';
import { type InsertDeps, insertOrder, warnWhenLow } from './insert.ts';
import { type Checked, checkOrder, type Order } from './order.ts';

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
}

/** Takes the money aside and puts the order in its lane. The same key again gives the same generation, whatever became of it. */
export async function confirm(deps: ConfirmDeps, input: ConfirmInput): Promise<Generation> {
  const { userId, order, clientKey, retryOf } = input;
  const judged = await judge(deps, input);
  if ('before' in judged) return judged.before;
  const { checked, fileIds } = judged;
  return deps.db.transaction(async (tx) => {
    const { chatId } = order;
    const row = { userId, clientKey, order: checked, chatId, retryOf };
    const added = await insertOrder(deps, tx, row);
    if (added) {
      await joinLane(tx, { userId, cap: deps.perUser, count: 1 });
      await deps.files.markUsed({ userId, fileIds }, tx);
      await warnWhenLow(deps, tx, { userId, spent: checked.price.amount });
      afterCommit(tx, deps.admission.ring);
      return added;
    }
    const first = await findByKey(tx, input);
    if (!first) throw new AppError('conflict', { clientKey });
    return same(first, input);
  });
}

/** What cannot be sold any more may have been ordered under this key while it could. */
async function judge(
  deps: ConfirmDeps,
  input: ConfirmInput,
): Promise<{ checked: Checked; fileIds: string[] } | { before: Generation }> {
  const { userId, order } = input;
  try {
    const checked = checkOrder(deps.catalogue, order);
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
