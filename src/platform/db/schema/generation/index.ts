import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  check,
  foreignKey,
  index,
  integer,
  json,
  pgSequence,
  pgTable,
  smallint,
  text,
  timestamp,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { chats } from '#platform/db/schema/chats';
import { users } from '#platform/db/schema/users';

export const statuses = ['PENDING', 'PROCESSING', 'COMPLETED', 'FAILED', 'CANCELLED'] as const;
/** About the paid call; it can only grow. */
export const certainties = ['unsubmitted', 'submitting', 'submitted', 'finished'] as const;
export const batchKinds = ['variants', 'values', 'models', 'prompts', 'parallel', 'batch'] as const;
export const submissionStates = [
  'submitting',
  'submitted',
  'failed',
  'finished',
  'unknown',
] as const;

const moment = () => timestamp({ withTimezone: true });

/** Generations confirmed together. Each has its own hold and its own fate. */
export const batches = pgTable(
  'batches',
  {
    id: uuid().primaryKey(),
    /** What people see. */
    number: bigint({ mode: 'number' }).notNull().generatedAlwaysAsIdentity(),
    userId: uuid()
      .notNull()
      .references(() => users.id),
    chatId: uuid(),
    clientKey: text().notNull(),
    kind: text({ enum: batchKinds }).notNull(),
    size: integer().notNull(),
    totalMc: bigint({ mode: 'bigint' }).notNull(),
    createdAt: moment().notNull(),
    /** All of its generations have come to an end, and that was told. */
    endedAt: moment(),
  },
  (table) => [
    unique('batches_number').on(table.number),
    unique('batches_client_key').on(table.userId, table.clientKey),
    check('batches_size', sql`${table.size} between 1 and 100`),
  ],
);

/** One paid task of one person, from confirmed to delivered and settled. */
export const generations = pgTable(
  'generations',
  {
    id: uuid().primaryKey(),
    /** What people see: order no. 1234. */
    number: bigint({ mode: 'number' }).notNull().generatedAlwaysAsIdentity(),
    userId: uuid()
      .notNull()
      .references(() => users.id),
    batchId: uuid().references(() => batches.id),
    chatId: uuid(),
    /** One order, however often it is sent. */
    clientKey: text().notNull(),
    /** The failed one that this one repeats. */
    retryOf: uuid(),

    modelId: text().notNull(),
    catalogueHash: text().notNull(),
    // json, not jsonb: it keeps any text a stranger can send. Files of the person are jackdraw://file/<id>.
    input: json().notNull(),
    /** Lengths of the media in the input, by parameter, as they were priced. */
    seconds: json().notNull(),
    fingerprint: text().notNull(),
    priceKind: text({ enum: ['exact', 'upTo'] }).notNull(),
    priceMc: bigint({ mode: 'bigint' }).notNull(),
    bill: json().notNull(),
    /** The operator's terms of that day: what was promised as "up to" is captured by them. */
    terms: json().notNull(),

    status: text({ enum: statuses }).notNull(),
    certainty: text({ enum: certainties }).notNull(),
    attempt: smallint().notNull(),
    /** Of the attempt that counts. */
    taskId: text(),
    /** A place in the lane and in the capacity is taken; freed at a final status. */
    admittedAt: moment(),
    /** Percent that the provider itself told. */
    progress: smallint(),
    /** Why it FAILED, one of the closed set. */
    code: text(),
    /** An operator should look: it ended without certainty about money at the provider. */
    needsAttention: boolean().notNull(),
    /** The result came after the end and was delivered free. */
    cameLate: boolean().notNull(),
    resultText: text(),
    capturedMc: bigint({ mode: 'bigint' }),
    /** In the provider's credits, decimal. */
    providerCost: text(),

    createdAt: moment().notNull(),
    submittedAt: moment(),
    /** The provider came to its end. */
    doneAt: moment(),
    endedAt: moment(),
    expiresAt: moment().notNull(),
    /** When a tick has to look at it next; null: nothing is due. */
    dueAt: moment(),
    /** Looks since the last news, for the back-off. */
    looks: integer().notNull(),
  },
  (table) => [
    unique('generations_number').on(table.number),
    foreignKey({
      name: 'generations_chat',
      columns: [table.chatId, table.userId],
      foreignColumns: [chats.id, chats.userId],
    }),
    unique('generations_client_key').on(table.userId, table.clientKey),
    index('generations_of_user').on(table.userId, table.number),
    index('generations_of_batch').on(table.batchId).where(sql`${table.batchId} is not null`),
    index('generations_of_chat')
      .on(table.chatId, table.number)
      .where(sql`${table.chatId} is not null`),
    index('generations_waiting')
      .on(table.userId, table.number)
      .where(sql`${table.status} = 'PENDING' and ${table.admittedAt} is null`),
    index('generations_live')
      .on(table.userId)
      .where(sql`${table.status} in ('PENDING', 'PROCESSING')`),
    index('generations_admitted')
      .on(table.admittedAt)
      .where(sql`${table.status} in ('PENDING', 'PROCESSING') and ${table.admittedAt} is not null`),
    index('generations_due').on(table.dueAt).where(sql`${table.dueAt} is not null`),
    index('generations_expiring')
      .on(table.expiresAt)
      .where(sql`${table.status} in ('PENDING', 'PROCESSING')`),
    index('generations_same')
      .on(table.userId, table.fingerprint)
      .where(sql`${table.status} = 'COMPLETED'`),
    index('generations_durations')
      .on(table.modelId, table.doneAt)
      .where(sql`${table.status} = 'COMPLETED'`),
    index('generations_attention').on(table.number).where(sql`${table.needsAttention}`),
    uniqueIndex('generations_task').on(table.taskId).where(sql`${table.taskId} is not null`),
    check(
      'generations_certainty_fits_status',
      sql`case ${table.status}
        when 'PENDING' then ${table.certainty} = 'unsubmitted'
        when 'PROCESSING' then ${table.certainty} <> 'unsubmitted'
        when 'COMPLETED' then ${table.certainty} = 'finished'
        when 'CANCELLED' then ${table.certainty} = 'unsubmitted'
        else true end`,
    ),
    check(
      'generations_end',
      sql`(${table.status} in ('COMPLETED', 'FAILED', 'CANCELLED')) = (${table.endedAt} is not null)`,
    ),
    check('generations_code', sql`(${table.status} = 'FAILED') = (${table.code} is not null)`),
    check(
      'generations_captured',
      sql`(${table.status} = 'COMPLETED') = (${table.capturedMc} is not null) and (${table.capturedMc} is null or ${table.capturedMc} between 0 and ${table.priceMc})`,
    ),
  ],
);

/** Every paid call that was or may have been made. */
export const submissions = pgTable(
  'submissions',
  {
    id: uuid().primaryKey(),
    generationId: uuid()
      .notNull()
      .references(() => generations.id),
    attempt: smallint().notNull(),
    state: text({ enum: submissionStates }).notNull(),
    endpoint: text({ enum: ['jobs', 'veo', 'flux-kontext'] }).notNull(),
    taskId: text(),
    code: text(),
    providerCode: integer(),
    /** In the provider's credits, decimal. */
    creditsConsumed: text(),
    startedAt: moment().notNull(),
    submittedAt: moment(),
    endedAt: moment(),
  },
  (table) => [
    unique('submissions_attempt').on(table.generationId, table.attempt),
    uniqueIndex('submissions_task').on(table.taskId).where(sql`${table.taskId} is not null`),
    index('submissions_open')
      .on(table.startedAt)
      .where(sql`${table.state} in ('submitting', 'unknown')`),
  ],
);

/** One row a person: who has waited longest since the last turn goes next. */
export const lanes = pgTable(
  'lanes',
  {
    userId: uuid()
      .primaryKey()
      .references(() => users.id),
    cap: integer().notNull(),
    active: integer().notNull(),
    waiting: integer().notNull(),
    served: bigint({ mode: 'number' }).notNull(),
  },
  (table) => [
    index('lanes_next')
      .on(table.served)
      .where(sql`${table.waiting} > 0 and ${table.active} < ${table.cap}`),
    index('lanes_in_line').on(table.served).where(sql`${table.waiting} > 0`),
    check('lanes_active', sql`${table.active} >= 0`),
    check('lanes_waiting', sql`${table.waiting} >= 0`),
  ],
);

/** One row: the installation's cap. Locked by whoever admits; what is in work is counted from the generations. */
export const capacity = pgTable('capacity', {
  name: text().primaryKey(),
  cap: integer().notNull(),
  isPaused: boolean().notNull(),
});

export const turns = pgSequence('turns');
