import { and, eq, or } from 'drizzle-orm';
import { AppError } from '#kernel';
import { type Db, dbErrorOf, type Tx } from '#platform/db';
import { generations } from '#platform/db/schema/generation';
import { type MoveName, sourcesOf, targetOf } from '../state.ts';

export type GenerationRow = typeof generations.$inferSelect;
export type GenerationChange = Partial<
  Omit<
    typeof generations.$inferInsert,
    'id' | 'userId' | 'clientKey' | 'status' | 'certainty' | 'createdAt'
  >
>;

export type NewGeneration = Omit<typeof generations.$inferInsert, 'number'>;

/** Undefined when this person has sent an order under this key before. */
export async function insertGeneration(
  tx: Tx,
  row: NewGeneration,
): Promise<GenerationRow | undefined> {
  try {
    const [inserted] = await tx
      .insert(generations)
      .values(row)
      .onConflictDoNothing({ target: [generations.userId, generations.clientKey] })
      .returning();
    return inserted;
  } catch (cause) {
    if (dbErrorOf(cause)?.constraint !== 'generations_chat') throw cause;
    throw new AppError('not_found', { chatId: row.chatId }, { cause });
  }
}

export async function findByKey(
  reader: Db | Tx,
  { userId, clientKey }: { userId: string; clientKey: string },
): Promise<GenerationRow | undefined> {
  const [row] = await reader
    .select()
    .from(generations)
    .where(and(eq(generations.userId, userId), eq(generations.clientKey, clientKey)));
  return row;
}

export async function findGeneration(
  reader: Db | Tx,
  by: { id: string; userId?: string | undefined },
): Promise<GenerationRow | undefined> {
  const ofUser = by.userId === undefined ? undefined : eq(generations.userId, by.userId);
  const [row] = await reader
    .select()
    .from(generations)
    .where(and(eq(generations.id, by.id), ofUser));
  return row;
}

export interface MoveInput {
  generationId: string;
  move: MoveName;
  set?: GenerationChange;
}

/** Makes the move and writes what comes with it. Undefined: it is not where this move starts, somebody was first. */
export async function moveGeneration(
  tx: Db | Tx,
  { generationId, move, set = {} }: MoveInput,
): Promise<GenerationRow | undefined> {
  const isThere = or(
    ...sourcesOf(move).map(({ status, certainty }) =>
      and(eq(generations.status, status), eq(generations.certainty, certainty)),
    ),
  );
  const [row] = await tx
    .update(generations)
    .set({ ...set, ...targetOf(move) })
    .where(and(eq(generations.id, generationId), isThere))
    .returning();
  return row;
}
