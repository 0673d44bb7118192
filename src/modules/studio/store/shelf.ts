import { and, asc, count, desc, eq, inArray, lt, sql } from 'drizzle-orm';
import { createBatch, type Db, type Tx } from '#platform/db';
import { favourites, presets, studioSettings } from '#platform/db/schema/studio';

export type PresetRow = typeof presets.$inferSelect;
export type FavouriteRow = typeof favourites.$inferSelect;
export type Delivery = typeof studioSettings.$inferSelect.delivery;

/** A preset of that name is written over. */
export async function putPresetRow(db: Db, row: PresetRow): Promise<PresetRow> {
  const { input, createdAt } = row;
  const [put] = await db
    .insert(presets)
    .values(row)
    .onConflictDoUpdate({
      target: [presets.userId, presets.modelId, presets.name],
      set: { input, createdAt },
    })
    .returning();
  if (!put) throw new Error('a preset was not written');
  return put;
}

export const listPresetRows = (db: Db, { userId, modelId }: { userId: string; modelId: string }) =>
  db
    .select()
    .from(presets)
    .where(and(eq(presets.userId, userId), eq(presets.modelId, modelId)))
    .orderBy(asc(presets.name));

export async function countPresets(db: Db, userId: string): Promise<number> {
  const [row] = await db.select({ rows: count() }).from(presets).where(eq(presets.userId, userId));
  return row?.rows ?? 0;
}

interface PresetRef {
  userId: string;
  presetId: string;
}

const isPreset = ({ userId, presetId }: PresetRef) =>
  and(eq(presets.id, presetId), eq(presets.userId, userId));

export async function findPresetRow(db: Db, ref: PresetRef): Promise<PresetRow | undefined> {
  const [row] = await db.select().from(presets).where(isPreset(ref));
  return row;
}

export async function deletePresetRow(db: Db, ref: PresetRef): Promise<boolean> {
  const { rowCount } = await db.delete(presets).where(isPreset(ref));
  return (rowCount ?? 0) > 0;
}

export async function insertFavourite(db: Db, row: FavouriteRow): Promise<void> {
  await db.insert(favourites).values(row).onConflictDoNothing();
}

export async function deleteFavourite(
  db: Db,
  { userId, generationId }: Pick<FavouriteRow, 'userId' | 'generationId'>,
): Promise<void> {
  await db
    .delete(favourites)
    .where(and(eq(favourites.userId, userId), eq(favourites.generationId, generationId)));
}

export const findFavourites = (db: Db, userId: string, generationIds: readonly string[]) =>
  db
    .select()
    .from(favourites)
    .where(
      and(eq(favourites.userId, userId), inArray(favourites.generationId, [...generationIds])),
    );

export const listFavouriteRows = (
  db: Db,
  { userId, before, limit }: { userId: string; before?: Date | undefined; limit: number },
) =>
  db
    .select()
    .from(favourites)
    .where(
      and(eq(favourites.userId, userId), ...(before ? [lt(favourites.createdAt, before)] : [])),
    )
    .orderBy(desc(favourites.createdAt))
    .limit(limit);

/** Those asked for in one tick are one statement. */
export function createDeliveries(db: Db) {
  const ofPeople = db
    .select()
    .from(studioSettings)
    .where(sql`${studioSettings.userId} = any(${sql.placeholder('userIds')})`)
    .prepare('deliveries');
  return createBatch<string, Delivery | undefined>({
    max: 200,
    parallel: 3,
    run: async (userIds) => {
      const rows = await ofPeople.execute({ userIds });
      const found = new Map(rows.map(({ userId, delivery }) => [userId, delivery]));
      return userIds.map((userId) => found.get(userId));
    },
  });
}

export async function putDelivery(
  db: Db,
  row: { userId: string; delivery: Delivery },
): Promise<void> {
  await db
    .insert(studioSettings)
    .values(row)
    .onConflictDoUpdate({ target: studioSettings.userId, set: { delivery: row.delivery } });
}

export async function deleteShelf(tx: Tx, userId: string): Promise<void> {
  await tx.delete(presets).where(eq(presets.userId, userId));
  await tx.delete(favourites).where(eq(favourites.userId, userId));
  await tx.delete(studioSettings).where(eq(studioSettings.userId, userId));
}
