import { AppError, type Credits, creditsOf, toDecimal } from '#kernel';
import type { Tx } from '#platform/db';
import type { LedgerDeps } from './deps.ts';
import { assertAmount, type Move, none, planCapture, planRelease } from './moves.ts';
import { type Act, lockPursesOf, postAll } from './post.ts';
import { closeHolds, findHold, type HoldRow } from './store/holds.ts';

export interface HoldRef {
  userId: string;
  generationId: string;
}

export interface Settled {
  captured: Credits;
  returned: Credits;
}

type Means = Pick<LedgerDeps, 'clock' | 'log'>;

/** Of different people: keeps what was used of each hold and gives the rest back in the same act. */
export async function captureAll(
  deps: Means,
  tx: Tx,
  inputs: readonly (HoldRef & { amount: Credits })[],
): Promise<Settled[]> {
  for (const { amount } of inputs) assertAmount(amount, { isZeroAllowed: true });
  return settleAll(
    deps,
    tx,
    inputs.map((input) => ({
      ...input,
      status: 'captured',
      plan: (held) => planCapture(held, input.amount),
    })),
  );
}

/** Of different people: gives all of it back. */
export const releaseAll = (deps: Means, tx: Tx, inputs: readonly HoldRef[]): Promise<Settled[]> =>
  settleAll(
    deps,
    tx,
    inputs.map((input) => ({ ...input, amount: none, status: 'released', plan: planRelease })),
  );

interface Settlement extends HoldRef {
  amount: Credits;
  status: 'captured' | 'released';
  plan: (held: Credits) => Move[];
}

/** All of one status. */
async function settleAll(deps: Means, tx: Tx, inputs: readonly Settlement[]): Promise<Settled[]> {
  const [first] = inputs;
  if (!first) return [];
  const { status } = first;
  const userIds = inputs.map(({ userId }) => userId);
  const purses = new Map(
    (await lockPursesOf(deps, tx, userIds)).map((purse) => [purse.userId, purse]),
  );
  const closes = inputs.map(({ amount, ...of }) => ({ ...of, captured: amount }));
  const closed = await closeHolds(tx, { closes, status, closedAt: deps.clock.now() });
  const amounts = new Map(closed.map(({ generationId, amountMc }) => [generationId, amountMc]));
  const acts: Act[] = [];
  const settled: Settled[] = [];
  const news: object[] = [];
  for (const input of inputs) {
    const { userId, generationId, amount } = input;
    const held = amounts.get(generationId);
    const purse = purses.get(userId);
    if (held === undefined || !purse) {
      settled.push(settledBefore(await findHold(tx, generationId), input));
      continue;
    }
    const moves = input.plan(creditsOf(held));
    acts.push({ purse, key: `generation:${generationId}:${status}`, moves, generationId });
    const one = { captured: amount, returned: creditsOf(held - amount) };
    settled.push(one);
    news.push({
      userId,
      generationId,
      amount: toDecimal(amount),
      returned: toDecimal(one.returned),
    });
  }
  await postAll(deps, tx, acts);
  for (const facts of news)
    deps.log.info(facts, status === 'captured' ? 'hold captured' : 'hold released');
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
