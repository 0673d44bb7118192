import { and, eq, ne, sql } from 'drizzle-orm';
import type { Db, Tx } from '#platform/db';
import { capacity, generations, lanes } from '#platform/db/schema/generation';
import { pendingMs, targetOf } from '../state.ts';
import { isAtStartOf } from './generations.ts';

const name = 'generations';

export type CapacityRow = typeof capacity.$inferSelect;

/** The operator's cap, as of this start; whether it is paused stays. */
export async function openCapacity(db: Db, cap: number): Promise<void> {
  await db
    .insert(capacity)
    .values({ name, cap, isPaused: false })
    .onConflictDoUpdate({ target: capacity.name, set: { cap }, setWhere: ne(capacity.cap, cap) });
}

export async function setLaneCaps(db: Db, cap: number): Promise<void> {
  await db.update(lanes).set({ cap }).where(ne(lanes.cap, cap));
}

export async function setPaused(db: Db, isPaused: boolean): Promise<void> {
  await db.update(capacity).set({ isPaused }).where(eq(capacity.name, name));
}

export async function findCapacity(reader: Db | Tx): Promise<CapacityRow | undefined> {
  const [row] = await reader.select().from(capacity).where(eq(capacity.name, name));
  return row;
}

/** Whoever holds it is the only one who admits; what the last one admitted is committed and can be counted. */
export async function lockCapacity(tx: Tx): Promise<CapacityRow | undefined> {
  const [row] = await tx.select().from(capacity).where(eq(capacity.name, name)).for('update');
  return row;
}

/** Never more rows than the cap, read from a partial index: counted, so that no lost release can eat a place. */
export async function countAdmitted(reader: Db | Tx): Promise<number> {
  const [row] = await reader
    .select({ count: sql<number>`count(*)::int` })
    .from(generations)
    .where(
      sql`${generations.status} in ('PENDING', 'PROCESSING') and ${generations.admittedAt} is not null`,
    );
  return row?.count ?? 0;
}

/** New orders stand in the lanes of their people, each named once. */
export async function joinLanes(
  tx: Tx,
  { userIds, cap, count }: { userIds: readonly string[]; cap: number; count: number },
): Promise<void> {
  if (userIds.length === 0) return;
  const sorted = [...userIds].sort();
  await tx
    .insert(lanes)
    .values(sorted.map((userId) => ({ userId, cap, active: 0, waiting: count, served: 0 })))
    .onConflictDoUpdate({
      target: lanes.userId,
      set: { waiting: sql`${lanes.waiting} + ${count}` },
    });
}

/** Their places are free again, in the work or in the line. */
export async function leaveLanes(
  tx: Tx,
  rows: readonly { userId: string; admittedAt: Date | null }[],
): Promise<void> {
  const userIds = sql.param(rows.map(({ userId }) => userId));
  const wereAdmitted = sql.param(rows.map(({ admittedAt }) => admittedAt !== null));
  await tx.execute(sql`
    update lanes set active = lanes.active - gone.active, waiting = lanes.waiting - gone.waiting
    from (
      select user_id, count(*) filter (where was_admitted)::int as active,
        count(*) filter (where not was_admitted)::int as waiting
      from unnest(${userIds}::uuid[], ${wereAdmitted}::boolean[]) as given(user_id, was_admitted)
      group by user_id) gone
    where lanes.user_id = gone.user_id`);
}

/**
 * The place of one that cannot go on now is somebody else's; it stands where it stood in its lane and gets a turn when
 * it is due. False: it has no place, or its last attempt is not known to have failed.
 */
export async function stepBack(
  tx: Tx,
  { id, dueAt }: { id: string; dueAt: Date },
): Promise<boolean> {
  const { status, certainty } = targetOf('back');
  const { rows } = await tx.execute(sql`
    with back as (
      update generations set status = ${status}, certainty = ${certainty}, admitted_at = null, task_id = null,
        due_at = ${dueAt}, expires_at = created_at + ${pendingMs} * interval '1 millisecond'
      where id = ${id} and admitted_at is not null and ${isAtStartOf('back')}
        and (status = 'PENDING' or exists (select from submissions s
          where s.generation_id = generations.id and s.attempt = generations.attempt and s.state = 'failed'))
      returning user_id)
    update lanes set active = lanes.active - 1, waiting = lanes.waiting + 1
    from back where lanes.user_id = back.user_id returning lanes.user_id`);
  return rows.length > 0;
}

export interface Claim {
  userId: string;
  /** Absent: nothing of this person can be taken now, whatever the lane counts. */
  id: string | undefined;
}

/**
 * One turn for each of the people who waited longest, oldest order first. Skips what is put off, and what somebody
 * else is changing at this moment: they ring when they are done, and waiting for them here could wait in a circle.
 */
export async function claimTurns(
  tx: Tx,
  input: { places: number; except: readonly string[]; at: Date },
): Promise<Claim[]> {
  const except = sql.param([...input.except]);
  const { rows } = await tx.execute<{ user_id: string; id: string | null }>(sql`
    with next as materialized (
      select user_id, served from lanes
      where waiting > 0 and active < cap and not user_id = any(${except}::uuid[])
      order by served, user_id limit ${input.places} for update skip locked),
    found as materialized (
      select next.user_id, next.served, oldest.id from next left join lateral (
        select g.id from generations g
        where g.user_id = next.user_id and g.status = 'PENDING' and g.admitted_at is null
          and g.due_at is null
        order by g.number limit 1 for update of g skip locked) oldest on true),
    turn as materialized (
      select user_id, id, nextval('turns') as served
      from (select user_id, id from found where id is not null order by served, user_id) ordered),
    moved as (
      update lanes set active = lanes.active + 1, waiting = lanes.waiting - 1, served = turn.served
      from turn where lanes.user_id = turn.user_id),
    admitted as (
      update generations set admitted_at = ${input.at} from turn where generations.id = turn.id)
    select found.user_id, found.id from found`);
  return rows.map((row) => ({ userId: row.user_id, id: row.id ?? undefined }));
}

export async function countLine(reader: Db | Tx): Promise<{ waiting: number; people: number }> {
  const [row] = await reader
    .select({
      waiting: sql<number>`coalesce(sum(${lanes.waiting}), 0)::int`,
      people: sql<number>`count(*)::int`,
    })
    .from(lanes)
    .where(sql`${lanes.waiting} > 0`);
  return row ?? { waiting: 0, people: 0 };
}

export interface Place {
  ahead: number;
  /** So many of the person's own are made at once: it waits for one of those to end, whoever else there is. */
  ownCap: number | undefined;
}

/**
 * How many go before it, were nothing to change: its own older ones, and of every other lane as many as have a turn
 * before that. Undefined when it does not wait.
 */
export async function countAhead(reader: Db | Tx, id: string): Promise<Place | undefined> {
  const { rows } = await reader.execute<{ ahead: number; own_cap: number | null }>(sql`
    with mine as (
      select g.user_id, lanes.served, lanes.cap, lanes.active,
        (select count(*) from generations older where older.user_id = g.user_id and older.status = 'PENDING'
          and older.admitted_at is null and older.number < g.number) as own
      from generations g join lanes on lanes.user_id = g.user_id
      where g.id = ${id} and g.status = 'PENDING' and g.admitted_at is null)
    select (mine.own + coalesce((
      select sum(least(other.waiting, mine.own + case when (other.served, other.user_id) < (mine.served, mine.user_id) then 1 else 0 end))
      from lanes other where other.waiting > 0 and other.user_id <> mine.user_id), 0))::int as ahead,
      case when mine.active + mine.own >= mine.cap then mine.cap end as own_cap
    from mine`);
  const [row] = rows;
  return row && { ahead: row.ahead, ownCap: row.own_cap ?? undefined };
}

const count = (condition: string) =>
  sql`(select count(*)::int from generations g where g.user_id = lanes.user_id and ${sql.raw(condition)})`;
const admitted = count(`g.status in ('PENDING', 'PROCESSING') and g.admitted_at is not null`);
const waiting = count(`g.status = 'PENDING' and g.admitted_at is null`);

/** Puts right what lanes count wrongly. Each is counted under its own lock: whoever moves a row waits and then adds to it. */
export async function recountLanes(db: Db): Promise<string[]> {
  const { rows } = await db.execute<{ user_id: string }>(sql`
    select user_id from (
      select user_id from lanes where active > 0 or waiting > 0
      union select distinct user_id from generations where status in ('PENDING', 'PROCESSING')) known
    where not exists (
      select from lanes where lanes.user_id = known.user_id
        and lanes.active = ${admitted} and lanes.waiting = ${waiting})`);
  const mended: string[] = [];
  for (const { user_id: userId } of rows) if (await recountLane(db, userId)) mended.push(userId);
  return mended;
}

const recountLane = (db: Db, userId: string): Promise<boolean> =>
  db.transaction(async (tx) => {
    const ofUser = eq(lanes.userId, userId);
    await tx.select().from(lanes).where(ofUser).for('update');
    const rows = await tx
      .update(lanes)
      .set({ active: admitted, waiting })
      .where(and(ofUser, sql`(${lanes.active} <> ${admitted} or ${lanes.waiting} <> ${waiting})`))
      .returning({ userId: lanes.userId });
    return rows.length > 0;
  });
