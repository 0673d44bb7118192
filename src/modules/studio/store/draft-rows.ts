import { desc, sql } from 'drizzle-orm';
import { createBatch, type Db, isDbConflict, isDbGone } from '#platform/db';
import { drafts } from '#platform/db/schema/studio';

export type DraftRow = typeof drafts.$inferSelect;

/** A draft as it shall be, if it is still at `rev`; awaiting left out: as it is. */
export type DraftWrite = Omit<DraftRow, 'createdAt' | 'awaiting'> & { awaiting?: unknown };

export type DraftRows = ReturnType<typeof createDraftRows>;

const mostLive = 10;
const batchMax = 200;
const readsInParallel = 3;

/** Single drafts. What many people ask for in one tick goes together: a press costs a share of a statement. */
export function createDraftRows(db: Db) {
  const byId = db
    .select()
    .from(drafts)
    .where(sql`${drafts.id} = any(${sql.placeholder('ids')})`)
    .prepare('drafts-by-id');
  const awaitingOf = db
    .select()
    .from(drafts)
    .where(
      sql`${drafts.userId} = any(${sql.placeholder('userIds')}) and ${drafts.awaiting} is not null`,
    )
    .prepare('drafts-awaiting');

  const liveOf = db
    .select()
    .from(drafts)
    .where(
      sql`${drafts.id} in (
        select newest.id from unnest(${sql.placeholder('userIds')}::uuid[]) as person(id)
        cross join lateral (
          select id from drafts where user_id = person.id and status in ('open', 'awaiting_payment')
          order by updated_at desc, id desc limit ${sql.raw(String(mostLive))}
        ) as newest)`,
    )
    .orderBy(desc(drafts.updatedAt), desc(drafts.id))
    .prepare('drafts-live');

  const find = createBatch<string, DraftRow | undefined>({
    max: batchMax,
    parallel: readsInParallel,
    run: async (ids) => {
      const found = new Map((await byId.execute({ ids })).map((row) => [row.id, row]));
      return ids.map((id) => found.get(id));
    },
  });
  const findAwaiting = createBatch<string, DraftRow | undefined>({
    max: batchMax,
    parallel: readsInParallel,
    run: async (userIds) => {
      const rows = await awaitingOf.execute({ userIds });
      const found = new Map(rows.map((row) => [row.userId, row]));
      return userIds.map((userId) => found.get(userId));
    },
  });
  const listLive = createBatch<string, DraftRow[]>({
    max: batchMax,
    parallel: readsInParallel,
    run: async (userIds) => {
      const found = Map.groupBy(await liveOf.execute({ userIds }), (row) => row.userId);
      return userIds.map((userId) => found.get(userId) ?? []);
    },
  });
  const change = createBatch<DraftWrite, PromiseSettledResult<boolean>>({
    max: batchMax,
    nameOf: ({ userId }) => userId,
    run: (writes) => changeEach(db, writes),
  });

  return {
    find: async ({ userId, draftId }: { userId: string; draftId: string }) => {
      const row = await find(draftId);
      return row?.userId === userId ? row : undefined;
    },
    findAwaiting,
    /** Unfinished ones, the last touched first; ten at most. */
    listLive: async (userId: string, limit: number): Promise<DraftRow[]> =>
      (await listLive(userId)).slice(0, limit),
    /** False when the draft has moved on since `rev`: then nothing is changed. */
    change: async (write: DraftWrite): Promise<boolean> => {
      const outcome = await change(write);
      if (outcome.status === 'rejected') throw outcome.reason;
      return outcome.value;
    },
    insert: (row: DraftRow): Promise<void> => insertRow(db, row),
  };
}

const asJson = (value: unknown): string | null =>
  value === null || value === undefined ? null : JSON.stringify(value);

// Only one draft of a person waits for a message: the others go on when they are opened. The count is what makes
// them fall silent before the next one is heard, as the unique index asks.
const changeSql = `
  with wanted as (
    select * from unnest($1::uuid[], $2::uuid[], $3::int[], $4::text[], $5::text[], $6::text[], $7::bool[], $8::text[],
        $9::text[], $10::text[], $11::bigint[], $12::uuid[], $13::timestamptz[])
      as w(id, user_id, rev, model_id, catalogue_hash, state, keeps_awaiting, awaiting,
        status, notice, price_mc, generation_id, updated_at)
  ), hushed as (
    update drafts set awaiting = null from wanted w
    where drafts.user_id = w.user_id and drafts.awaiting is not null and drafts.id <> w.id
      and w.awaiting is not null
    returning drafts.id
  )
  update drafts set rev = drafts.rev + 1, model_id = w.model_id, catalogue_hash = w.catalogue_hash,
    state = w.state::json, status = w.status, notice = w.notice::json, price_mc = w.price_mc,
    awaiting = case when w.keeps_awaiting then drafts.awaiting else w.awaiting::json end,
    generation_id = w.generation_id, updated_at = w.updated_at
  from wanted w
  where drafts.id = w.id and drafts.rev = w.rev and drafts.status in ('open', 'awaiting_payment')
    and (select count(*) from hushed) >= 0
  returning drafts.id`;

async function changeAll(db: Db, writes: readonly DraftWrite[]): Promise<Set<string>> {
  const list = <T>(of: (write: DraftWrite) => T): T[] => writes.map(of);
  const { rows } = await db.$client.query<{ id: string }>({
    name: 'drafts-change',
    text: changeSql,
    values: [
      list(({ id }) => id),
      list(({ userId }) => userId),
      list(({ rev }) => rev),
      list(({ modelId }) => modelId),
      list(({ catalogueHash }) => catalogueHash),
      list(({ state }) => asJson(state)),
      list((write) => !('awaiting' in write)),
      list(({ awaiting }) => asJson(awaiting)),
      list(({ status }) => status),
      list(({ notice }) => asJson(notice)),
      list(({ priceMc }) => priceMc?.toString() ?? null),
      list(({ generationId }) => generationId),
      list(({ updatedAt }) => updatedAt),
    ],
  });
  return new Set(rows.map(({ id }) => id));
}

/** Nobody's change is refused because of another's: what cannot be made together is made one by one. */
async function changeEach(
  db: Db,
  writes: readonly DraftWrite[],
): Promise<PromiseSettledResult<boolean>[]> {
  try {
    const changed = await changeAll(db, writes).catch((error) => {
      if (isDbConflict(error)) return changeAll(db, writes);
      throw error;
    });
    return writes.map(({ id }) => ({ status: 'fulfilled', value: changed.has(id) }));
  } catch (error) {
    if (writes.length === 1 || isDbGone(error)) throw error;
    return Promise.allSettled(
      writes.map(async (write) => (await changeAll(db, [write])).has(write.id)),
    );
  }
}

async function insertRow(db: Db, row: DraftRow): Promise<void> {
  await db.$client.query({
    name: 'drafts-insert',
    text: `
      with hushed as (
        update drafts set awaiting = null
        where user_id = $2 and awaiting is not null and $8::json is not null
        returning id
      )
      insert into drafts (id, user_id, rev, model_id, catalogue_hash, state, status, awaiting, notice,
        price_mc, generation_id, created_at, updated_at)
      select $1, $2, $3, $4, $5, $6::json, $7, $8::json, $9::json, $10::bigint, $11, $12, $13
      from (select count(*) from hushed) as silence`,
    values: [
      row.id,
      row.userId,
      row.rev,
      row.modelId,
      row.catalogueHash,
      asJson(row.state),
      row.status,
      asJson(row.awaiting),
      asJson(row.notice),
      row.priceMc?.toString() ?? null,
      row.generationId,
      row.createdAt,
      row.updatedAt,
    ],
  });
}
