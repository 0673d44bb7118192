import { sql } from 'drizzle-orm';
import { bigint, index, jsonb, pgTable, text, timestamp } from 'drizzle-orm/pg-core';

/** State of conversations, menus and sessions under explicit keys. */
export const kvEntries = pgTable(
  'kv_entries',
  {
    key: text().primaryKey(),
    value: jsonb().notNull(),
    version: bigint({ mode: 'number' }).notNull(),
    updatedAt: timestamp({ withTimezone: true }).notNull(),
    expiresAt: timestamp({ withTimezone: true }),
  },
  (table) => [
    index('kv_entries_expires_at').on(table.expiresAt).where(sql`${table.expiresAt} is not null`),
  ],
);
