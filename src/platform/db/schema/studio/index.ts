import { sql } from 'drizzle-orm';
import {
  bigint,
  check,
  index,
  integer,
  json,
  pgTable,
  primaryKey,
  text,
  timestamp,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { users } from '#platform/db/schema/users';

export const draftStatuses = ['open', 'awaiting_payment', 'submitted', 'dropped'] as const;
export const deliveries = ['preview', 'original'] as const;

const moment = () => timestamp({ withTimezone: true });
const owner = () =>
  uuid()
    .notNull()
    .references(() => users.id);

/** A form being filled. Every accepted press or answer moves `rev` on by one. */
export const drafts = pgTable(
  'drafts',
  {
    id: uuid().primaryKey(),
    userId: owner(),
    modelId: text().notNull(),
    catalogueHash: text().notNull(),
    // json, not jsonb: it keeps any text a person can send.
    state: json().notNull(),
    rev: integer().notNull(),
    /** What the next message of the person is taken for; null: for nothing here. */
    awaiting: json(),
    status: text({ enum: draftStatuses }).notNull(),
    /** What the catalogue changed under the form: told before anything is confirmed. */
    notice: json(),
    /** The price as it was last told. */
    priceMc: bigint({ mode: 'bigint' }),
    generationId: uuid(),
    createdAt: moment().notNull(),
    updatedAt: moment().notNull(),
  },
  (table) => [
    index('drafts_of_user').on(table.userId, table.updatedAt),
    uniqueIndex('drafts_awaiting').on(table.userId).where(sql`${table.awaiting} is not null`),
    index('drafts_popular')
      .on(table.updatedAt, table.modelId)
      .where(sql`${table.status} = 'submitted'`),
    check('drafts_rev', sql`${table.rev} >= 1`),
    check(
      'drafts_submitted',
      sql`(${table.status} = 'submitted') = (${table.generationId} is not null)`,
    ),
    check(
      'drafts_awaiting_is_open',
      sql`${table.awaiting} is null or ${table.status} in ('open', 'awaiting_payment')`,
    ),
  ],
);

/** Answers worth keeping, under a name of the person's own. */
export const presets = pgTable(
  'presets',
  {
    id: uuid().primaryKey(),
    userId: owner(),
    modelId: text().notNull(),
    name: text().notNull(),
    input: json().notNull(),
    createdAt: moment().notNull(),
  },
  (table) => [unique('presets_name').on(table.userId, table.modelId, table.name)],
);

export const favourites = pgTable(
  'favourites',
  {
    userId: owner(),
    generationId: uuid().notNull(),
    createdAt: moment().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.userId, table.generationId] }),
    index('favourites_of_user').on(table.userId, table.createdAt),
  ],
);

export const studioSettings = pgTable('studio_settings', {
  userId: owner().primaryKey(),
  /** How results come: shrunk by Telegram for a quick look, or as they were made. */
  delivery: text({ enum: deliveries }).notNull(),
});
