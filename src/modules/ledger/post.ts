import { AppError } from '#kernel';
import type { Tx } from '#platform/db';
import type { LedgerDeps } from './deps.ts';
import type { TransferDetails } from './details.ts';
import { type AccountKind, changeOf, type Move, sum, type UserAccount } from './moves.ts';
import { addToBalances, lockPurses, type Purse } from './store/accounts.ts';
import { houseAccounts, insertTransfers, type NewTransfer } from './store/transfers.ts';

export interface Act {
  purse: Purse;
  key: string;
  moves: readonly Move[];
  generationId?: string;
  details?: TransferDetails | undefined;
}

type Means = Pick<LedgerDeps, 'clock'>;

export async function lockPurse(means: Means, tx: Tx, userId: string): Promise<Purse> {
  const [purse] = await lockPursesOf(means, tx, [userId]);
  if (!purse) throw new AppError('not_found', { userId });
  return purse;
}

/** In the order of the people, each of whom is named once. */
export async function lockPursesOf(
  { clock }: Means,
  tx: Tx,
  userIds: readonly string[],
): Promise<Purse[]> {
  const purses = await lockPurses(tx, { userIds, nowMs: clock.now().getTime() });
  const byUser = new Map(purses.map((purse) => [purse.userId, purse]));
  if (byUser.size < userIds.length)
    throw new Error('acts that go together are of different people');
  return userIds.map((userId) => {
    const purse = byUser.get(userId);
    if (!purse) throw new AppError('not_found', { userId });
    return purse;
  });
}

/** Writes one act: its transfers and what they change. The purse is locked, the key was looked for. */
export const post = (means: Means, tx: Tx, act: Act): Promise<void> => postAll(means, tx, [act]);

/** Acts of different people, kept together or not at all. */
export async function postAll({ clock }: Means, tx: Tx, acts: readonly Act[]): Promise<void> {
  if (acts.length === 0) return;
  const rows = acts.flatMap((act) => rowsOf(act, clock.now()));
  const written = await insertTransfers(tx, rows);
  // Acts of one person wait for each other at the purse: the key belongs to somebody else.
  if (written.length < rows.length)
    throw new AppError('key_reused', { keys: acts.map(({ key }) => key) });
  await addToBalances(tx, acts.flatMap(changesOf));
}

function rowsOf({ purse, key, moves, generationId, details }: Act, createdAt: Date): NewTransfer[] {
  const account = (kind: AccountKind): string =>
    isOfUser(kind) ? purse.ids[kind] : houseAccounts[kind];
  return moves.map(({ reason, debit, credit, amount }, index) => ({
    key,
    step: index + 1,
    userId: purse.userId,
    debitAccount: account(debit),
    creditAccount: account(credit),
    amountMc: amount,
    reason,
    generationId: generationId ?? null,
    details: details ?? null,
    createdAt,
  }));
}

function changesOf({ purse, moves }: Act): { id: string; by: bigint }[] {
  const changes = moves.map(changeOf);
  return userAccounts
    .map((kind) => ({ id: purse.ids[kind], by: sum(changes.map((change) => change[kind])) }))
    .filter(({ by }) => by !== 0n);
}

const userAccounts = ['available', 'held', 'owed'] as const;
const isOfUser = (kind: AccountKind): kind is UserAccount =>
  userAccounts.some((own) => own === kind);
