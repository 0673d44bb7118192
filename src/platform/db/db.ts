import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres';
import type { PgTransactionConfig } from 'drizzle-orm/pg-core';
import type pg from 'pg';
import { createPool, type PoolDeps } from './pool.ts';

export type Db = NodePgDatabase & { $client: pg.Pool };
export type Tx = Parameters<Parameters<NodePgDatabase['transaction']>[0]>[0];

export type Database = {
  client: Db;
  pool: pg.Pool;
  start: () => Promise<void>;
  stop: () => Promise<void>;
};

const casing = 'snake_case';

export function createDb(deps: PoolDeps): Database {
  const pool = createPool(deps);
  return {
    client: createClient(pool),
    pool,
    start: async () => {
      await pool.query('select 1');
    },
    stop: async () => {
      if (!pool.ended) await pool.end();
    },
  };
}

export function createClient(pool: pg.Pool): Db {
  // drizzle's own transaction() leaks the connection when BEGIN fails, so that a restart of PostgreSQL
  // would empty the pool for good, and gives a broken connection back when ROLLBACK fails.
  const transaction = async <T>(
    run: (tx: Tx) => Promise<T>,
    config?: PgTransactionConfig,
  ): Promise<T> => {
    const connection = await pool.connect();
    try {
      return await drizzle(connection, { casing }).transaction(run, config);
    } finally {
      connection.release(connection.getTransactionStatus() !== 'I');
    }
  };
  return Object.assign(drizzle(pool, { casing }), { transaction });
}
