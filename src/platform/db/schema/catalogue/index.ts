import { boolean, pgTable, text, timestamp } from 'drizzle-orm/pg-core';

/** What was decided about a model after the start: it stands above the built-in catalogue and the operator's file. */
export const modelOverrides = pgTable('model_overrides', {
  modelId: text().primaryKey(),
  isHidden: boolean().notNull(),
  /** A code: why it was hidden. */
  reason: text(),
  changedAt: timestamp({ withTimezone: true }).notNull(),
});
