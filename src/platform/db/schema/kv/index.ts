import { sql } from 'drizzle-orm';
import { bigint, index, json, pgSequence, pgTable, text, timestamp } from 'drizzle-orm/pg-core';

/** Every write takes a new number, so that a key made anew never meets an old version again. */
export const kvVersions = pgSequence('kv_versions');

/** State of conversations, menus and sessions under explicit keys. */
export const kvEntries = pgTable(
  'kv_entries',
  {
    key: text().primaryKey(),
    // json, not jsonb: it keeps any text a stranger can send, also \u0000 and broken surrogates.
    value: json().notNull(),
    version: bigint({ mode: 'number' }).notNull(),
    updatedAt: timestamp({ withTimezone: true }).notNull(),
    expiresAt: timestamp({ withTimezone: true }),
  },
  (table) => [
    index('kv_entries_expires_at').on(table.expiresAt).where(sql`${table.expiresAt} is not null`),
  ],
);
