import { index, pgTable, text, timestamp } from 'drizzle-orm/pg-core';

/** The cache of an installation without Redis. UNLOGGED (see its migration): a crash empties it, which is all right. */
export const cacheEntries = pgTable(
  'cache_entries',
  {
    key: text().primaryKey(),
    /** JSON as text: jsonb refuses \u0000, which the outside world does send. */
    value: text(),
    loadedAt: timestamp({ withTimezone: true }),
    refreshAt: timestamp({ withTimezone: true }),
    expiresAt: timestamp({ withTimezone: true }),
    /** From here on the value is not served even if nothing better can be had. */
    hardAt: timestamp({ withTimezone: true }).notNull(),
    /** Who loads it now, and until when that is believed. */
    loader: text(),
    loaderUntil: timestamp({ withTimezone: true }),
    failedCode: text(),
    retryAt: timestamp({ withTimezone: true }),
  },
  (table) => [index('cache_entries_hard_at').on(table.hardAt)],
);
