import { randomBytes } from 'node:crypto';
import { type App, buildApp } from '#app';
import { loadConfig } from '#platform/config';
import { createPool } from '#platform/db';
import { createMemoryLog } from '#platform/log';
import type { MediaSandbox } from './media-sandbox.ts';
import { benchToken } from './product.ts';
import type { Servers } from './servers.ts';

/** A database of the case's own. */
export async function createDatabase({ databaseUrl, log }: Servers): Promise<string> {
  const name = `bench_${randomBytes(4).toString('hex')}`;
  const pool = createPool({ url: databaseUrl, log, max: 1 });
  await pool.query(`create database ${name}`);
  await pool.end();
  const url = new URL(databaseUrl);
  url.pathname = `/${name}`;
  return url.href;
}

export interface Place {
  databaseUrl: string;
  redisUrl: string | undefined;
  sandbox: MediaSandbox;
  dir: string;
  roles: string;
  inWork: number;
}

/** The product in this process, with nothing held back by settings. */
export async function openApp({
  databaseUrl,
  redisUrl,
  sandbox,
  dir,
  roles,
  inWork,
}: Place): Promise<App> {
  const secretKey = 'only-for-the-benches-0123456789abcdef';
  const config = loadConfig({
    BOT_TOKEN: benchToken,
    TELEGRAM_API_ROOT: sandbox.telegramUrl,
    DATABASE_URL: databaseUrl,
    SECRET_KEY: secretKey,
    DATA_DIR: dir,
    ROLES: roles,
    APP_HOST: '127.0.0.1',
    MAX_PARALLEL_GENERATIONS: String(inWork),
    MAX_PARALLEL_PER_USER: '5',
    ...(redisUrl && { REDIS_URL: redisUrl }),
  });
  const { kieUrl: baseUrl } = sandbox;
  const app = buildApp(
    {
      ...config,
      secretKey,
      http: { ...config.http, port: 0 },
      telegram: { ...config.telegram, sendPerSecond: 1_000 },
      db: { ...config.db, url: databaseUrl },
      // No pause between submits, which no setting allows.
      kie: { ...config.kie, baseUrl, uploadUrl: baseUrl, submitEveryMs: 0 },
    },
    { log: createMemoryLog({ level: 'error' }).log },
  );
  await app.start();
  return app;
}
