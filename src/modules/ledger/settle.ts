import { AppError, type Credits, creditsOf, toDecimal } from '#kernel';
import type { Tx } from '#platform/db';
import type { LedgerDeps } from './deps.ts';
import { assertAmount, type Move, none, planCapture, planRelease } from './moves.ts';
import { lockPurse, post } from './post.ts';
import { closeHold, findHold, type HoldRow } from './store/holds.ts';

export interface HoldRef {
  userId: string;
  generationId: string;
}

export interface Settled {
  captured: Credits;
  returned: Credits;
}

type Means = Pick<LedgerDeps, 'clock' | 'log'>;

/** Keeps what was used of the hold and gives the rest back in the same act. */
export async function capture(
  deps: Means,
  tx: Tx,
  input: HoldRef & { amount: Credits },
): Promise<Settled> {
  assertAmount(input.amount, { isZeroAllowed: true });
  return settle(deps, tx, {
    ...input,
    status: 'captured',
    plan: (held) => planCapture(held, input.amount),
  });
}

/** Gives all of it back. */
export const release = (deps: Means, tx: Tx, input: HoldRef): Promise<Settled> =>
  settle(deps, tx, { ...input, amount: none, status: 'released', plan: planRelease });

interface Settlement extends HoldRef {
  amount: Credits;
  status: 'captured' | 'released';
  plan: (held: Credits) => Move[];
}

async function settle(deps: Means, tx: Tx, input: Settlement): Promise<Settled> {
  const { userId, generationId, status, amount } = input;
  const purse = await lockPurse(deps, tx, userId);
  const closed = await closeHold(tx, {
    generationId,
    userId,
    status,
    capturedMc: status === 'captured' ? amount : null,
    closedAt: deps.clock.now(),
  });
  if (!closed) return settledBefore(await findHold(tx, generationId), input);
  const moves = input.plan(creditsOf(closed.amountMc));
  const settled = { captured: amount, returned: creditsOf(closed.amountMc - amount) };
  await post(deps, tx, { purse, key: `generation:${generationId}:${status}`, moves, generationId });
  const facts = { userId, generationId, amount: toDecimal(amount) };
  deps.log.info(
    { ...facts, returned: toDecimal(settled.returned) },
    status === 'captured' ? 'hold captured' : 'hold released',
  );
  return settled;
}

/** Why there was no open hold to close: it was closed so before, or what is asked does not fit it. */
function settledBefore(row: HoldRow | undefined, input: Settlement): Settled {
  const { userId, generationId, status, amount } = input;
  if (row?.userId !== userId) throw new AppError('not_found', { generationId });
  if (row.status === 'open') {
    input.plan(creditsOf(row.amountMc));
    throw new AppError('conflict', { generationId });
  }
  if (row.status !== status)
    throw new AppError('hold_closed', { generationId, status: row.status });
  if ((row.capturedMc ?? 0n) !== amount) throw new AppError('key_reused', { generationId });
  return { captured: amount, returned: creditsOf(row.amountMc - amount) };
}
