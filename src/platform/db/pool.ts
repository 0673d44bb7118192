import pg from 'pg';
import type { Log } from '#platform/log';

export type PoolDeps = {
  url: string;
  log: Log;
  /** Connections at most. A process may hold 30 in all; the app's pool and the queue's share that. */
  max?: number;
  applicationName?: string;
  statementTimeoutMs?: number;
  allowExitOnIdle?: boolean;
};

const idleInTransactionMs = 30_000;
const connectMs = 5_000;

/** A pool that outlives its server: a lost connection is logged, never thrown at the process. */
export function createPool(deps: PoolDeps): pg.Pool {
  const statementTimeoutMs = deps.statementTimeoutMs ?? 30_000;
  const pool = new pg.Pool({
    connectionString: deps.url,
    max: deps.max ?? 10,
    application_name: deps.applicationName ?? 'jackdraw',
    connectionTimeoutMillis: connectMs,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    statement_timeout: statementTimeoutMs,
    // A server that silently vanished never answers; the client must not wait for it forever.
    query_timeout: statementTimeoutMs * 2,
    idle_in_transaction_session_timeout: idleInTransactionMs,
    allowExitOnIdle: deps.allowExitOnIdle ?? false,
  });
  pool.on('error', (err) => {
    // end() is over before its connections are: a server that stops right after is no surprise.
    if (!pool.ending) deps.log.warn({ err }, 'idle database connection lost');
  });
  // pg-pool takes its own listener off while a client is lent out: without this one, a connection that
  // dies between two queries of a transaction ends the process.
  pool.on('connect', (client) => {
    client.on('error', (err) => {
      if (!pool.ending) deps.log.debug({ err }, 'database connection lost');
    });
  });
  return pool;
}
