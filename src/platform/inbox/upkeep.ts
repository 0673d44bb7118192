import type { Db } from '#platform/db';

export type ParkedRow = {
  number: number;
  updateId: number;
  key: string;
  arrivedAt: Date;
  parkedAt: Date | undefined;
  starts: number;
  failures: number;
  lastError: string | undefined;
};

export async function countRows(db: Db): Promise<{ waiting: number; parked: number }> {
  const { rows } = await db.$client.query<{ waiting: number; parked: number }>(
    `select (select count(*)::int from inbox where status = 'new') as waiting,
            (select count(*)::int from inbox where status = 'parked') as parked`,
  );
  return { waiting: rows[0]?.waiting ?? 0, parked: rows[0]?.parked ?? 0 };
}

export async function findOldestWaiting(db: Db): Promise<Date | undefined> {
  const { rows } = await db.$client.query<{ arrived_at: Date }>(
    `select arrived_at from inbox where status = 'new' order by number limit 1`,
  );
  return rows[0]?.arrived_at;
}

export async function listParked(db: Db, limit: number): Promise<ParkedRow[]> {
  const { rows } = await db.$client.query<{
    number: string;
    update_id: string;
    key: string;
    arrived_at: Date;
    ended_at: Date | null;
    starts: number;
    failures: number;
    last_error: string | null;
  }>(
    `select number, update_id, key, arrived_at, ended_at, starts, failures, last_error
     from inbox where status = 'parked' order by number desc limit $1`,
    [limit],
  );
  return rows.map((row) => ({
    number: Number(row.number),
    updateId: Number(row.update_id),
    key: row.key,
    arrivedAt: row.arrived_at,
    parkedAt: row.ended_at ?? undefined,
    starts: row.starts,
    failures: row.failures,
    lastError: row.last_error ?? undefined,
  }));
}

export type Arrival = { key: string; arrivedAt: Date };

/** Arrivals whose rows have ended; those that wait are counted when they are loaded. */
export async function readEndedArrivals(db: Db, since: Date): Promise<Arrival[]> {
  const { rows } = await db.$client.query<{ key: string; arrived_at: Date }>(
    `select key, arrived_at from inbox where arrived_at > $1 and status <> 'new'`,
    [since],
  );
  return rows.map((row) => ({ key: row.key, arrivedAt: row.arrived_at }));
}

export async function countEnded(db: Db, before: Date): Promise<number> {
  const { rows } = await db.$client.query<{ n: number }>(
    `select count(*)::int as n from inbox where arrived_at < $1 and status <> 'new'`,
    [before],
  );
  return rows[0]?.n ?? 0;
}

/** Ended rows that arrived before `before`; what still waits is never removed. */
export async function deleteEnded(db: Db, input: { before: Date; limit: number }): Promise<number> {
  const { rowCount } = await db.$client.query(
    `delete from inbox where number in (
       select number from inbox where arrived_at < $1 and status <> 'new' limit $2)`,
    [input.before, input.limit],
  );
  return rowCount ?? 0;
}
