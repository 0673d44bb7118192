import { pgTable, timestamp, uuid } from 'drizzle-orm/pg-core';
import { users } from '#platform/db/schema/users';

/** What a person told the adviser of themselves: that they are of age, and how long they want no lotteries. */
export const lotteryPeople = pgTable('lottery_people', {
  userId: uuid()
    .primaryKey()
    .references(() => users.id),
  adultAt: timestamp({ withTimezone: true }),
  /** Only ever moved further away: a pause taken in a clear moment is not undone in a weak one. */
  pausedUntil: timestamp({ withTimezone: true }),
});
