import { AppError, type Credits, creditsOf } from '#kernel';
import type { LedgerDeps } from './deps.ts';
import { type TransferDetails, transferDetails } from './details.ts';
import { type Balance, changeOf, isReason, type Reason } from './moves.ts';
import { listLines } from './store/transfers.ts';

export interface StatementLine {
  number: number;
  at: Date;
  reason: Reason;
  /** What it did to the credits that can be spent; all lines together make the available balance. */
  amount: Credits;
  /** How much moved, also between what is held or owed and the house, where `amount` is zero. */
  moved: Credits;
  change: Balance;
  generationId: string | undefined;
  /** A capture, a return and a release tell what the hold was for. */
  details: TransferDetails | undefined;
}

export interface StatementPage {
  /** Newest first. */
  lines: StatementLine[];
  /** Ask with `before` for what is older; undefined at the end. */
  next: number | undefined;
}

const pageSize = 20;
const mostLines = 100;

export async function statement(
  deps: Pick<LedgerDeps, 'db'>,
  input: { userId: string; before?: number | undefined; limit?: number },
): Promise<StatementPage> {
  const { userId, before, limit = pageSize } = input;
  if (!Number.isInteger(limit) || limit < 1 || limit > mostLines)
    throw new AppError('bad_request', { limit });
  const rows = await listLines(deps.db, { userId, before, limit: limit + 1 });
  const lines = rows.slice(0, limit).map(toLine);
  return { lines, next: rows.length > limit ? lines.at(-1)?.number : undefined };
}

function toLine(row: Awaited<ReturnType<typeof listLines>>[number]): StatementLine {
  const { transfer, debit, credit } = row;
  const { reason, number, generationId } = transfer;
  if (!isReason(reason)) throw new Error(`transfer ${number} has an unknown reason: ${reason}`);
  const moved = creditsOf(transfer.amountMc);
  const change = changeOf({ debit, credit, amount: moved });
  const details = transfer.details ?? row.holdDetails;
  return {
    number,
    at: transfer.createdAt,
    reason,
    amount: change.available,
    moved,
    change,
    generationId: generationId ?? undefined,
    details: details === null ? undefined : transferDetails.parse(details),
  };
}
