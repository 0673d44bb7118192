import { readFileSync, rmSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { createEmbedded } from '#platform/db';
import { createMemoryLog } from '#platform/log';
import { createKieSandbox } from '#sandbox/kie';
import { createTelegramSandbox } from '#sandbox/telegram';
import { createDataDir, createTcpProxy, createTestRedis, findFreePort, until } from '#testing';
import { watchAdmissions } from './admissions.ts';
import { watchArrivals } from './arrivals.ts';
import { type PartProcess, startPart } from './process.ts';
import { createTownClock } from './time.ts';
import type { Answer, Ask } from './wire.ts';

const token = '4242424242:SANDBOX-for-the-chaos-only-abcdefghijk';
const patienceMs = 120_000;

export type Town = Awaited<ReturnType<typeof openTown>>;

/** Something that befell the product, at a time of this machine's clock. */
export interface Blow {
  at: number;
  until: number;
  what: 'kill' | 'term' | 'postgres' | 'redis' | 'telegram';
  whom: string;
}

export const caps = { all: 20, person: 3 };

/** The product in processes of its own, its servers, and a Telegram and a KIE to talk to. */
export async function openTown({ withRedis }: { withRedis: boolean }) {
  const undos: (() => unknown)[] = [];
  const cleanup = { after: (undo: () => unknown) => void undos.push(undo) };
  const { log } = createMemoryLog({ level: 'fatal' });
  const dataDir = createDataDir(cleanup);
  const logDir = join(dataDir, 'logs');
  const productDir = join(dataDir, 'product');
  await mkdir(logDir, { recursive: true });
  const open = async () => {
    const server = createEmbedded({ dataDir: join(dataDir, 'database'), log });
    return { server, ...(await server.start()) };
  };
  let database = await open();
  const proxy = await createTcpProxy(cleanup, database.url);
  const pool = new pg.Pool({ connectionString: proxy.url, max: 2 });
  pool.on('error', () => undefined);
  const redis = withRedis ? await createTestRedis(cleanup, { isPersistent: true }) : undefined;

  const telegram = createTelegramSandbox({ token, localUrls: true, transcriptLimit: 1_000_000 });
  const kie = createKieSandbox({ balance: 10_000_000 });
  const [{ url: telegramUrl }, { url: kieUrl }] = await Promise.all([
    telegram.start(),
    kie.start(),
  ]);
  kie.control.prepare({ on: true });
  kie.control.setDurations({ image: 1_500, video: 3_000, audio: 2_000, text: 1_000, data: 1_000 });
  const httpPort = await findFreePort();

  const blows: Blow[] = [];
  const surprises: string[] = [];
  const parts: PartProcess[] = [];
  const clock = createTownClock({
    tell: (leaps) => {
      for (const one of parts) one.tellClock(leaps);
    },
    advance: (ms) => {
      kie.control.clock.advance(ms);
      telegram.control.clock.advance(ms);
    },
  });
  const env = () => ({
    BOT_TOKEN: token,
    TELEGRAM_API_ROOT: telegramUrl,
    DATABASE_URL: proxy.url,
    ...(redis && { REDIS_URL: redis.url }),
    DATA_DIR: productDir,
    SECRET_KEY: 'only-for-the-chaos-0123456789abcdef',
    STOLOTO: 'off',
    USER_RATE_LIMIT: '0',
    SEND_PER_SECOND: '30',
    MAX_PARALLEL_GENERATIONS: String(caps.all),
    MAX_PARALLEL_PER_USER: String(caps.person),
    DATABASE_POOL: '6',
    LOG_LEVEL: 'info',
    CHAOS_KIE_URL: kieUrl,
    CHAOS_PUBLIC_URL: `http://127.0.0.1:${httpPort}`,
    CHAOS_LEAPS: JSON.stringify(clock.current()),
  });
  const part = (name: string, roles: string, more: Record<string, string> = {}): PartProcess =>
    startPart({
      name,
      roles,
      dir: logDir,
      env: () => ({ ...env(), APP_PORT: '0', ...more }),
      onSurprise: (what) => surprises.push(what),
    });
  // The first brings the schema; the others find it.
  const first = part('shop-1', '');
  parts.push(first);
  const arrivals = watchArrivals(kie.control);
  const allReady = () =>
    until('all processes are ready', () => parts.every((one) => one.isReady()), patienceMs);
  const openAll = async () => {
    await until('the first process is ready', first.isReady, patienceMs);
    await watchAdmissions(pool);
    parts.push(
      part('shop-2', ''),
      part('bot-1', 'bot'),
      part('bot-2', 'bot'),
      part('worker-1', 'worker'),
      part('worker-2', 'worker'),
      part('http', 'http', { APP_PORT: String(httpPort) }),
    );
    await allReady();
  };
  const close = async ({ keep }: { keep: boolean }) => {
    arrivals.stop();
    await Promise.all(parts.map((one) => one.close()));
    telegram.control.release();
    await Promise.all([telegram.stop(), kie.stop()]);
    await pool.end();
    await database.server.stop();
    // The first would remove what is to be looked at; some add what they undo last.
    for (let i = keep ? 1 : 0; i < undos.length; i += 1) await undos[i]?.();
    if (!keep) rmSync(dataDir, { recursive: true, force: true });
  };
  try {
    await openAll();
  } catch (error) {
    await close({ keep: true });
    throw new Error(`The processes did not start; their logs are in ${logDir}`, { cause: error });
  }

  const during = async (blow: Omit<Blow, 'at' | 'until'>, work: () => Promise<unknown>) => {
    const noted = { ...blow, at: Date.now(), until: Number.POSITIVE_INFINITY };
    blows.push(noted);
    await work();
    noted.until = Date.now();
  };

  return {
    telegram: telegram.control,
    kie: kie.control,
    blows,
    surprises,
    parts,
    logDir,
    filesDir: join(productDir, 'files'),
    allReady,
    /** Rows, also when the database is away for a while. */
    query: async <T extends pg.QueryResultRow>(text: string, values: unknown[] = []) => {
      const deadline = performance.now() + patienceMs;
      for (;;) {
        try {
          return (await pool.query<T>(text, values)).rows;
        } catch (error) {
          if (performance.now() > deadline) throw error;
          await pause(200);
        }
      }
    },
    /** Any process that takes orders; `undefined` when the one asked was killed meanwhile. */
    ask: async (ask: Ask, pick: (from: readonly PartProcess[]) => PartProcess) => {
      const shops = parts.filter(({ roles, isReady }) => roles === '' && isReady());
      return shops.length === 0 ? undefined : (pick(shops).ask(ask) as Promise<Answer | undefined>);
    },
    end: (one: PartProcess, signal: 'SIGKILL' | 'SIGTERM', awayMs: number) =>
      during({ what: signal === 'SIGKILL' ? 'kill' : 'term', whom: one.name }, () =>
        one.end(signal, awayMs),
      ),
    /** As its operator stops it, and back after a while with its data. */
    stopPostgres: (awayMs: number) =>
      during({ what: 'postgres', whom: 'stopped' }, async () => {
        await database.server.stop();
        await pause(awayMs);
        database = await open();
        proxy.lead(database.url);
        await until('PostgreSQL answers', answers, patienceMs);
      }),
    /** As a machine does it. */
    crashPostgres: () =>
      during({ what: 'postgres', whom: 'killed' }, async () => {
        const { rows } = await pool.query<{ data_directory: string }>('show data_directory');
        const file = join(rows[0]?.data_directory ?? '', 'postmaster.pid');
        process.kill(Number(readFileSync(file, 'utf8').split('\n')[0]), 'SIGKILL');
        await pause(500);
        await until('PostgreSQL answers again', answers, patienceMs);
      }),
    restartRedis: (way: 'stop' | 'kill', awayMs: number) =>
      during({ what: 'redis', whom: way }, async () => {
        if (!redis) return;
        await redis[way]();
        await pause(awayMs);
        await redis.start();
      }),
    hasRedis: redis !== undefined,
    clock,
    arrivals,
    close,
  };

  async function answers(): Promise<boolean> {
    try {
      await pool.query('select 1');
      return true;
    } catch {
      return false;
    }
  }
}
