import type { Db } from '#platform/db';
import type { Fence } from '#platform/lock';

export type NewRow = { updateId: number; key: string; payload: unknown };

export type InboxRow = {
  /** The arrival order. */
  number: number;
  updateId: number;
  key: string;
  payload: unknown;
  arrivedAt: Date;
  /** How often it was started, how many of those starts were cut short in good order, how often its handler failed. */
  starts: number;
  handedBack: number;
  failures: number;
  notBefore: Date | undefined;
};

export const channel = 'inbox';

// Two inserts that overlap could commit in the other order than they took their numbers, and a reader that is
// past the higher one would never see the lower: so numbers are taken and committed under one lock.
const lockKey = '(27236, 1)';

const putSql = `
  with turn as materialized (select pg_advisory_xact_lock${lockKey}),
  added as (
    insert into inbox (update_id, key, payload, arrived_at)
    select u.update_id, u.key, u.payload::json, $4
    from turn, unnest($1::bigint[], $2::text[], $3::text[]) with ordinality as u(update_id, key, payload, at)
    order by u.at
    on conflict (update_id) do nothing
    returning update_id
  ), told as (
    select pg_notify('${channel}', '') from (select 1 from added limit 1) as any_row where $5
  )
  select update_id from added left join told on true`;

/** The update ids that were new. */
export async function insertRows(
  db: Db,
  input: { rows: NewRow[]; now: Date; isToldToOthers: boolean },
): Promise<Set<number>> {
  const { rows, now } = input;
  const result = await db.$client.query<{ update_id: string }>({
    name: 'inbox-put',
    text: putSql,
    values: [
      rows.map(({ updateId }) => updateId),
      rows.map(({ key }) => key),
      rows.map(({ payload }) => JSON.stringify(payload)),
      now,
      input.isToldToOthers,
    ],
  });
  return new Set(result.rows.map((row) => Number(row.update_id)));
}

type StoredRow = {
  number: string;
  update_id: string;
  key: string;
  payload: unknown;
  arrived_at: Date;
  starts: number;
  handed_back: number;
  failures: number;
  not_before: Date | null;
};

const toRow = (row: StoredRow): InboxRow => ({
  number: Number(row.number),
  updateId: Number(row.update_id),
  key: row.key,
  payload: row.payload,
  arrivedAt: row.arrived_at,
  starts: row.starts,
  handedBack: row.handed_back,
  failures: row.failures,
  notBefore: row.not_before ?? undefined,
});

const columns =
  'number, update_id, key, payload, arrived_at, starts, handed_back, failures, not_before' as const;

/** Unhandled rows after `after`, in arrival order, without those of the keys to be left out. */
export async function readWaiting(
  db: Db,
  input: { after: number; limit: number; leftOutKeys: string[] },
): Promise<InboxRow[]> {
  const { rows } = await db.$client.query<StoredRow>({
    name: 'inbox-waiting',
    text: `select ${columns} from inbox
           where status = 'new' and number > $1 and key <> all($2::text[]) order by number limit $3`,
    values: [input.after, input.leftOutKeys, input.limit],
  });
  return rows.map(toRow);
}

export async function readWaitingOfKey(
  db: Db,
  input: { key: string; after: number; upTo: number; limit: number },
): Promise<InboxRow[]> {
  const { rows } = await db.$client.query<StoredRow>({
    name: 'inbox-waiting-of-key',
    text: `select ${columns} from inbox
           where status = 'new' and key = $1 and number > $2 and number <= $3 order by number limit $4`,
    values: [input.key, input.after, input.upTo, input.limit],
  });
  return rows.map(toRow);
}

/** What holds a writer off: the seat it sat on has had another holder since. */
const heldSql = 'exists (select 1 from seats where key = $2::text and epoch = $3::bigint)';
const fenceValues = (fence: Fence | undefined) => [fence?.seat ?? null, fence?.epoch ?? null];

/** Counts of a row that may run now. */
export type Started = Pick<InboxRow, 'starts' | 'handedBack'>;

export type Fenced<T> = { isHeld: boolean; found: T };

// A lost count of starts costs one more try after a crash of the server itself: not worth a wait for the disk.
const startSql = `
  with held as (select ($2::text is null or ${heldSql}) as yes,
                       set_config('synchronous_commit', 'off', true) as eased),
  started as (
    update inbox set starts = least(starts, 32000) + 1 from held
    where number = any($1::bigint[]) and status = 'new' and held.yes and held.eased is not null
    returning number, starts, handed_back
  )
  select held.yes as is_held, started.number, started.starts, started.handed_back from held left join started on true`;

/** Counts a start of each row; the rows that may run now come back with their count. */
export async function startRows(
  db: Db,
  input: { numbers: number[]; fence: Fence | undefined },
): Promise<Fenced<Map<number, Started>>> {
  const { rows } = await db.$client.query<{
    is_held: boolean;
    number: string | null;
    starts: number;
    handed_back: number;
  }>({
    name: 'inbox-start',
    text: startSql,
    values: [input.numbers, ...fenceValues(input.fence)],
  });
  const started = rows.filter((row) => row.number !== null);
  return {
    isHeld: rows[0]?.is_held ?? false,
    found: new Map(
      started.map((row) => [
        Number(row.number),
        { starts: row.starts, handedBack: row.handed_back },
      ]),
    ),
  };
}

const changeSql = (assignments: string) => `
  with held as (select ($2::text is null or ${heldSql}) as yes),
  changed as (
    update inbox set ${assignments} from held
    where number = any($1::bigint[]) and status = 'new' and held.yes
    returning number
  )
  select held.yes as is_held from held left join changed on true limit 1`;

async function change(
  db: Db,
  input: {
    name: string;
    assignments: string;
    numbers: number[];
    fence: Fence | undefined;
    values: unknown[];
  },
): Promise<boolean> {
  const { rows } = await db.$client.query<{ is_held: boolean }>({
    name: input.name,
    text: changeSql(input.assignments),
    values: [input.numbers, ...fenceValues(input.fence), ...input.values],
  });
  return rows[0]?.is_held ?? false;
}

type Change = { numbers: number[]; fence: Fence | undefined };

/** What was said is dropped at once; the id stays, so that a second delivery is recognised. */
export const markDone = (db: Db, { now, ...input }: Change & { now: Date }): Promise<boolean> =>
  change(db, {
    ...input,
    name: 'inbox-done',
    assignments: `status = 'done', payload = null, not_before = null, ended_at = $4`,
    values: [now],
  });

export const markFailed = (
  db: Db,
  input: Change & { error: string; notBefore: Date },
): Promise<boolean> =>
  change(db, {
    numbers: input.numbers,
    fence: input.fence,
    name: 'inbox-failed',
    assignments: 'failures = failures + 1, last_error = $4, not_before = $5',
    values: [input.error, input.notBefore],
  });

export const markParked = (
  db: Db,
  input: Change & { error: string; now: Date },
): Promise<boolean> =>
  change(db, {
    numbers: input.numbers,
    fence: input.fence,
    name: 'inbox-parked',
    assignments: `status = 'parked', failures = failures + 1, last_error = $4, ended_at = $5`,
    values: [input.error, input.now],
  });

/** A start that was cut short by a stop, or told to wait, is no death. */
export const handBack = (db: Db, input: Change): Promise<boolean> =>
  change(db, {
    ...input,
    name: 'inbox-hand-back',
    assignments: 'handed_back = least(handed_back, 32000) + 1',
    values: [],
  });
