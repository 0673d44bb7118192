import type pg from 'pg';
import type { Db } from '#platform/db';
import type { Log } from '#platform/log';
import { channel } from './store.ts';

export type Listener = {
  /** Listens again if the connection was lost. */
  ensure: () => Promise<void>;
  stop: () => void;
};

/** Hears at once when another process put something in. It may miss a call: a tick looks too. */
export function createListener(deps: { db: Db; log: Log; onCall: () => void }): Listener {
  let client: pg.PoolClient | undefined;
  let isConnecting = false;
  let isStopped = false;

  const drop = (lost: pg.PoolClient): void => {
    if (client !== lost) return;
    client = undefined;
    lost.removeListener('notification', deps.onCall);
    lost.release(true);
  };

  return {
    ensure: async () => {
      if (client || isConnecting || isStopped) return;
      isConnecting = true;
      try {
        const fresh = await deps.db.$client.connect();
        client = fresh;
        fresh.on('notification', deps.onCall);
        fresh.once('error', () => drop(fresh));
        fresh.once('end', () => drop(fresh));
        await fresh.query(`listen ${channel}`);
        if (isStopped) drop(fresh);
        else deps.onCall();
      } catch (err) {
        if (client) drop(client);
        deps.log.warn({ err }, 'inbox cannot listen for other processes');
      } finally {
        isConnecting = false;
      }
    },
    stop: () => {
      isStopped = true;
      if (client) drop(client);
    },
  };
}
