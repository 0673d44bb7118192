import { AppError, type Credits, creditsOf, toDecimal } from '#kernel';
import type { Tx } from '#platform/db';
import type { LedgerDeps } from './deps.ts';
import type { TransferDetails } from './details.ts';
import { assertAmount, planHold, sum } from './moves.ts';
import { type Act, lockPursesOf, postAll } from './post.ts';
import type { Purse } from './store/accounts.ts';
import { findHold, type HoldRow, insertHolds } from './store/holds.ts';

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

export interface Held {
  hold: Hold;
  /** What the person has left. */
  available: Credits;
}

type Means = Pick<LedgerDeps, 'clock' | 'log'>;
type Asked = { input: HoldInput; purse: Purse };

/** Of different people. Called again it gives the holds as they are now, closed or not. One refused: none is kept. */
export async function holdAll(deps: Means, tx: Tx, inputs: readonly HoldInput[]): Promise<Held[]> {
  for (const { amount } of inputs) assertAmount(amount);
  const asked = await lockAsked(deps, tx, inputs);
  // Nothing is written that a refusal would have to take back.
  for (const one of asked) if (!isEnough(one)) await refuse(deps, tx, one);
  const rows = await openHolds(deps, tx, asked.filter(isEnough));
  const acts: Act[] = [];
  const held: Held[] = [];
  for (const one of asked) {
    const { input, purse } = one;
    const { available } = purse.balance;
    const row = rows.get(input.generationId);
    if (row) {
      acts.push(actOf(deps, one));
      held.push({ hold: toHold(row), available: creditsOf(available - input.amount) });
    } else {
      const before = await findHold(tx, input.generationId);
      held.push({ hold: sameHold(before, input), available });
    }
  }
  await postAll(deps, tx, acts);
  for (const { purse, generationId, moves } of acts) {
    const amount = toDecimal(sum(moves.map((move) => move.amount)));
    deps.log.info({ userId: purse.userId, generationId, amount }, 'credits held');
  }
  return held;
}

async function lockAsked(deps: Means, tx: Tx, inputs: readonly HoldInput[]): Promise<Asked[]> {
  const purses = await lockPursesOf(
    deps,
    tx,
    inputs.map(({ userId }) => userId),
  );
  return inputs.flatMap((input, at) => {
    const purse = purses[at];
    return purse ? [{ input, purse }] : [];
  });
}

const isEnough = ({ input, purse }: Asked): boolean => purse.balance.available >= input.amount;

/** Unless it was held before, when there was enough. */
async function refuse(deps: Means, tx: Tx, { input, purse }: Asked): Promise<void> {
  if (await findHold(tx, input.generationId)) return;
  tellCheck(deps, { input, purse });
  planHold(purse.balance, input.amount);
}

function actOf(deps: Means, { input, purse }: Asked): Act {
  const { generationId, amount, details } = input;
  tellCheck(deps, { input, purse });
  const moves = planHold(purse.balance, amount);
  return { purse, key: `generation:${generationId}:hold`, moves, generationId, details };
}

function tellCheck({ log }: Means, { input, purse }: Asked): void {
  const { userId, generationId, amount } = input;
  const { available } = purse.balance;
  const asked = { needed: toDecimal(amount), available: toDecimal(available) };
  log.info({ userId, generationId, ...asked, isEnough: available >= amount }, 'balance checked');
}

const openHolds = async ({ clock }: Means, tx: Tx, asked: readonly Asked[]) => {
  const openedAt = clock.now();
  const rows = await insertHolds(
    tx,
    asked.map(({ input: { generationId, userId, amount } }) => ({
      generationId,
      userId,
      amountMc: amount,
      status: 'open' as const,
      openedAt,
    })),
  );
  return new Map(rows.map((row) => [row.generationId, row]));
};

function sameHold(row: HoldRow | undefined, { userId, generationId, amount }: HoldInput): Hold {
  if (row?.userId !== userId || row.amountMc !== amount)
    throw new AppError('key_reused', { generationId });
  return toHold(row);
}

const toHold = ({ generationId, userId, amountMc, status }: HoldRow): Hold => ({
  generationId,
  userId,
  amount: creditsOf(amountMc),
  status,
});
