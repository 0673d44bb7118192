import {
  boolean,
  doublePrecision,
  index,
  integer,
  json,
  pgTable,
  primaryKey,
  text,
  timestamp,
} from 'drizzle-orm/pg-core';

/** The last good answer of each section: what is told when neither the source nor the cache has anything. */
export const lotterySnapshots = pgTable('lottery_snapshots', {
  section: text().primaryKey(),
  value: json().notNull(),
  seenAt: timestamp({ withTimezone: true }).notNull(),
});

/** Draws by the source's code and number. Amounts are rubles as the source tells them: nobody's money here. */
export const lotteryDraws = pgTable(
  'lottery_draws',
  {
    code: text().notNull(),
    number: integer().notNull(),
    drawnAt: timestamp({ withTimezone: true }).notNull(),
    isCompleted: boolean().notNull(),
    /** In the order the source has them. */
    numbers: integer().array(),
    jackpotRub: doublePrecision(),
    isJackpotWon: boolean(),
    priceRub: doublePrecision(),
    tickets: doublePrecision(),
    bets: doublePrecision(),
    paidRub: doublePrecision(),
    tiers: json().notNull(),
    seenAt: timestamp({ withTimezone: true }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.code, table.number] }),
    index('lottery_draws_of_code').on(table.code, table.drawnAt),
  ],
);

/** How far the draws of a code are kept: the newest at `syncedAt`, the history page by page from `nextPage` on. */
export const lotteryArchives = pgTable(
  'lottery_archives',
  {
    code: text().primaryKey(),
    syncedAt: timestamp({ withTimezone: true }),
    nextPage: integer().notNull(),
    /** The source has no more, or repeats itself. */
    isWhole: boolean().notNull(),
    /** A gap after an absence is filled down to this number; all older draws are here. */
    untilNumber: integer(),
    /** The next page is due; later after every failure. */
    dueAt: timestamp({ withTimezone: true }).notNull(),
    failures: integer().notNull(),
  },
  (table) => [index('lottery_archives_due').on(table.dueAt)],
);

/** What the source has called a code, the newest name last seen last: older names stay known. */
export const lotteryTitles = pgTable(
  'lottery_titles',
  {
    code: text().notNull(),
    title: text().notNull(),
    firstSeenAt: timestamp({ withTimezone: true }).notNull(),
    lastSeenAt: timestamp({ withTimezone: true }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.code, table.title] })],
);

/** Codes that a lottery we know has taken after the built-in facts were written. */
export const lotteryCodes = pgTable('lottery_codes', {
  code: text().primaryKey(),
  lotteryId: text().notNull(),
  sinceAt: timestamp({ withTimezone: true }).notNull(),
});
