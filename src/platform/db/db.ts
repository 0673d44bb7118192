import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres';
import type { PgTransactionConfig } from 'drizzle-orm/pg-core';
import type pg from 'pg';
import { createPool, type PoolDeps } from './pool.ts';

export type Db = NodePgDatabase & { $client: pg.Pool };
export type Tx = Parameters<Parameters<NodePgDatabase['transaction']>[0]>[0];

export type Database = {
  client: Db;
  pool: pg.Pool;
  /** Rejects when the database does not answer. */
  check: () => Promise<void>;
  start: () => Promise<void>;
  stop: () => Promise<void>;
};

const casing = 'snake_case';

const pending = new WeakMap<Tx, (() => void)[]>();

/** Rings bells: runs when the outermost transaction has been committed, and never when it was not. */
export function afterCommit(tx: Tx, ring: () => void): void {
  const rings = pending.get(tx);
  if (!rings) throw new Error('afterCommit needs the outermost transaction, while it is open');
  rings.push(ring);
}

export function createDb(deps: PoolDeps): Database {
  const pool = createPool(deps);
  const check = async (): Promise<void> => {
    await pool.query('select 1');
  };
  return {
    client: createClient(pool),
    pool,
    check,
    start: check,
    stop: async () => {
      if (!pool.ended) await pool.end();
    },
  };
}

export function createClient(pool: pg.Pool): Db {
  // It learns the names of tables and columns anew each time it is made.
  const clients = new WeakMap<pg.PoolClient, NodePgDatabase>();
  const clientOf = (connection: pg.PoolClient): NodePgDatabase => {
    const client = clients.get(connection) ?? drizzle(connection, { casing });
    clients.set(connection, client);
    return client;
  };
  // drizzle's own transaction() leaks the connection when BEGIN fails, so that a restart of PostgreSQL
  // would empty the pool for good, and gives a broken connection back when ROLLBACK fails.
  const transaction = async <T>(
    run: (tx: Tx) => Promise<T>,
    config?: PgTransactionConfig,
  ): Promise<T> => {
    const connection = await pool.connect();
    const rings: (() => void)[] = [];
    let result: T;
    try {
      result = await clientOf(connection).transaction(async (tx) => {
        pending.set(tx, rings);
        return await run(tx).finally(() => pending.delete(tx));
      }, config);
    } finally {
      connection.release(connection.getTransactionStatus() !== 'I');
    }
    for (const ring of rings) ring();
    return result;
  };
  return Object.assign(drizzle(pool, { casing }), { transaction });
}
