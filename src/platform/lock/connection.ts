import pg from 'pg';
import { advisoryKeyOf } from './key.ts';

export type SeatConnection = {
  tryTake: () => Promise<boolean>;
  /** Writes down that a new holder began, and returns its number. */
  nextEpoch: (input: { holder: string; now: Date }) => Promise<number>;
  ping: () => Promise<void>;
  /** Gives the lock back with the connection. */
  close: () => Promise<void>;
  /** Cuts the connection without waiting for anyone. */
  destroy: () => void;
};

const answerMs = 3_000;

// The server ends the session of a holder that went silent: a frozen process must not keep the seat, and a
// machine that vanished is noticed by the keepalive.
const sessionOptions = [
  'idle_session_timeout=10000',
  'statement_timeout=3000',
  'tcp_keepalives_idle=3',
  'tcp_keepalives_interval=2',
  'tcp_keepalives_count=2',
];

/** A connection of its own for one session lock. `onEnd` is called once, when it is lost or closed. */
export async function openSeatConnection(input: {
  url: string;
  key: string;
  onEnd: () => void;
}): Promise<SeatConnection> {
  const client = new pg.Client({
    connectionString: input.url,
    application_name: `jackdraw seat ${input.key}`,
    options: sessionOptions.map((option) => `-c ${option}`).join(' '),
    connectionTimeoutMillis: answerMs,
    query_timeout: answerMs,
    keepAlive: true,
    keepAliveInitialDelayMillis: 3_000,
  });
  let isEnded = false;
  const end = (): void => {
    if (isEnded) return;
    isEnded = true;
    input.onEnd();
  };
  const destroy = (): void => {
    client.connection.stream.destroy();
    end();
  };
  client.on('error', destroy);
  client.on('end', end);
  try {
    await client.connect();
  } catch (error) {
    isEnded = true;
    client.connection.stream.destroy();
    throw error;
  }
  const lockKey = advisoryKeyOf(input.key);
  return {
    tryTake: async () => {
      const { rows } = await client.query('select pg_try_advisory_lock($1, $2) as taken', lockKey);
      return rows[0]?.taken === true;
    },
    nextEpoch: async ({ holder, now }) => {
      const { rows } = await client.query(
        `insert into seats as s (key, epoch, holder, since) values ($1, 1, $2, $3)
         on conflict (key) do update set epoch = s.epoch + 1, holder = excluded.holder, since = excluded.since
         returning epoch`,
        [input.key, holder, now],
      );
      return Number(rows[0]?.epoch);
    },
    ping: async () => {
      await client.query('select 1');
    },
    close: async () => {
      try {
        await client.query('select pg_advisory_unlock_all()');
      } finally {
        destroy();
      }
    },
    destroy,
  };
}
