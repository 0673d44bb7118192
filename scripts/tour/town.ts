import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type App, buildApp } from '#app';
import { credits } from '#kernel';
import { loadConfig } from '#platform/config';
import { createMemoryLog, type LogLine } from '#platform/log';
import { createKieSandbox } from '#sandbox/kie';
import { createTelegramSandbox } from '#sandbox/telegram';
import { benchToken } from '../bench/product.ts';
import { openServers } from '../bench/servers.ts';

type Telegram = ReturnType<typeof createTelegramSandbox>['control'];

/** The product in this process, before a Telegram and a KIE of this machine. */
export interface Town {
  app: App;
  telegram: Telegram;
  /** Errors that the product wrote down. */
  errors: () => LogLine[];
  /** Refused or strange calls to Telegram. */
  refusals: () => string[];
  grant: (userId: string) => Promise<void>;
  close: () => Promise<void>;
}

const taskMs = 200;

export async function openTown(): Promise<Town> {
  const servers = await openServers();
  const dir = await mkdtemp(join(tmpdir(), 'jackdraw-tour-'));
  const telegram = createTelegramSandbox({ token: benchToken, localUrls: true });
  const durations = { image: taskMs, video: taskMs, audio: taskMs, text: taskMs, data: taskMs };
  const kie = createKieSandbox({ durations, limits: false });
  const [{ url }, { url: kieUrl }] = await Promise.all([telegram.start(), kie.start()]);
  kie.control.setBalance({ credits: 1e9 });
  kie.control.prepare({ on: true });
  const secretKey = 'only-for-the-tour-0123456789abcdefghi';
  const config = loadConfig({
    BOT_TOKEN: benchToken,
    TELEGRAM_API_ROOT: url,
    DATABASE_URL: servers.databaseUrl,
    SECRET_KEY: secretKey,
    DATA_DIR: dir,
    ROLES: 'bot,worker,http',
    APP_HOST: '127.0.0.1',
    USER_RATE_LIMIT: '0',
    MAX_PARALLEL_GENERATIONS: '50',
  });
  const { log, lines } = createMemoryLog();
  const app = buildApp(
    {
      ...config,
      secretKey,
      http: { ...config.http, port: 0 },
      kie: { ...config.kie, baseUrl: kieUrl, uploadUrl: kieUrl, submitEveryMs: 20 },
      db: { ...config.db, url: servers.databaseUrl },
    },
    { log },
  );
  await app.start();
  return {
    app,
    telegram: telegram.control,
    errors: () => lines.filter(({ level }) => level === 'error' || level === 'fatal'),
    refusals: () =>
      telegram.control.transcript
        .calls()
        .filter(({ answer, warnings }) => !answer.ok || warnings.length > 0)
        .map(
          ({ method, answer, warnings }) =>
            `${method}: ${answer.ok ? warnings.join('; ') : answer.description}`,
        ),
    grant: (userId) =>
      app.db.client.transaction(async (tx) => {
        const amount = credits('100000');
        await app.ledger.grant(tx, { userId, amount, reason: 'grant', key: `tour:${userId}` });
      }),
    close: async () => {
      await app.stop();
      await Promise.all([telegram.stop(), kie.stop()]);
      await servers.close();
      await rm(dir, { recursive: true, force: true });
    },
  };
}
