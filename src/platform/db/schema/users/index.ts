import { sql } from 'drizzle-orm';
import { bigint, boolean, check, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';

/** A person. After /delete_me the row stays as an empty tombstone, so that bookkeeping keeps its owner without a name. */
export const users = pgTable(
  'users',
  {
    id: uuid().primaryKey(),
    telegramId: bigint({ mode: 'number' }).unique('users_telegram_id_unique'),
    firstName: text(),
    /** What Telegram says; `locale` is what the person chose. */
    languageCode: text(),
    locale: text(),
    isReachable: boolean().notNull(),
    createdAt: timestamp({ withTimezone: true }).notNull(),
    seenAt: timestamp({ withTimezone: true }).notNull(),
    forgottenAt: timestamp({ withTimezone: true }),
  },
  (table) => [
    check('users_locale_is_ours', sql`${table.locale} in ('ru', 'en')`),
    check(
      'users_forgotten_is_empty',
      sql`${table.forgottenAt} is null or (${table.telegramId} is null and ${table.firstName} is null and ${table.languageCode} is null and ${table.locale} is null)`,
    ),
  ],
);
