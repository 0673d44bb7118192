import { and, asc, desc, eq, getTableColumns, inArray, lt, lte, ne, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Db, Tx } from '#platform/db';
import { files } from '#platform/db/schema/files';

export type FileRow = typeof files.$inferSelect;
export type NewFileRow = typeof files.$inferInsert;
export type FileChange = Partial<Omit<NewFileRow, 'id' | 'userId' | 'role'>>;

export async function insertFile(tx: Tx, row: NewFileRow): Promise<FileRow> {
  const [inserted] = await tx.insert(files).values(row).returning();
  if (!inserted) throw new Error('a row that was inserted came back');
  return inserted;
}

/** What the generation expects already stays as it is, and is left out. */
export const insertExpected = async (tx: Tx, rows: readonly NewFileRow[]): Promise<FileRow[]> =>
  rows.length === 0
    ? []
    : tx
        .insert(files)
        .values([...rows])
        .onConflictDoNothing()
        .returning();

export async function findFileRow(db: Db | Tx, id: string): Promise<FileRow | undefined> {
  const [row] = await db.select().from(files).where(eq(files.id, id));
  return row;
}

/** In the order of ids, so that no two transactions wait for each other in turn. */
export const lockFileRows = (tx: Tx, ids: readonly string[]): Promise<FileRow[]> =>
  tx
    .select()
    .from(files)
    .where(inArray(files.id, [...ids]))
    .orderBy(asc(files.id))
    .for('update');

export async function lockFileRow(tx: Tx, id: string): Promise<FileRow | undefined> {
  const [row] = await tx.select().from(files).where(eq(files.id, id)).for('update');
  return row;
}

export const readOfGeneration = (
  db: Db | Tx,
  { generationId, role }: { generationId: string; role: 'result' | 'preview' },
): Promise<FileRow[]> =>
  db
    .select()
    .from(files)
    .where(and(eq(files.generationId, generationId), eq(files.role, role)))
    .orderBy(asc(files.position));

export interface Wanted {
  row: FileRow;
  /** Of a result: its cover, while nobody has fetched it. */
  cover: FileRow | null;
}

export const readWanted = (db: Db, ids: readonly string[]): Promise<Wanted[]> => {
  const cover = alias(files, 'cover');
  return db
    .select({ row: files, cover })
    .from(files)
    .leftJoin(
      cover,
      and(
        eq(cover.generationId, files.generationId),
        eq(cover.position, files.position),
        eq(files.role, 'result'),
        eq(cover.role, 'preview'),
        eq(cover.state, 'expected'),
      ),
    )
    .where(inArray(files.id, [...ids]));
};

export const readFiles = (db: Db | Tx, ids: readonly string[]): Promise<FileRow[]> =>
  db
    .select()
    .from(files)
    .where(inArray(files.id, [...ids]));

export async function findByTelegram(
  db: Db,
  { userId, uniqueId }: { userId: string; uniqueId: string },
): Promise<FileRow | undefined> {
  const [row] = await db
    .select()
    .from(files)
    .where(
      and(
        eq(files.userId, userId),
        eq(files.role, 'input'),
        eq(files.telegramUniqueId, uniqueId),
        eq(files.state, 'stored'),
      ),
    )
    .orderBy(desc(files.number))
    .limit(1);
  return row;
}

export const readPage = (
  db: Db,
  page: { userId: string; role: FileRow['role']; before?: number | undefined; limit: number },
): Promise<FileRow[]> =>
  db
    .select()
    .from(files)
    .where(
      and(
        eq(files.userId, page.userId),
        eq(files.role, page.role),
        ne(files.state, 'expected'),
        page.before === undefined ? undefined : lt(files.number, page.before),
      ),
    )
    .orderBy(desc(files.number))
    .limit(page.limit);

export async function updateFile(
  db: Db | Tx,
  id: string,
  change: FileChange,
): Promise<FileRow | undefined> {
  const [row] = await db.update(files).set(change).where(eq(files.id, id)).returning();
  return row;
}

export type StoredFacts = Pick<FileRow, 'id' | 'kind'> & {
  mimeType: string;
  sizeBytes: number;
  fileName: string;
  width?: number | undefined;
  height?: number | undefined;
  seconds?: number | undefined;
};

/** Their bytes are ours, and this is what they are. */
export async function storeFiles(
  tx: Tx,
  input: { files: readonly StoredFacts[]; storedAt: Date; expiresAt: Date },
): Promise<FileRow[]> {
  const { files: all, storedAt, expiresAt } = input;
  if (all.length === 0) return [];
  const list = (of: (file: StoredFacts) => unknown) => sql.param(all.map((one) => of(one) ?? null));
  return await tx
    .update(files)
    .set({
      state: 'stored',
      storedAt,
      expiresAt,
      kind: sql`given.kind`,
      mimeType: sql`given.mime_type`,
      sizeBytes: sql`given.size_bytes`,
      fileName: sql`given.file_name`,
      width: sql`coalesce(given.width, ${files.width})`,
      height: sql`coalesce(given.height, ${files.height})`,
      seconds: sql`coalesce(given.seconds, ${files.seconds})`,
    })
    .from(
      sql`unnest(
        ${list(({ id }) => id)}::uuid[], ${list(({ kind }) => kind)}::text[],
        ${list(({ mimeType }) => mimeType)}::text[], ${list(({ sizeBytes }) => sizeBytes)}::bigint[],
        ${list(({ fileName }) => fileName)}::text[], ${list(({ width }) => width)}::int[],
        ${list(({ height }) => height)}::int[], ${list(({ seconds }) => seconds)}::float8[])
        as given(id, kind, mime_type, size_bytes, file_name, width, height, seconds)`,
    )
    .where(sql`${files.id} = given.id`)
    .returning(getTableColumns(files));
}

export async function extendFiles(
  db: Db | Tx,
  { ids, userId, until }: { ids: readonly string[]; userId: string; until: Date },
): Promise<void> {
  if (ids.length === 0) return;
  await db
    .update(files)
    .set({ expiresAt: sql`greatest(${files.expiresAt}, ${until.toISOString()}::timestamptz)` })
    .where(and(inArray(files.id, [...ids]), eq(files.userId, userId)));
}

export async function deleteFile(tx: Tx, id: string): Promise<void> {
  await tx.delete(files).where(eq(files.id, id));
}

/** The ids of what was deleted: their bytes go after the commit. */
export async function deleteOfUser(tx: Tx, userId: string): Promise<string[]> {
  const rows = await tx.delete(files).where(eq(files.userId, userId)).returning({ id: files.id });
  return rows.map(({ id }) => id);
}

const isExpired = (now: Date) => and(ne(files.state, 'gone'), lte(files.expiresAt, now));
const isForgotten = (before: Date) => and(eq(files.state, 'gone'), lt(files.expiresAt, before));

export const countExpired = (db: Db, now: Date): Promise<number> =>
  db.$count(files, isExpired(now));

export const countForgotten = (db: Db, before: Date): Promise<number> =>
  db.$count(files, isForgotten(before));

/** Each call takes the next `limit`; an empty answer says that none is left. */
export async function expireFiles(
  db: Db,
  { now, limit }: { now: Date; limit: number },
): Promise<string[]> {
  const due = db.select({ id: files.id }).from(files).where(isExpired(now)).limit(limit);
  const rows = await db
    .update(files)
    .set({ state: 'gone' })
    .where(and(inArray(files.id, due), isExpired(now)))
    .returning({ id: files.id });
  return rows.map(({ id }) => id);
}

export async function deleteForgotten(
  db: Db,
  { before, limit }: { before: Date; limit: number },
): Promise<number> {
  const old = db.select({ id: files.id }).from(files).where(isForgotten(before)).limit(limit);
  const { rowCount } = await db.delete(files).where(inArray(files.id, old));
  return rowCount ?? 0;
}

/** Of these ids, those whose bytes somebody still counts on. */
export async function keptOf(db: Db, ids: readonly string[]): Promise<Set<string>> {
  const rows = await db
    .select({ id: files.id })
    .from(files)
    .where(and(inArray(files.id, [...ids]), eq(files.state, 'stored')));
  return new Set(rows.map(({ id }) => id));
}
