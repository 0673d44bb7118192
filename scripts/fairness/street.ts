import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { type App, buildApp } from '#app';
import { credits } from '#kernel';
import { loadConfig } from '#platform/config';
import { createPool } from '#platform/db';
import { createMemoryLog } from '#platform/log';
import { type MediaSandbox, openMediaSandbox } from '../bench/media-sandbox.ts';
import { benchToken } from '../bench/product.ts';
import type { Servers } from '../bench/servers.ts';

export interface StreetOptions {
  redisUrl: string | undefined;
  /** Pause between two submits. */
  everyMs: number;
  taskMs: number;
  caps: { all: number; person: number };
}

export interface Arrived {
  prompt: string;
  createdAt: number;
  completedAt?: number | undefined;
}

export interface Street {
  /** Somebody with money; orders go by turns through the processes. */
  person(): Promise<string>;
  order(userId: string, prompt: string): Promise<void>;
  arrived(): Promise<Arrived[]>;
  close(): Promise<void>;
}

const tasksShape = z.object({
  tasks: z.array(
    z.object({
      createdAt: z.number(),
      completedAt: z.number().optional(),
      input: z.object({ prompt: z.string() }),
    }),
  ),
});

/** Two processes of the product on a database of their own, before a provider in a third. */
export async function openStreet(servers: Servers, options: StreetOptions): Promise<Street> {
  const sandbox = await openMediaSandbox(benchToken);
  await sandbox.control('setDurations', { image: options.taskMs });
  const dir = await mkdtemp(join(tmpdir(), 'jackdraw-fairness-'));
  const databaseUrl = await createDatabase(servers);
  const place = { ...options, databaseUrl, sandbox, dir };
  const apps = [await openApp(place), await openApp(place)] as const;
  const [first] = apps;
  let people = 0;
  let orders = 0;

  return {
    person: async () => {
      people += 1;
      const { id: userId } = await first.users.recognise({ telegramId: 1_000_000 + people });
      const grant = { userId, amount: credits('1000'), reason: 'grant', key: userId } as const;
      await first.db.client.transaction((tx) => first.ledger.grant(tx, grant));
      return userId;
    },
    order: async (userId, prompt) => {
      orders += 1;
      const app = apps[orders % 2 === 0 ? 0 : 1];
      const order = { modelId: 'z-image', input: { prompt, aspect_ratio: '1:1' } };
      await app.generation.confirm({ userId, clientKey: prompt, order });
    },
    arrived: async () =>
      tasksShape
        .parse(await sandbox.control('tasks'))
        .tasks.map(({ input, createdAt, completedAt }) => ({
          prompt: input.prompt,
          createdAt,
          completedAt,
        })),
    close: async () => {
      await first.generation.pause();
      for (const app of apps) await app.stop();
      await sandbox.close();
      await rm(dir, { recursive: true, force: true });
    },
  };
}

async function createDatabase({ databaseUrl, log }: Servers): Promise<string> {
  const name = `fairness_${Date.now().toString(36)}`;
  const pool = createPool({ url: databaseUrl, log, max: 1 });
  await pool.query(`create database ${name}`);
  await pool.end();
  const url = new URL(databaseUrl);
  url.pathname = `/${name}`;
  return url.href;
}

type Place = StreetOptions & { databaseUrl: string; sandbox: MediaSandbox; dir: string };

async function openApp({ databaseUrl, sandbox, dir, caps, ...rest }: Place): Promise<App> {
  const secretKey = 'only-for-fairness-0123456789abcdefghi';
  const config = loadConfig({
    BOT_TOKEN: benchToken,
    TELEGRAM_API_ROOT: sandbox.telegramUrl,
    DATABASE_URL: databaseUrl,
    SECRET_KEY: secretKey,
    DATA_DIR: dir,
    ROLES: 'worker,http',
    APP_HOST: '127.0.0.1',
    MAX_PARALLEL_GENERATIONS: String(caps.all),
    MAX_PARALLEL_PER_USER: String(caps.person),
    ...(rest.redisUrl && { REDIS_URL: rest.redisUrl }),
  });
  const { kieUrl: baseUrl } = sandbox;
  const app = buildApp(
    {
      ...config,
      secretKey,
      http: { ...config.http, port: 0 },
      db: { ...config.db, url: databaseUrl },
      // Quicker than any setting allows, so that a run is short; what is compared has the same pace.
      kie: { ...config.kie, baseUrl, uploadUrl: baseUrl, submitEveryMs: rest.everyMs },
    },
    { log: createMemoryLog({ level: 'error' }).log },
  );
  await app.start();
  return app;
}
