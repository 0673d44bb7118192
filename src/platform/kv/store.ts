import type { Db } from '#platform/db';

export type Entry = { value: unknown; version: number };

export type Write = {
  key: string;
  json: string;
  /** The version that must still be there; 0 = none may be there; null = whatever is there. */
  version: number | null;
  expiresAt: Date | null;
};

type EntryRow = { key: string; value: unknown; version: string };

const readSql = `
  select key, value, version from kv_entries
  where key = any($1::text[]) and (expires_at is null or expires_at > $2)`;

export async function readEntries(
  db: Db,
  input: { keys: string[]; now: Date },
): Promise<Map<string, Entry>> {
  const { rows } = await db.$client.query<EntryRow>({
    name: 'kv-read',
    text: readSql,
    values: [input.keys, input.now],
  });
  return new Map(rows.map((row) => [row.key, { value: row.value, version: Number(row.version) }]));
}

// What has expired counts as absent, for the comparison too.
const writeSql = `
  with wanted as (
    select * from unnest($1::text[], $2::text[], $3::bigint[], $4::timestamptz[]) as w(key, value, version, expires_at)
    order by key
  ), replaced as (
    update kv_entries kept
    set value = w.value::json, version = nextval('kv_versions'), updated_at = $5, expires_at = w.expires_at
    from wanted w
    where kept.key = w.key and w.version > 0 and kept.version = w.version
      and (kept.expires_at is null or kept.expires_at > $5)
    returning kept.key, kept.version
  ), put as (
    insert into kv_entries as kept (key, value, version, updated_at, expires_at)
    select key, value::json, nextval('kv_versions'), $5, expires_at from wanted where coalesce(version, 0) = 0
    on conflict (key) do update
      set value = excluded.value, version = excluded.version, updated_at = excluded.updated_at, expires_at = excluded.expires_at
      where kept.expires_at <= $5 or exists (select 1 from wanted w where w.key = kept.key and w.version is null)
    returning key, version
  )
  select key, version from replaced union all select key, version from put`;

/** The new version of each write, undefined for those that lost their comparison. Keys must differ. */
export async function writeEntries(
  db: Db,
  input: { writes: Write[]; now: Date },
): Promise<(number | undefined)[]> {
  const { writes, now } = input;
  const { rows } = await db.$client.query<{ key: string; version: string }>({
    name: 'kv-write',
    text: writeSql,
    values: [
      writes.map(({ key }) => key),
      writes.map(({ json }) => json),
      writes.map(({ version }) => version),
      writes.map(({ expiresAt }) => expiresAt),
      now,
    ],
  });
  const versions = new Map(rows.map((row) => [row.key, Number(row.version)]));
  return writes.map(({ key }) => versions.get(key));
}

export async function deleteEntries(db: Db, keys: string[]): Promise<void> {
  await db.$client.query({
    name: 'kv-delete',
    text: `delete from kv_entries where key in (
      select key from kv_entries where key = any($1::text[]) order by key for update)`,
    values: [keys],
  });
}

export async function deletePrefix(db: Db, prefix: string): Promise<number> {
  const { rowCount } = await db.$client.query('delete from kv_entries where starts_with(key, $1)', [
    prefix,
  ]);
  return rowCount ?? 0;
}

export async function countExpired(db: Db, now: Date): Promise<number> {
  const { rows } = await db.$client.query<{ n: number }>(
    'select count(*)::int as n from kv_entries where expires_at <= $1',
    [now],
  );
  return rows[0]?.n ?? 0;
}

export async function deleteExpired(db: Db, input: { now: Date; limit: number }): Promise<number> {
  const { rowCount } = await db.$client.query(
    `delete from kv_entries where key in (
      select key from kv_entries where expires_at <= $1 order by key limit $2 for update skip locked)`,
    [input.now, input.limit],
  );
  return rowCount ?? 0;
}
