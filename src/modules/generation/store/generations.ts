import { and, eq, getTableColumns, inArray, or, sql } from 'drizzle-orm';
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

/** Left out is what its person has sent under this key before. */
export async function insertGenerations(tx: Tx, rows: NewGeneration[]): Promise<GenerationRow[]> {
  try {
    return await tx
      .insert(generations)
      .values(rows)
      .onConflictDoNothing({ target: [generations.userId, generations.clientKey] })
      .returning();
  } catch (cause) {
    if (dbErrorOf(cause)?.constraint !== 'generations_chat') throw cause;
    const chatId = rows.length === 1 ? rows[0]?.chatId : undefined;
    throw new AppError('not_found', { chatId }, { cause });
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

export const listGenerationRows = (
  reader: Db | Tx,
  ids: readonly string[],
): Promise<GenerationRow[]> =>
  reader
    .select()
    .from(generations)
    .where(inArray(generations.id, [...ids]));

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

export const isAtStartOf = (move: MoveName) =>
  or(
    ...sourcesOf(move).map(({ status, certainty }) =>
      and(eq(generations.status, status), eq(generations.certainty, certainty)),
    ),
  );

/** Makes the move and writes what comes with it. Undefined: it is not where this move starts, somebody was first. */
export async function moveGeneration(
  tx: Db | Tx,
  { generationId, move, set = {} }: MoveInput,
): Promise<GenerationRow | undefined> {
  const [row] = await tx
    .update(generations)
    .set({ ...set, ...targetOf(move) })
    .where(and(eq(generations.id, generationId), isAtStartOf(move)))
    .returning();
  return row;
}

export interface Delivered {
  generationId: string;
  captured: bigint;
}

/** The last move of several, locked in one order. Left out is what is not where this move starts. */
export async function deliverGenerations(
  tx: Tx,
  { delivered, endedAt }: { delivered: readonly Delivered[]; endedAt: Date },
): Promise<GenerationRow[]> {
  const ids = sql.param(delivered.map(({ generationId }) => generationId));
  const amounts = sql.param(delivered.map(({ captured }) => captured.toString()));
  return await tx
    .update(generations)
    .set({ ...targetOf('deliverable'), endedAt, dueAt: null, capturedMc: sql`given.captured` })
    .from(
      sql`(select g.id, asked.captured
        from unnest(${ids}::uuid[], ${amounts}::bigint[]) as asked(id, captured)
        join generations g on g.id = asked.id order by g.id for no key update of g) as given`,
    )
    .where(and(sql`${generations.id} = given.id`, isAtStartOf('deliverable')))
    .returning(getTableColumns(generations));
}
