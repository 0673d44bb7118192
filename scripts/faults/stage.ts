import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { createEmbedded } from '#platform/db';
import { createMemoryLog } from '#platform/log';
import { createTelegramSandbox } from '#sandbox/telegram';
import {
  type Cleanup,
  createDataDir,
  createTcpProxy,
  createTestRedis,
  type Launched,
  launch,
  until,
} from '#testing';
import type { Kill } from './account.ts';

const token = '4242424242:SANDBOX-for-the-faults-only-abcdefghij';
const patienceMs = 60_000;

export type Stage = Awaited<ReturnType<typeof openStage>>;

export interface Ended {
  code: unknown;
  ms: number;
}

/** The product in processes of its own, and everything around it that can fail. */
export async function openStage({ withRedis }: { withRedis: boolean }) {
  const undos: (() => unknown)[] = [];
  const cleanup: Cleanup = { after: (undo) => void undos.push(undo) };
  const { log } = createMemoryLog({ level: 'fatal' });
  const dataDir = createDataDir(cleanup);
  const openDatabase = async () => {
    const server = createEmbedded({ dataDir: join(dataDir, 'database'), log });
    const { url } = await server.start();
    const pool = new pg.Pool({ connectionString: url, max: 2 });
    pool.on('error', () => undefined);
    return { server, url, pool };
  };

  let database = await openDatabase();
  const proxy = await createTcpProxy(cleanup, database.url);
  const redis = withRedis ? await createTestRedis(cleanup, { isPersistent: true }) : undefined;
  const sandbox = createTelegramSandbox({ token, localUrls: true });
  const { url } = await sandbox.start();
  const kills: Kill[] = [];
  const outages: Kill[] = [];
  const stops: Ended[] = [];
  const surprises: string[] = [];
  const ending = new Set<Launched>();
  const closed = new Map<Launched, Promise<unknown>>();

  const watch = (product: Launched): Launched => {
    closed.set(product, once(product.child, 'close'));
    void product.exited.then(([code, signal]) => {
      if (!ending.has(product))
        surprises.push(`ended by itself with ${code ?? signal}: ${product.errors().slice(-500)}`);
    });
    return product;
  };
  const start = (): Launched =>
    watch(
      launch(cleanup, {
        BOT_TOKEN: token,
        TELEGRAM_API_ROOT: url,
        DATABASE_URL: proxy.url,
        ...(redis && { REDIS_URL: redis.url }),
        DATA_DIR: join(dataDir, 'product'),
        // Nobody orders here: the stories of orders have faults of their own.
        KIE_API_KEY: randomBytes(16).toString('hex'),
        KIE_BASE_URL: 'http://127.0.0.1:9',
        STOLOTO: 'off',
        USER_RATE_LIMIT: '0',
        NODE_OPTIONS: `--import=${join(import.meta.dirname, 'reject.ts')} --max-semi-space-size=8`,
      }),
    );
  const end = async (product: Launched, signal: NodeJS.Signals): Promise<Ended> => {
    ending.add(product);
    const from = performance.now();
    product.child.kill(signal);
    const [code] = await product.exited;
    const ms = Math.round(performance.now() - from);
    // Its last words may come after its end.
    await closed.get(product);
    return { code, ms };
  };

  return {
    control: sandbox.control,
    kills,
    outages,
    stops,
    surprises,
    start,
    /** As on a bare machine: no settings, nothing of this stage. */
    startAlone: (): Launched => watch(launch(cleanup, { DATA_DIR: join(dataDir, 'alone') })),
    end,
    kill: async (product: Launched): Promise<void> => {
      const signalAt = Date.now();
      await end(product, 'SIGKILL');
      kills.push({ signalAt, goneAt: Date.now() });
    },
    /** Once it has started: before, the signal would meet a Node that knows nothing of us. */
    stop: async (product: Launched): Promise<void> => {
      await product.line('ready');
      stops.push(await end(product, 'SIGTERM'));
    },
    /** Rows, also when the database is away for a while. */
    query: async (text: string, values: readonly unknown[] = []) => {
      const deadline = performance.now() + patienceMs;
      for (;;) {
        try {
          return (await database.pool.query(text, [...values])).rows;
        } catch (error) {
          if (performance.now() > deadline) throw error;
          await pause(100);
        }
      }
    },
    /** PostgreSQL stops as its operator stops it, and comes back with its data. */
    outage: async (ms: number): Promise<void> => {
      const signalAt = Date.now();
      await database.server.stop();
      await pause(ms);
      const former = database.pool;
      database = await openDatabase();
      proxy.lead(database.url);
      outages.push({ signalAt, goneAt: Date.now() });
      await former.end();
    },
    redis,
    isSitting,
    sitting: async (products: readonly Launched[]): Promise<Launched> => {
      await until('somebody sits', () => products.some(isSitting), patienceMs);
      const found = products.find(isSitting);
      if (!found) throw new Error('nobody sits any more');
      return found;
    },
    databaseUrl: () => database.url,
    close: async (): Promise<void> => {
      for (let i = 0; i < undos.length; i += 1) await undos[i]?.();
      sandbox.control.release();
      await sandbox.stop();
      await database.pool.end();
      await database.server.stop();
      await rm(dataDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
    },
  };
}

/** Holds the seat, by its own words, and has begun to work. */
function isSitting({ child, lines }: Launched): boolean {
  if (child.exitCode !== null || child.signalCode !== null) return false;
  return (
    lines.findLast(({ msg }) => msg === 'bot at work' || msg === 'seat left')?.msg === 'bot at work'
  );
}

/** Nothing waits to be handled, and nothing that was handled waits to be written down. */
export async function isIdle({ control, query }: Stage): Promise<boolean> {
  if (control.bot().inbox.queue.pending().size > 0) return false;
  const rows = await query("select 1 from inbox where status = 'new' limit 1");
  return rows.length === 0;
}
