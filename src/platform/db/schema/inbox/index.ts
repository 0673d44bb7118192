import { sql } from 'drizzle-orm';
import {
  bigint,
  check,
  index,
  json,
  pgTable,
  smallint,
  text,
  timestamp,
} from 'drizzle-orm/pg-core';

export const inboxStatuses = ['new', 'done', 'parked'] as const;

/** Updates as they arrived. `number` is the arrival order: it is given and committed under one lock. */
export const inbox = pgTable(
  'inbox',
  {
    number: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    updateId: bigint({ mode: 'number' }).notNull().unique('inbox_update_id'),
    key: text().notNull(),
    // json, not jsonb: it keeps any text a stranger can send, also \u0000 and broken surrogates.
    payload: json(),
    status: text({ enum: inboxStatuses }).notNull().default('new'),
    starts: smallint().notNull().default(0),
    handedBack: smallint().notNull().default(0),
    failures: smallint().notNull().default(0),
    lastError: text(),
    arrivedAt: timestamp({ withTimezone: true }).notNull(),
    notBefore: timestamp({ withTimezone: true }),
    endedAt: timestamp({ withTimezone: true }),
  },
  (table) => [
    index('inbox_waiting').on(table.number).where(sql`${table.status} = 'new'`),
    index('inbox_parked').on(table.number).where(sql`${table.status} = 'parked'`),
    index('inbox_arrived_at').on(table.arrivedAt),
    check('inbox_status', sql`${table.status} in ('new', 'done', 'parked')`),
  ],
);
