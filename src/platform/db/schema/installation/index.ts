import { sql } from 'drizzle-orm';
import { boolean, check, pgTable, text, timestamp } from 'drizzle-orm/pg-core';

/** One row: the bot this database belongs to. */
export const installation = pgTable(
  'installation',
  {
    only: boolean().primaryKey().default(true),
    botId: text().notNull(),
    createdAt: timestamp({ withTimezone: true }).notNull(),
  },
  (table) => [check('installation_has_one_row', sql`${table.only}`)],
);
