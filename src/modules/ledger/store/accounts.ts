import { and, asc, eq, inArray, isNotNull, sql } from 'drizzle-orm';
import { AppError, creditsOf, newId } from '#kernel';
import { createBatch, type Db, dbErrorOf, type Tx } from '#platform/db';
import { accounts, userAccountKinds } from '#platform/db/schema/ledger';
import { type Balance, none, type UserAccount } from '../moves.ts';

export interface Purse {
  userId: string;
  balance: Balance;
  ids: Readonly<Record<UserAccount, string>>;
}

const foreignKeyViolation = '23503';

/** Locks the accounts of these people in the order of ids, so that no two transactions wait for each other. */
export async function lockPurses(
  tx: Tx,
  input: { userIds: readonly string[]; nowMs: number },
): Promise<Purse[]> {
  const userIds = [...new Set(input.userIds)].sort();
  const found = await lockRows(tx, userIds);
  if (found.length === userIds.length * userAccountKinds.length) return toPurses(userIds, found);
  await openAccounts(tx, { userIds, nowMs: input.nowMs });
  return toPurses(userIds, await lockRows(tx, userIds));
}

// Not "for update": a transfer's foreign key must not wait for whoever only reads the account's id.
export const lockRows = (tx: Tx, userIds: readonly string[]) =>
  tx
    .select()
    .from(accounts)
    .where(inArray(accounts.userId, userIds))
    .orderBy(asc(accounts.id))
    .for('no key update');

type AccountRow = typeof accounts.$inferSelect;

async function openAccounts(tx: Tx, input: { userIds: string[]; nowMs: number }): Promise<void> {
  const rows = input.userIds.flatMap((userId) =>
    userAccountKinds.map((kind) => ({ id: newId(input.nowMs), userId, kind, balanceMc: 0n })),
  );
  try {
    await tx.insert(accounts).values(rows).onConflictDoNothing();
  } catch (cause) {
    if (dbErrorOf(cause)?.code !== foreignKeyViolation) throw cause;
    throw new AppError('not_found', { userIds: input.userIds }, { cause });
  }
}

function toPurses(userIds: readonly string[], rows: readonly AccountRow[]): Purse[] {
  return userIds.map((userId) => {
    const own = rows.filter((row) => row.userId === userId);
    const id = (kind: UserAccount): string => {
      const row = own.find((one) => one.kind === kind);
      if (!row) throw new Error(`no account ${kind} of ${userId}`);
      return row.id;
    };
    return {
      userId,
      balance: toBalance(own),
      ids: { available: id('available'), held: id('held'), owed: id('owed') },
    };
  });
}

function toBalance(rows: readonly AccountRow[]): Balance {
  const of = (kind: UserAccount) =>
    creditsOf(rows.find((row) => row.kind === kind)?.balanceMc ?? none);
  return { available: of('available'), held: of('held'), owed: of('owed') };
}

export async function findBalance(db: Db | Tx, userId: string): Promise<Balance> {
  const own = and(eq(accounts.userId, userId), isNotNull(accounts.balanceMc));
  return toBalance(await db.select().from(accounts).where(own));
}

const balancesInOne = 200;
const balancesInParallel = 3;

/** Those asked for in one tick are one statement: every panel shows one. */
export function createBalances(db: Db) {
  const ofPeople = db
    .select()
    .from(accounts)
    .where(
      sql`${accounts.userId} = any(${sql.placeholder('userIds')}) and ${accounts.balanceMc} is not null`,
    )
    .prepare('balances');
  return createBatch<string, Balance>({
    max: balancesInOne,
    parallel: balancesInParallel,
    run: async (userIds) => {
      const rows = Map.groupBy(await ofPeople.execute({ userIds }), ({ userId }) => userId);
      return userIds.map((userId) => toBalance(rows.get(userId) ?? []));
    },
  });
}

export async function addToBalances(
  tx: Tx,
  changes: readonly { id: string; by: bigint }[],
): Promise<void> {
  const ids = sql.param(changes.map(({ id }) => id));
  const amounts = sql.param(changes.map(({ by }) => by.toString()));
  await tx.execute(sql`
    update accounts set balance_mc = balance_mc + change.by_mc
    from unnest(${ids}::uuid[], ${amounts}::bigint[]) as change(id, by_mc)
    where accounts.id = change.id`);
}
