import { and, asc, desc, eq, isNotNull, lt, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Db, Tx } from '#platform/db';
import { accounts, transfers, welcomes } from '#platform/db/schema/ledger';
import type { HouseAccount } from '../moves.ts';

export type TransferRow = typeof transfers.$inferSelect;
export type NewTransfer = Omit<typeof transfers.$inferInsert, 'number'>;

/** As its migration wrote them. */
export const houseAccounts: Readonly<Record<HouseAccount, string>> = {
  house_earnings: '00000000-0000-7000-8000-000000000001',
  house_grants: '00000000-0000-7000-8000-000000000002',
  house_sales: '00000000-0000-7000-8000-000000000003',
  house_welcome: '00000000-0000-7000-8000-000000000004',
};

export const listAct = (tx: Tx, key: string) =>
  tx.select().from(transfers).where(eq(transfers.key, key)).orderBy(asc(transfers.step));

/** Fewer rows come back than were given when somebody else has used the key a moment ago. */
export const insertTransfers = (tx: Tx, rows: NewTransfer[]) =>
  tx
    .insert(transfers)
    .values(rows)
    .onConflictDoNothing({ target: [transfers.key, transfers.step] })
    .returning({ number: transfers.number });

export async function listLines(
  db: Db | Tx,
  input: { userId: string; before: number | undefined; limit: number },
) {
  const debit = alias(accounts, 'debit');
  const credit = alias(accounts, 'credit');
  const ofHold = alias(transfers, 'of_hold');
  return db
    .select({
      transfer: transfers,
      debit: debit.kind,
      credit: credit.kind,
      holdDetails: ofHold.details,
    })
    .from(transfers)
    .innerJoin(debit, eq(debit.id, transfers.debitAccount))
    .innerJoin(credit, eq(credit.id, transfers.creditAccount))
    .leftJoin(
      ofHold,
      and(
        eq(ofHold.generationId, transfers.generationId),
        eq(ofHold.reason, 'hold'),
        isNotNull(transfers.generationId),
      ),
    )
    .where(
      and(
        eq(transfers.userId, input.userId),
        input.before === undefined ? undefined : lt(transfers.number, input.before),
      ),
    )
    .orderBy(desc(transfers.number))
    .limit(input.limit);
}

export async function emptyDetails(tx: Tx, userId: string): Promise<void> {
  await tx
    .update(transfers)
    .set({ details: sql`null` })
    .where(and(eq(transfers.userId, userId), isNotNull(transfers.details)));
}

/** False when this person was welcomed before, under whatever account. */
export async function insertWelcome(tx: Tx, row: typeof welcomes.$inferInsert): Promise<boolean> {
  const rows = await tx.insert(welcomes).values(row).onConflictDoNothing().returning();
  return rows.length === 1;
}
