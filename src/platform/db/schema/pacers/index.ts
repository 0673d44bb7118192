import { integer, pgTable, text, timestamp } from 'drizzle-orm/pg-core';

/** One row per outside service that may only be called so often. */
export const pacers = pgTable('pacers', {
  name: text().primaryKey(),
  nextAt: timestamp({ withTimezone: true }).notNull(),
  /** Turns that went to a person since back-fill had one. */
  streak: integer().notNull(),
  /** Somebody of this kind waits somewhere; said anew with every attempt, so that it ends with its process. */
  personUntil: timestamp({ withTimezone: true }),
  backfillUntil: timestamp({ withTimezone: true }),
  /** The attempt that got the last turn. */
  grantedTo: text(),
  /** The last turn is not over: what it was taken for is still under way, at most until then. */
  heldUntil: timestamp({ withTimezone: true }),
});
