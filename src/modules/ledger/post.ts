import { AppError } from '#kernel';
import type { Tx } from '#platform/db';
import type { LedgerDeps } from './deps.ts';
import type { TransferDetails } from './details.ts';
import { type AccountKind, changeOf, type Move, sum, type UserAccount } from './moves.ts';
import { addToBalances, lockPurses, type Purse } from './store/accounts.ts';
import { houseAccounts, insertTransfers } from './store/transfers.ts';

export interface Act {
  purse: Purse;
  key: string;
  moves: readonly Move[];
  generationId?: string;
  details?: TransferDetails | undefined;
}

type Means = Pick<LedgerDeps, 'clock'>;

export async function lockPurse({ clock }: Means, tx: Tx, userId: string): Promise<Purse> {
  const [purse] = await lockPurses(tx, { userIds: [userId], nowMs: clock.now().getTime() });
  if (!purse) throw new AppError('not_found', { userId });
  return purse;
}

/** Writes one act: its transfers and what they change. The purse is locked, the key was looked for. */
export async function post({ clock }: Means, tx: Tx, act: Act): Promise<void> {
  const { purse, key, moves, generationId, details } = act;
  const account = (kind: AccountKind): string =>
    isOfUser(kind) ? purse.ids[kind] : houseAccounts[kind];
  const written = await insertTransfers(
    tx,
    moves.map(({ reason, debit, credit, amount }, index) => ({
      key,
      step: index + 1,
      userId: purse.userId,
      debitAccount: account(debit),
      creditAccount: account(credit),
      amountMc: amount,
      reason,
      generationId: generationId ?? null,
      details: details ?? null,
      createdAt: clock.now(),
    })),
  );
  // Acts of one person wait for each other at the purse: the key belongs to somebody else.
  if (written.length < moves.length) throw new AppError('key_reused', { key });
  const changes = moves.map(changeOf);
  await addToBalances(
    tx,
    userAccounts
      .map((kind) => ({ id: purse.ids[kind], by: sum(changes.map((change) => change[kind])) }))
      .filter(({ by }) => by !== 0n),
  );
}

const userAccounts = ['available', 'held', 'owed'] as const;
const isOfUser = (kind: AccountKind): kind is UserAccount =>
  userAccounts.some((own) => own === kind);
