import { AppError, type Credits, creditsOf, toDecimal } from '#kernel';
import type { Tx } from '#platform/db';
import type { LedgerDeps } from './deps.ts';
import type { TransferDetails } from './details.ts';
import { assertAmount, type GrantReason, planGrant, sum } from './moves.ts';
import { lockPurse, post } from './post.ts';
import { listAct, type TransferRow } from './store/transfers.ts';

export interface GrantInput<R = Exclude<GrantReason, 'welcome'>> {
  userId: string;
  amount: Credits;
  reason: R;
  /** Made of what it protects: `stars:<charge id>`. */
  key: string;
  details?: TransferDetails | undefined;
}

export interface Granted {
  amount: Credits;
  /** How much of it went to what was owed. */
  debtPaid: Credits;
}

export async function grant(
  deps: Pick<LedgerDeps, 'clock' | 'log'>,
  tx: Tx,
  input: GrantInput<GrantReason>,
): Promise<Granted> {
  const { userId, amount, reason, key, details } = input;
  assertAmount(amount);
  const purse = await lockPurse(deps, tx, userId);
  const before = await listAct(tx, key);
  if (before.length > 0) return toGranted(before, input);
  const moves = planGrant(purse.balance, { reason, amount });
  await post(deps, tx, { purse, key, moves, details });
  deps.log.info({ userId, amount: toDecimal(amount), reason, key }, 'credits granted');
  return { amount, debtPaid: sum(moves.slice(1).map((move) => move.amount)) };
}

function toGranted(rows: TransferRow[], input: GrantInput<GrantReason>): Granted {
  const [first, debt] = rows;
  const isSame =
    first?.userId === input.userId &&
    first.reason === input.reason &&
    first.amountMc === input.amount;
  if (!isSame) throw new AppError('key_reused', { key: input.key });
  return { amount: input.amount, debtPaid: creditsOf(debt?.amountMc ?? 0n) };
}
