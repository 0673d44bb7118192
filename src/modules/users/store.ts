import { and, eq, isNull } from 'drizzle-orm';
import { locales } from '#kernel';
import type { Db, Tx } from '#platform/db';
import { users } from '#platform/db/schema/users';

export type UserRow = typeof users.$inferSelect;
export type UserChange = Partial<Omit<typeof users.$inferInsert, 'id' | 'createdAt'>>;

export const toLocaleChoice = (text: string | null) => locales.find((locale) => locale === text);

export async function findUserRow(db: Db, by: { id: string } | { telegramId: number }) {
  const [row] = await db
    .select()
    .from(users)
    .where('id' in by ? eq(users.id, by.id) : eq(users.telegramId, by.telegramId));
  return row;
}

/** Undefined when someone else met this person a moment ago. */
export async function insertUserRow(db: Db, row: typeof users.$inferInsert) {
  const [inserted] = await db
    .insert(users)
    .values(row)
    .onConflictDoNothing({ target: users.telegramId })
    .returning();
  return inserted;
}

/** Undefined when the person is unknown or forgotten: a tombstone never changes. */
export async function updateUserRow(db: Db | Tx, id: string, change: UserChange) {
  const [row] = await db
    .update(users)
    .set(change)
    .where(and(eq(users.id, id), isNull(users.forgottenAt)))
    .returning();
  return row;
}

export async function setReachableRow(db: Db, telegramId: number, isReachable: boolean) {
  await db.update(users).set({ isReachable }).where(eq(users.telegramId, telegramId));
}
