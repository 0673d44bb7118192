// Money: double entry, only ever added to, in thousandths of a credit. It moves in the transaction of what it
// pays for, once per key. Must never happen: a balance below zero, a transfer changed, credits from nowhere.
import type { Db, Tx } from '#platform/db';
import { type ChargeBackInput, chargeBack } from './charge-back.ts';
import type { LedgerDeps } from './deps.ts';
import { type GrantInput, grant } from './grant.ts';
import { type HoldInput, holdAll } from './hold.ts';
import type { Balance } from './moves.ts';
import { reconcile } from './reconcile.ts';
import { captureAll, type HoldRef, releaseAll } from './settle.ts';
import { statement } from './statement.ts';
import { createBalances, findBalance, lockPurses, lockRows } from './store/accounts.ts';
import { emptyDetails } from './store/transfers.ts';
import { welcome } from './welcome.ts';

export type { ChargedBack } from './charge-back.ts';
export type { LedgerDeps } from './deps.ts';
export type { TransferDetails } from './details.ts';
export type { Granted } from './grant.ts';
export type { Held, Hold } from './hold.ts';
export type { Balance, Reason } from './moves.ts';
export type { Breach, Reconciliation } from './reconcile.ts';
export type { Settled } from './settle.ts';
export type { StatementLine, StatementPage } from './statement.ts';
export type { Welcomed } from './welcome.ts';

export type Ledger = ReturnType<typeof createLedger>;

type CaptureInput = HoldRef & Pick<HoldInput, 'amount'>;

export function createLedger(deps: LedgerDeps) {
  const balanceOf = createBalances(deps.db);
  return {
    grant: (tx: Tx, input: GrantInput) => grant(deps, tx, input),
    welcome: (tx: Tx, input: { userId: string; telegramId: number }) => welcome(deps, tx, input),
    hold: async (tx: Tx, input: HoldInput) => only(await holdAll(deps, tx, [input])).hold,
    capture: async (tx: Tx, input: CaptureInput) => only(await captureAll(deps, tx, [input])),
    release: async (tx: Tx, input: HoldRef) => only(await releaseAll(deps, tx, [input])),
    /** Of different people, in one act: one that is refused refuses all, and the transaction is to be given up. */
    holdAll: (tx: Tx, inputs: readonly HoldInput[]) => holdAll(deps, tx, inputs),
    captureAll: (tx: Tx, inputs: readonly CaptureInput[]) => captureAll(deps, tx, inputs),
    releaseAll: (tx: Tx, inputs: readonly HoldRef[]) => releaseAll(deps, tx, inputs),
    chargeBack: (tx: Tx, input: ChargeBackInput) => chargeBack(deps, tx, input),
    /** For a transaction that moves the money of several people: call it first, so that none waits for the other in turn. */
    lock: async (tx: Tx, userIds: readonly string[]): Promise<void> => {
      await lockPurses(tx, { userIds, nowMs: deps.clock.now().getTime() });
    },
    /** Zeros for somebody who never had any. Hand over the transaction to see what it has done so far. */
    balance: (userId: string, reader?: Db | Tx): Promise<Balance> =>
      reader === undefined ? balanceOf(userId) : findBalance(reader, userId),
    statement: (input: Parameters<typeof statement>[1]) => statement(deps, input),
    /** Proves that everything adds up, or names the rows that do not. */
    reconcile: () => reconcile(deps),
    /** The books stay, of somebody without a name; what the lines told about is emptied. */
    forget: async (tx: Tx, userId: string): Promise<void> => {
      await lockRows(tx, [userId]);
      await emptyDetails(tx, userId);
    },
  };
}

function only<T>(list: readonly T[]): T {
  const [one] = list;
  if (one === undefined) throw new Error('one act has one outcome');
  return one;
}
