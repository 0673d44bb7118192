import { bigint, index, jsonb, pgTable, text, timestamp, unique, uuid } from 'drizzle-orm/pg-core';
import { users } from '#platform/db/schema/users';

export const chatTypes = ['media'] as const;

const moment = () => timestamp({ withTimezone: true });

/** A talk with a purpose of its own. Of type media: a place where generations are gathered. */
export const chats = pgTable(
  'chats',
  {
    id: uuid().primaryKey(),
    /** What people see. */
    number: bigint({ mode: 'number' }).notNull().generatedAlwaysAsIdentity(),
    userId: uuid()
      .notNull()
      .references(() => users.id),
    type: text({ enum: chatTypes }).notNull(),
    name: text().notNull(),
    /** The one offered first in it. */
    modelId: text(),
    /** Parsed by the type. */
    settings: jsonb().notNull(),
    createdAt: moment().notNull(),
    updatedAt: moment().notNull(),
  },
  (table) => [
    unique('chats_number').on(table.number),
    // For the foreign keys of what lies in it: nothing of one person can lie in a chat of another.
    unique('chats_owner').on(table.id, table.userId),
    index('chats_of_user').on(table.userId, table.type, table.number),
  ],
);
