import { eq } from 'drizzle-orm';
import type { Db, Tx } from '#platform/db';
import { modelOverrides } from '#platform/db/schema/catalogue';

export type OverrideRow = typeof modelOverrides.$inferSelect;

export const listHidden = (reader: Db | Tx): Promise<OverrideRow[]> =>
  reader.select().from(modelOverrides).where(eq(modelOverrides.isHidden, true));

export async function putOverride(reader: Db | Tx, row: OverrideRow): Promise<void> {
  const { modelId: _, ...set } = row;
  await reader
    .insert(modelOverrides)
    .values(row)
    .onConflictDoUpdate({ target: modelOverrides.modelId, set });
}
