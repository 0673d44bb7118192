import { sql } from 'drizzle-orm';
import {
  bigint,
  check,
  doublePrecision,
  index,
  integer,
  pgTable,
  smallint,
  text,
  timestamp,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { users } from '#platform/db/schema/users';

export const fileRoles = ['input', 'result', 'preview'] as const;
export const fileKinds = ['image', 'video', 'audio', 'file'] as const;
/** `expected`: the provider has it; `stored`: its bytes are ours; `gone`: they were, or never came. */
export const fileStates = ['expected', 'stored', 'gone'] as const;
/** As what Telegram took it: its id may be sent only as that. */
export const telegramForms = [
  'photo',
  'video',
  'animation',
  'audio',
  'voice',
  'video_note',
  'sticker',
  'document',
] as const;

const moment = () => timestamp({ withTimezone: true });

/** What people gave and what was made for them; the bytes lie in DATA_DIR/files under the id. */
export const files = pgTable(
  'files',
  {
    id: uuid().primaryKey(),
    /** What people see. */
    number: bigint({ mode: 'number' }).notNull().generatedAlwaysAsIdentity(),
    userId: uuid()
      .notNull()
      .references(() => users.id),
    role: text({ enum: fileRoles }).notNull(),
    kind: text({ enum: fileKinds }).notNull(),
    state: text({ enum: fileStates }).notNull(),
    /** Of a result or its preview: whose, and the how-manieth. */
    generationId: uuid(),
    position: smallint().notNull(),
    /** Where a result is fetched from, or what link an input came by. */
    sourceUrl: text(),
    mimeType: text(),
    sizeBytes: bigint({ mode: 'number' }),
    width: integer(),
    height: integer(),
    seconds: doublePrecision(),
    fileName: text(),
    title: text(),
    /** The provider's name of a track, which follow-up models ask for. */
    trackId: text(),
    telegramFileId: text(),
    telegramUniqueId: text(),
    telegramAs: text({ enum: telegramForms }),
    createdAt: moment().notNull(),
    storedAt: moment(),
    /** From here on the bytes may go; the row stays, and so does what Telegram keeps. */
    expiresAt: moment().notNull(),
  },
  (table) => [
    unique('files_number').on(table.number),
    uniqueIndex('files_of_generation')
      .on(table.generationId, table.role, table.position)
      .where(sql`${table.generationId} is not null`),
    index('files_of_user').on(table.userId, table.role, table.number),
    index('files_expiring').on(table.expiresAt).where(sql`${table.state} <> 'gone'`),
    index('files_gone').on(table.expiresAt).where(sql`${table.state} = 'gone'`),
    check(
      'files_generation_fits_role',
      sql`(${table.role} = 'input') = (${table.generationId} is null)`,
    ),
    check('files_expected', sql`${table.state} <> 'expected' or ${table.sourceUrl} is not null`),
    check(
      'files_stored',
      sql`${table.state} <> 'stored' or (${table.mimeType} is not null and ${table.sizeBytes} is not null and ${table.storedAt} is not null)`,
    ),
    check('files_telegram', sql`(${table.telegramFileId} is null) = (${table.telegramAs} is null)`),
  ],
);
