import { and, desc, eq, lt } from 'drizzle-orm';
import type { Db, Tx } from '#platform/db';
import { chats } from '#platform/db/schema/chats';

export type ChatRow = typeof chats.$inferSelect;
export type ChatChange = Partial<
  Pick<typeof chats.$inferInsert, 'name' | 'modelId' | 'settings' | 'updatedAt'>
>;

type ById = { userId: string; chatId: string };

const own = ({ userId, chatId }: ById) => and(eq(chats.userId, userId), eq(chats.id, chatId));

export async function insertChat(
  db: Db,
  row: Omit<typeof chats.$inferInsert, 'number'>,
): Promise<ChatRow> {
  const [inserted] = await db.insert(chats).values(row).returning();
  if (!inserted) throw new Error('an insert without a row');
  return inserted;
}

export async function findChatRow(
  reader: Db | Tx,
  by: { userId: string } & ({ chatId: string } | { number: number }),
): Promise<ChatRow | undefined> {
  const which = 'chatId' in by ? eq(chats.id, by.chatId) : eq(chats.number, by.number);
  const [row] = await reader
    .select()
    .from(chats)
    .where(and(eq(chats.userId, by.userId), which));
  return row;
}

export const listChatRows = (
  db: Db,
  query: {
    userId: string;
    type?: ChatRow['type'] | undefined;
    before?: number | undefined;
    limit: number;
  },
): Promise<ChatRow[]> =>
  db
    .select()
    .from(chats)
    .where(
      and(
        eq(chats.userId, query.userId),
        query.type && eq(chats.type, query.type),
        query.before === undefined ? undefined : lt(chats.number, query.before),
      ),
    )
    .orderBy(desc(chats.number))
    .limit(query.limit);

export async function updateChat(
  db: Db,
  { change, ...by }: ById & { change: ChatChange },
): Promise<ChatRow | undefined> {
  const [row] = await db.update(chats).set(change).where(own(by)).returning();
  return row;
}

export async function deleteChat(tx: Tx, by: ById): Promise<void> {
  await tx.delete(chats).where(own(by));
}

export const listIdsOfUser = (tx: Tx, userId: string): Promise<{ id: string }[]> =>
  tx.select({ id: chats.id }).from(chats).where(eq(chats.userId, userId));

export async function deleteOfUser(tx: Tx, userId: string): Promise<void> {
  await tx.delete(chats).where(eq(chats.userId, userId));
}
