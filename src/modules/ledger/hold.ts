import { AppError, type Credits, creditsOf, toDecimal } from '#kernel';
import type { Tx } from '#platform/db';
import type { LedgerDeps } from './deps.ts';
import type { TransferDetails } from './details.ts';
import { assertAmount, planHold } from './moves.ts';
import { lockPurse, post } from './post.ts';
import { findHold, type HoldRow, insertHold } from './store/holds.ts';

export interface HoldInput {
  userId: string;
  generationId: string;
  amount: Credits;
  details?: TransferDetails | undefined;
}

export interface Hold {
  generationId: string;
  userId: string;
  amount: Credits;
  status: 'open' | 'captured' | 'released';
}

/** Called again it returns the hold as it is now, closed or not. */
export async function hold(
  deps: Pick<LedgerDeps, 'clock' | 'log'>,
  tx: Tx,
  input: HoldInput,
): Promise<Hold> {
  const { userId, generationId, amount, details } = input;
  assertAmount(amount);
  const purse = await lockPurse(deps, tx, userId);
  const { available } = purse.balance;
  const isEnough = available >= amount;
  // Nothing is written that the refusal below would have to take back.
  const row = isEnough ? await openHold(deps, tx, input) : undefined;
  const before = row ? undefined : await findHold(tx, generationId);
  if (before) return sameHold(before, input);
  const asked = { needed: toDecimal(amount), available: toDecimal(available), isEnough };
  deps.log.info({ userId, generationId, ...asked }, 'balance checked');
  const moves = planHold(purse.balance, amount);
  if (!row) throw new AppError('key_reused', { generationId });
  const key = `generation:${generationId}:hold`;
  await post(deps, tx, { purse, key, moves, generationId, details });
  deps.log.info({ userId, generationId, amount: toDecimal(amount) }, 'credits held');
  return toHold(row);
}

const openHold = (
  { clock }: Pick<LedgerDeps, 'clock'>,
  tx: Tx,
  { generationId, userId, amount }: HoldInput,
) =>
  insertHold(tx, {
    generationId,
    userId,
    amountMc: amount,
    status: 'open',
    openedAt: clock.now(),
  });

function sameHold(row: HoldRow, { userId, generationId, amount }: HoldInput): Hold {
  if (row.userId !== userId || row.amountMc !== amount)
    throw new AppError('key_reused', { generationId });
  return toHold(row);
}

const toHold = ({ generationId, userId, amountMc, status }: HoldRow): Hold => ({
  generationId,
  userId,
  amount: creditsOf(amountMc),
  status,
});
