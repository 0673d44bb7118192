import {
  createPostgresBackend,
  createPostgresRelayBackend,
  type JobProgress,
  LATEST_SCHEMA_VERSION,
  type PostgresConnectionOptions,
  type PostgresQueueBackend,
  Queue,
  Relay,
  runMigrations,
  Worker,
} from 'bullmq';
import type pg from 'pg';
import { AppError } from '#kernel';
import { createPool, isDbGone } from '#platform/db';
import type { Log } from '#platform/log';
import { type Backend, type BackendDeps, createErrorTeller, inTime } from './backend.ts';
import { connectTimeoutMs, nameOf, namespaceOf, type QueueConfig, queueNames } from './config.ts';

const schema = 'bullmq';

type PgQueue = Queue<
  unknown,
  unknown,
  string,
  unknown,
  unknown,
  string,
  PostgresQueueBackend,
  PostgresConnectionOptions
>;
type PgWorker = Worker<
  unknown,
  unknown,
  string,
  PostgresQueueBackend,
  JobProgress,
  PostgresConnectionOptions
>;

export function openPostgres(config: QueueConfig, deps: BackendDeps): Backend {
  // A worker keeps one connection per queue for LISTEN, and needs some for work.
  const max = deps.role === 'worker' ? queueNames.length + 5 : 3;
  const pool = createPool({
    url: withSettings(config.databaseUrl),
    log: deps.log,
    max,
    applicationName: `jackdraw ${deps.role}`,
  });
  // BullMQ adds a listener for every queue and every worker.
  pool.setMaxListeners(2 * queueNames.length + 10);
  const connection = toConnection(pool);
  const tellError = createErrorTeller(deps.log, { backend: 'postgres' });
  const tell = (err: Error) => {
    // What is closed may still hear the server go: that is no news.
    if (!pool.ending) tellError(err);
  };
  return {
    kind: 'postgres',
    connect: async () => {
      try {
        await inTime(prepare(pool), connectTimeoutMs);
      } catch (error) {
        if (isDbGone(error)) throw new AppError('unavailable', {}, { cause: error });
        throw error;
      }
    },
    queue: (name) => {
      const options = { connection };
      const queue: PgQueue = new Queue(nameOf(config, name), options, createPostgresBackend);
      queue.on('error', tell);
      return toPlainQueue(queue);
    },
    worker: (name, run, options) => {
      const worker: PgWorker = new Worker(
        nameOf(config, name),
        run,
        { ...options, connection },
        createPostgresBackend,
      );
      worker.on('error', tell);
      return toPlainWorker(worker);
    },
    relay: () => {
      const relay = new Relay<PostgresConnectionOptions>({
        connection,
        namespace: namespaceOf(config),
        backend: createPostgresRelayBackend,
      });
      relay.on('error', tell);
      return toPlainRelay(relay);
    },
    // What PostgreSQL has promised survives its restarts.
    onReturn: () => undefined,
    unblock: () => undefined,
    close: async () => {
      if (!pool.ended) await pool.end();
    },
  };
}

/** Creates or updates BullMQ's own tables; any number of processes may call it at once. */
export async function migrateQueue(databaseUrl: string, log: Log): Promise<void> {
  const pool = createPool({ url: databaseUrl, log, max: 1 });
  try {
    await prepare(pool);
  } finally {
    await pool.end();
  }
}

async function prepare(pool: pg.Pool): Promise<void> {
  const client = await pool.connect();
  try {
    // It would change tables of its own each time, and every connection would read their shapes anew.
    if (!(await isMigrated(client))) await runMigrations(client, schema);
    // Rows die as fast as they are born; the default would let 20 % of the table be dead first.
    const { rows } = await client.query(
      `select relname from pg_class where relnamespace = $1::regnamespace
       and relname in ('job', 'event') and reloptions is null`,
      [schema],
    );
    for (const { relname } of rows)
      await client.query(
        `alter table ${schema}.${relname} set (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 1000)`,
      );
  } finally {
    client.release();
  }
}

async function isMigrated(client: pg.PoolClient): Promise<boolean> {
  const place = `${schema}.migration`;
  const { rows: found } = await client.query('select to_regclass($1) is not null as exists', [
    place,
  ]);
  if (!found[0]?.exists) return false;
  const { rows } = await client.query(`select max(version) as version from ${place}`);
  return rows[0]?.version === LATEST_SCHEMA_VERSION;
}

// A job that a crash of the server takes with it is missed by its row's sweeper: no push waits for the disk.
const queueSettings = `-c search_path=${schema} -c synchronous_commit=off`;

function withSettings(databaseUrl: string): string {
  const url = new URL(databaseUrl);
  const given = url.searchParams.get('options');
  url.searchParams.set('options', `${given ? `${given} ` : ''}${queueSettings}`);
  return url.href;
}

// BullMQ knows a lost server only by ECONNREFUSED, for which it waits and tries again. Anything else a
// restart says (57P01, 57P03, a cut socket) would be asked again at once, in a loop without a pause.
const restMs = 200;

async function query(pool: pg.Pool, text: string, values?: unknown[]): Promise<pg.QueryResult> {
  try {
    return await pool.query(text, values);
  } catch (error) {
    if (!isDbGone(error) && !pool.ending) throw error;
    await new Promise((resolve) => setTimeout(resolve, restMs));
    throw Object.assign(new Error('ECONNREFUSED', { cause: error }), { code: 'ECONNREFUSED' });
  }
}

/** BullMQ's own description of a pool does not fit pg's types, though it takes nothing else. */
function toConnection(pool: pg.Pool): PostgresConnectionOptions {
  const shaped = {
    options: pool.options,
    query: (text: string, values?: unknown[]) => query(pool, text, values),
    connect: () => pool.connect(),
    end: () => pool.end(),
    on: (...listen: Parameters<pg.Pool['on']>) => pool.on(...listen),
    removeAllListeners: () => pool,
  };
  return shaped as unknown as PostgresConnectionOptions;
}

/** The backend is a type parameter of BullMQ's classes; their methods are the same. */
const toPlainQueue = (queue: PgQueue): Queue => queue as unknown as Queue;
const toPlainWorker = (worker: PgWorker): Worker => worker as unknown as Worker;
const toPlainRelay = (relay: Relay<PostgresConnectionOptions>): Relay => relay as unknown as Relay;
