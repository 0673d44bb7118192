import type pg from 'pg';
import { z } from 'zod';
import type { Log } from '#platform/log';
import type { Message, Seen, Store, Target } from './store.ts';

const channel = 'jackdraw_cache';
const columns = `value, loaded_at, refresh_at, expires_at, hard_at,
  loader_until > $2 as is_loading, failed_code, retry_at`;

type Row = {
  value: string | null;
  loaded_at: Date | null;
  refresh_at: Date | null;
  expires_at: Date | null;
  hard_at: Date;
  is_loading: boolean | null;
  failed_code: string | null;
  retry_at: Date | null;
};

/** An unlogged table, and NOTIFY between the nodes. */
export function createPostgresStore({ pool, log }: { pool: pg.Pool; log: Log }): Store {
  const state: { client?: pg.PoolClient; isOpening: boolean; isDeaf: boolean; isStopped: boolean } =
    {
      isOpening: false,
      isDeaf: false,
      isStopped: false,
    };
  let listeners: Parameters<Store['start']>[0] | undefined;

  const drop = (client: pg.PoolClient) => {
    if (state.client !== client) return;
    delete state.client;
    client.removeAllListeners('notification');
    client.release(true);
  };
  const listen = async () => {
    if (state.client || state.isOpening || state.isStopped) return;
    state.isOpening = true;
    try {
      const client = await pool.connect();
      state.client = client;
      client.once('error', () => drop(client));
      client.once('end', () => drop(client));
      client.on('notification', ({ payload }) => {
        const message = readMessage(payload);
        if (message) listeners?.onMessage(message);
      });
      await client.query(`listen ${channel}`);
      state.isDeaf = false;
      if (state.isStopped) drop(client);
      else listeners?.onReturn();
    } catch (err) {
      if (state.client) drop(state.client);
      if (!state.isDeaf) log.warn({ err }, 'cache cannot listen for other nodes');
      state.isDeaf = true;
    } finally {
      state.isOpening = false;
    }
  };
  const read = async (key: string, now: number): Promise<Seen> => {
    const { rows } = await pool.query<Row>(`select ${columns} from cache_entries where key = $1`, [
      key,
      new Date(now),
    ]);
    return toSeen(rows[0]);
  };

  return {
    name: 'postgres',
    start: async (given) => {
      listeners = given;
      await listen();
    },
    stop: async () => {
      state.isStopped = true;
      if (state.client) drop(state.client);
    },
    keep: listen,
    read,
    claim: async (key, { token, now, until, isForced }) => {
      const { rows } = await pool.query<Row>(
        `insert into cache_entries as entry (key, hard_at, loader, loader_until)
         values ($1, $4, $3, $4)
         on conflict (key) do update set loader = excluded.loader, loader_until = excluded.loader_until
         where coalesce(entry.loader_until <= $2, true) and ($5 or (
           coalesce(entry.refresh_at <= $2, true) and coalesce(entry.retry_at <= $2, true)))
         returning ${columns}`,
        [key, new Date(now), token, new Date(until), isForced],
      );
      if (rows[0]) return { ...toSeen(rows[0]), isMine: true };
      return { ...(await read(key, now)), isMine: false };
    },
    write: async (key, token, stored) => {
      const { rowCount } = await pool.query(
        `update cache_entries set value = $3, loaded_at = $4, refresh_at = $5, expires_at = $6, hard_at = $7,
           loader = null, loader_until = null, failed_code = null, retry_at = null
         where key = $1 and loader = $2`,
        [
          key,
          token,
          stored.value,
          ...[stored.loadedAt, stored.refreshAt, stored.expiresAt, stored.hardAt].map(
            (at) => new Date(at),
          ),
        ],
      );
      return rowCount === 1;
    },
    fail: async (key, token, { code, retryAt }) => {
      const { rowCount } = await pool.query(
        `update cache_entries set failed_code = $3, retry_at = $4, loader = null, loader_until = null
         where key = $1 and loader = $2`,
        [key, token, code, new Date(retryAt)],
      );
      return rowCount === 1;
    },
    remove: (target) => remove(pool, target),
    publish: async (message) => {
      await pool.query('select pg_notify($1, $2)', [channel, JSON.stringify(message)]);
    },
    sweep: async (now) => {
      await pool.query(
        `delete from cache_entries where hard_at <= $1
         and coalesce(loader_until <= $1, true) and coalesce(retry_at <= $1, true)`,
        [new Date(now)],
      );
    },
  };
}

async function remove(pool: pg.Pool, target: Target): Promise<void> {
  if ('key' in target) await pool.query('delete from cache_entries where key = $1', [target.key]);
  else await pool.query('delete from cache_entries where starts_with(key, $1)', [target.prefix]);
}

function toSeen(row: Row | undefined): Seen {
  if (!row) return { isLoading: false };
  const { value, loaded_at, refresh_at, expires_at, hard_at, failed_code, retry_at } = row;
  return {
    isLoading: row.is_loading === true,
    ...(value !== null && loaded_at && refresh_at && expires_at
      ? {
          stored: {
            value,
            loadedAt: loaded_at.getTime(),
            refreshAt: refresh_at.getTime(),
            expiresAt: expires_at.getTime(),
            hardAt: hard_at.getTime(),
          },
        }
      : {}),
    ...(failed_code !== null && retry_at
      ? { failure: { code: failed_code, retryAt: retry_at.getTime() } }
      : {}),
  };
}

const messageWire = z.union([
  z.object({ kind: z.literal('loaded'), key: z.string(), loadedAt: z.number() }),
  z.object({ kind: z.literal('failed'), key: z.string() }),
  z.object({ kind: z.literal('dropped'), key: z.string() }),
  z.object({ kind: z.literal('dropped'), prefix: z.string() }),
]);

/** Another version of us may say what this one does not understand. */
export function readMessage(payload: string | undefined): Message | undefined {
  try {
    const parsed = messageWire.safeParse(JSON.parse(payload ?? ''));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}
