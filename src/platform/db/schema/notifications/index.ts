import { sql } from 'drizzle-orm';
import {
  bigint,
  check,
  index,
  integer,
  json,
  pgTable,
  smallint,
  text,
  timestamp,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import { users } from '#platform/db/schema/users';

export const outboxKinds = [
  'generation.progress',
  'generation.result',
  'generation.failed',
  'generation.late',
  'generation.shown',
  'generation.original',
  'batch.progress',
  'batch.result',
  'credits.low',
  'admin.alert',
] as const;
export const outboxStates = ['due', 'sending', 'sent', 'dropped', 'parked'] as const;

const moment = () => timestamp({ withTimezone: true });

/** What is to be told to whom, without a word of it: the text is made from current rows when it is sent. */
export const outbox = pgTable(
  'outbox',
  {
    id: uuid().primaryKey(),
    number: bigint({ mode: 'number' }).notNull().generatedAlwaysAsIdentity(),
    /** What it protects: published twice is told once. */
    key: text().notNull(),
    kind: text({ enum: outboxKinds }).notNull(),
    /** The generation or batch it is about. */
    subjectId: uuid(),
    userId: uuid().references(() => users.id),
    /** An admin, who need not be a user. */
    telegramId: bigint({ mode: 'number' }),
    /** Who takes turns with whom: the user's id, or the Telegram id. */
    recipient: text().notNull(),
    /** 0 results, 1 answers, 2 progress, 3 broadcast. */
    priority: smallint().notNull(),
    /** The smaller goes first: a person's second message waits for everybody's first. */
    turn: bigint({ mode: 'number' }).notNull(),
    state: text({ enum: outboxStates }).notNull(),
    /** Grows with every overwriting: news that came while it was being sent is not lost. */
    rev: integer().notNull(),
    /** Of something live that is sent already: when it has to be looked at again. */
    dueAt: moment().notNull(),
    attempts: integer().notNull(),
    /** Times its sending was cut off and begun again: it may have been seen as often more. */
    repeats: integer().notNull(),
    /** Who is sending it: the epoch of the seat. */
    epoch: bigint({ mode: 'number' }),
    /** The messages that show it: those of each part that is sent, in order. */
    messageIds: json().$type<number[][]>().notNull(),
    /** A mark of what is shown, so that nothing is edited into itself. */
    shown: text(),
    /** Small facts of an alert; never a text. */
    details: json().$type<Record<string, unknown>>().notNull(),
    /** Why it was dropped. */
    reason: text(),
    createdAt: moment().notNull(),
    sentAt: moment(),
    endedAt: moment(),
  },
  (table) => [
    unique('outbox_key').on(table.key),
    index('outbox_next')
      .on(table.priority, table.turn, table.number)
      .where(sql`${table.state} = 'due'`),
    index('outbox_due').on(table.dueAt).where(sql`${table.state} = 'due'`),
    index('outbox_live')
      .on(table.dueAt)
      .where(sql`${table.state} = 'sent' and ${table.endedAt} is null`),
    index('outbox_of_recipient')
      .on(table.recipient, table.priority, table.turn)
      .where(sql`${table.state} in ('due', 'sending', 'parked')`),
    index('outbox_sending').on(table.number).where(sql`${table.state} = 'sending'`),
    index('outbox_of_subject').on(table.subjectId).where(sql`${table.subjectId} is not null`),
    index('outbox_of_user').on(table.userId).where(sql`${table.userId} is not null`),
    index('outbox_ended').on(table.endedAt).where(sql`${table.endedAt} is not null`),
    check('outbox_recipient', sql`(${table.userId} is null) <> (${table.telegramId} is null)`),
    check(
      'outbox_end',
      sql`case ${table.state} when 'dropped' then ${table.endedAt} is not null when 'sent' then true else ${table.endedAt} is null end`,
    ),
  ],
);
