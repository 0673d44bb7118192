import { AppError, type Credits, toDecimal } from '#kernel';
import type { Tx } from '#platform/db';
import type { LedgerDeps } from './deps.ts';
import type { TransferDetails } from './details.ts';
import { assertAmount, type ChargeBackReason, planChargeBack, sum } from './moves.ts';
import { lockPurse, post } from './post.ts';
import { listAct } from './store/transfers.ts';

export interface ChargeBackInput {
  userId: string;
  amount: Credits;
  reason: ChargeBackReason;
  /** Made of what it protects: `refund:<charge id>`. */
  key: string;
  details?: TransferDetails | undefined;
}

export interface ChargedBack {
  taken: Credits;
  /** What was not there any more; the next grant pays it first. */
  owed: Credits;
}

export async function chargeBack(
  deps: Pick<LedgerDeps, 'clock' | 'log'>,
  tx: Tx,
  input: ChargeBackInput,
): Promise<ChargedBack> {
  const { userId, amount, reason, key, details } = input;
  assertAmount(amount);
  const purse = await lockPurse(deps, tx, userId);
  const before = await listAct(tx, key);
  if (before.length > 0) {
    const isSame =
      sum(before.map(({ amountMc }) => amountMc)) === amount &&
      before.every((row) => row.userId === userId && row.reason === reason);
    if (!isSame) throw new AppError('key_reused', { key });
    const of = (id: string) => (row: { debitAccount: string }) => row.debitAccount === id;
    return {
      taken: sum(before.filter(of(purse.ids.available)).map(({ amountMc }) => amountMc)),
      owed: sum(before.filter(of(purse.ids.owed)).map(({ amountMc }) => amountMc)),
    };
  }
  const moves = planChargeBack(purse.balance, { reason, amount });
  await post(deps, tx, { purse, key, moves, details });
  const taken = sum(moves.filter((move) => move.debit === 'available').map((move) => move.amount));
  const owed = sum(moves.filter((move) => move.debit === 'owed').map((move) => move.amount));
  const facts = { userId, taken: toDecimal(taken), owed: toDecimal(owed), reason, key };
  deps.log.info(facts, 'credits charged back');
  return { taken, owed };
}
