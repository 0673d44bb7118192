import { sql } from 'drizzle-orm';
import {
  bigint,
  check,
  index,
  json,
  pgTable,
  smallint,
  text,
  timestamp,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { users } from '#platform/db/schema/users';

export const userAccountKinds = ['available', 'held', 'owed'] as const;
export const houseAccountKinds = [
  'house_earnings',
  'house_grants',
  'house_sales',
  'house_welcome',
] as const;
export const accountKinds = [...userAccountKinds, ...houseAccountKinds] as const;
export const holdStatuses = ['open', 'captured', 'released'] as const;

/** Three accounts a person, and the house's own. The house's have no balance: it is summed, so no row is hot. */
export const accounts = pgTable(
  'accounts',
  {
    id: uuid().primaryKey(),
    userId: uuid().references(() => users.id),
    kind: text({ enum: accountKinds }).notNull(),
    /** `available` and `held`: credits minus debits; `owed`: debits minus credits. */
    balanceMc: bigint({ mode: 'bigint' }),
  },
  (table) => [
    unique('accounts_user_kind').on(table.userId, table.kind),
    uniqueIndex('accounts_house_kind').on(table.kind).where(sql`${table.userId} is null`),
    check('accounts_balance_not_negative', sql`${table.balanceMc} >= 0`),
    check(
      'accounts_kind_fits_owner',
      sql`case when ${table.userId} is null
        then ${table.kind} in ('house_earnings', 'house_grants', 'house_sales', 'house_welcome') and ${table.balanceMc} is null
        else ${table.kind} in ('available', 'held', 'owed') and ${table.balanceMc} is not null end`,
    ),
  ],
);

/** What a generation may cost at most, set aside. One per generation, closed once. */
export const holds = pgTable(
  'holds',
  {
    generationId: uuid().primaryKey(),
    userId: uuid()
      .notNull()
      .references(() => users.id),
    amountMc: bigint({ mode: 'bigint' }).notNull(),
    status: text({ enum: holdStatuses }).notNull(),
    capturedMc: bigint({ mode: 'bigint' }),
    openedAt: timestamp({ withTimezone: true }).notNull(),
    closedAt: timestamp({ withTimezone: true }),
  },
  (table) => [
    index('holds_open').on(table.userId).where(sql`${table.status} = 'open'`),
    check('holds_amount_positive', sql`${table.amountMc} > 0`),
    check(
      'holds_state',
      sql`case ${table.status}
        when 'open' then ${table.capturedMc} is null and ${table.closedAt} is null
        when 'captured' then ${table.capturedMc} is not null and ${table.capturedMc} between 0 and ${table.amountMc} and ${table.closedAt} is not null
        when 'released' then ${table.capturedMc} is null and ${table.closedAt} is not null
        else false end`,
    ),
  ],
);

/** Double entry, append-only (see the migration's triggers). An act with two transfers numbers its steps. */
export const transfers = pgTable(
  'transfers',
  {
    /** Given under the lock of the person's accounts: the order in which that person's money moved. */
    number: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    key: text().notNull(),
    step: smallint().notNull(),
    userId: uuid()
      .notNull()
      .references(() => users.id),
    debitAccount: uuid()
      .notNull()
      .references(() => accounts.id),
    creditAccount: uuid()
      .notNull()
      .references(() => accounts.id),
    amountMc: bigint({ mode: 'bigint' }).notNull(),
    reason: text().notNull(),
    generationId: uuid().references(() => holds.generationId),
    // json, not jsonb: it keeps any text a stranger can send, also \u0000 and broken surrogates.
    details: json(),
    createdAt: timestamp({ withTimezone: true }).notNull(),
  },
  (table) => [
    unique('transfers_key').on(table.key, table.step),
    index('transfers_of_user').on(table.userId, table.number),
    index('transfers_of_generation')
      .on(table.generationId)
      .where(sql`${table.generationId} is not null`),
    check('transfers_amount_positive', sql`${table.amountMc} > 0`),
    check('transfers_two_accounts', sql`${table.debitAccount} <> ${table.creditAccount}`),
    check(
      'transfers_generation_fits_reason',
      sql`(${table.reason} in ('hold', 'capture', 'return', 'release')) = (${table.generationId} is not null)`,
    ),
  ],
);

/** Who was welcomed, as an HMAC of the Telegram id that leads to no account: it outlives /delete_me. */
export const welcomes = pgTable('welcomes', {
  person: text().primaryKey(),
  givenAt: timestamp({ withTimezone: true }).notNull(),
});
