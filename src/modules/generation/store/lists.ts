import { and, asc, desc, eq, inArray, lt, sql } from 'drizzle-orm';
import type { Db, Tx } from '#platform/db';
import { generations } from '#platform/db/schema/generation';
import type { Status } from '../state.ts';
import type { GenerationRow } from './generations.ts';

export interface ListQuery {
  userId: string;
  statuses?: readonly Status[] | undefined;
  chatId?: string | undefined;
  /** A number: only older ones. */
  before?: number | undefined;
  limit: number;
}

/** Newest first. */
export const listGenerations = (reader: Db | Tx, query: ListQuery): Promise<GenerationRow[]> =>
  reader
    .select()
    .from(generations)
    .where(
      and(
        eq(generations.userId, query.userId),
        query.statuses && inArray(generations.status, [...query.statuses]),
        query.chatId === undefined ? undefined : eq(generations.chatId, query.chatId),
        query.before === undefined ? undefined : lt(generations.number, query.before),
      ),
    )
    .orderBy(desc(generations.number))
    .limit(query.limit);

/** In the order in which they were confirmed. */
export const listOfBatch = (
  reader: Db | Tx,
  { batchId, userId }: { batchId: string; userId?: string | undefined },
): Promise<GenerationRow[]> =>
  reader
    .select()
    .from(generations)
    .where(
      and(
        eq(generations.batchId, batchId),
        userId === undefined ? undefined : eq(generations.userId, userId),
      ),
    )
    .orderBy(asc(generations.number));

export async function findByNumber(
  reader: Db | Tx,
  by: { userId: string; number: number },
): Promise<GenerationRow | undefined> {
  const [row] = await reader
    .select()
    .from(generations)
    .where(and(eq(generations.number, by.number), eq(generations.userId, by.userId)));
  return row;
}

/** The newest result of the same order. */
export async function findSameRow(
  reader: Db | Tx,
  by: { userId: string; fingerprint: string },
): Promise<GenerationRow | undefined> {
  const [row] = await reader
    .select()
    .from(generations)
    .where(
      and(
        eq(generations.userId, by.userId),
        eq(generations.fingerprint, by.fingerprint),
        eq(generations.status, 'COMPLETED'),
      ),
    )
    .orderBy(desc(generations.number))
    .limit(1);
  return row;
}

export interface ChatCounts {
  requests: number;
  files: number;
}

// `files` is the table of the room of files; a count of a thousand rows is not worth asking it a thousand times.
export async function countOfChats(
  reader: Db | Tx,
  chatIds: readonly string[],
): Promise<Map<string, ChatCounts>> {
  const { rows } = await reader.execute<{ chat_id: string; requests: number; files: number }>(sql`
    select g.chat_id, count(*)::int as requests, coalesce(sum((
      select count(*) from files f where f.generation_id = g.id and f.role = 'result')), 0)::int as files
    from generations g where g.chat_id = any(${sql.param([...chatIds])}::uuid[]) group by g.chat_id`);
  return new Map(rows.map(({ chat_id, requests, files }) => [chat_id, { requests, files }]));
}

/** What was made stays with the person, without the chat. */
export async function leaveChat(tx: Tx, chatId: string): Promise<void> {
  await tx.update(generations).set({ chatId: null }).where(eq(generations.chatId, chatId));
}

export const listLive = (tx: Tx, userId: string): Promise<{ id: string; status: Status }[]> =>
  tx
    .select({ id: generations.id, status: generations.status })
    .from(generations)
    .where(
      sql`${generations.userId} = ${userId} and ${generations.status} in ('PENDING', 'PROCESSING')`,
    );

/** The rows stay, for the books; what was asked for and what came of it does not. */
export async function emptyOfUser(tx: Tx, userId: string): Promise<void> {
  await tx
    .update(generations)
    .set({ input: {}, seconds: {}, fingerprint: '', resultText: null })
    .where(eq(generations.userId, userId));
}

/** Whose turn has not come, the newest first: cancelling from the end lets nobody in between. */
export const listWaiting = (reader: Db | Tx, limit: number): Promise<{ id: string }[]> =>
  reader
    .select({ id: generations.id })
    .from(generations)
    .where(sql`${generations.status} = 'PENDING' and ${generations.admittedAt} is null`)
    .limit(limit);
