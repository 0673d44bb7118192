import { bigint, pgTable, text, timestamp } from 'drizzle-orm/pg-core';

/** Who holds a seat, and the how-manieth holder that is: an older one is fenced off by its number. */
export const seats = pgTable('seats', {
  key: text().primaryKey(),
  epoch: bigint({ mode: 'number' }).notNull(),
  holder: text().notNull(),
  since: timestamp({ withTimezone: true }).notNull(),
});
