// Money: double entry, only ever added to, in thousandths of a credit. It moves in the transaction of what it
// pays for, once per key. Must never happen: a balance below zero, a transfer changed, credits from nowhere.
import type { Db, Tx } from '#platform/db';
import { type ChargeBackInput, chargeBack } from './charge-back.ts';
import type { LedgerDeps } from './deps.ts';
import { type GrantInput, grant } from './grant.ts';
import { type HoldInput, hold } from './hold.ts';
import type { Balance } from './moves.ts';
import { reconcile } from './reconcile.ts';
import { capture, type HoldRef, release } from './settle.ts';
import { statement } from './statement.ts';
import { createBalances, findBalance, lockPurses, lockRows } from './store/accounts.ts';
import { emptyDetails } from './store/transfers.ts';
import { welcome } from './welcome.ts';

export type { ChargedBack } from './charge-back.ts';
export type { LedgerDeps } from './deps.ts';
export type { TransferDetails } from './details.ts';
export type { Granted } from './grant.ts';
export type { Hold } from './hold.ts';
export type { Balance, Reason } from './moves.ts';
export type { Breach, Reconciliation } from './reconcile.ts';
export type { Settled } from './settle.ts';
export type { StatementLine, StatementPage } from './statement.ts';
export type { Welcomed } from './welcome.ts';

export type Ledger = ReturnType<typeof createLedger>;

export function createLedger(deps: LedgerDeps) {
  const balanceOf = createBalances(deps.db);
  return {
    grant: (tx: Tx, input: GrantInput) => grant(deps, tx, input),
    welcome: (tx: Tx, input: { userId: string; telegramId: number }) => welcome(deps, tx, input),
    hold: (tx: Tx, input: HoldInput) => hold(deps, tx, input),
    capture: (tx: Tx, input: HoldRef & Pick<HoldInput, 'amount'>) => capture(deps, tx, input),
    release: (tx: Tx, input: HoldRef) => release(deps, tx, input),
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
