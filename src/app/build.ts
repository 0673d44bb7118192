import { type Clock, credits, systemClock } from '#kernel';
import { createAccount } from '#modules/account';
import { createLedger } from '#modules/ledger';
import { createUsers } from '#modules/users';
import { createCache } from '#platform/cache';
import type { Config, SettledConfig } from '#platform/config';
import { claimDatabase, createDb, isDbConflict, isDbGone, migrate } from '#platform/db';
import { createInbox } from '#platform/inbox';
import { createKv } from '#platform/kv';
import { createSeat } from '#platform/lock';
import { createLog, type Log } from '#platform/log';
import { createMetrics } from '#platform/metrics';
import { createOutgoing } from '#platform/net';
import { createQueue, createWorker } from '#platform/queue';
import { checkSettings } from '#platform/security';
import { createBot } from '#surfaces/bot';
import { createHttp } from '#surfaces/http';
import { openCatalogue } from './catalogue.ts';
import { createLifecycle, type Part } from './lifecycle.ts';
import { countUpdates, watchCache, watchInbox } from './numbers.ts';
import { databaseStartError, queueStartError } from './store-start-error.ts';

export interface AppConfig extends SettledConfig {
  db: Config['db'] & { url: string };
}

export interface Given {
  clock: Clock;
  log: Log;
}

export type App = ReturnType<typeof buildApp>;

// Of the ten seconds that a stop may take, the rest is for PostgreSQL and the sandbox.
const stopMs = 8_000;
// Asked without end, or once per language at the first start.
const routineCalls = [
  'getUpdates',
  'setMyCommands',
  'setMyDescription',
  'setMyName',
  'setMyShortDescription',
];
const webhookPath = '/telegram/webhook';

/** The floor plan: everything long-lived is made here and nowhere else. */
export function buildApp(config: AppConfig, given: Partial<Given> = {}) {
  const { clock = systemClock, log = createLog(config.log) } = given;
  const { telegram, db: dbConfig, roles } = config;
  const metrics = createMetrics();
  const db = createDb({ url: dbConfig.url, log, max: dbConfig.poolMax });
  const queueConfig = { databaseUrl: dbConfig.url, redisUrl: config.redis.url };
  const queue = createQueue(queueConfig, { log, jobs: [] });
  const redis = config.redis.url === undefined ? undefined : { url: config.redis.url };
  const cache = createCache({ clock, log, pool: db.pool, redis });
  const kv = createKv({ db: db.client, clock, log });
  const inbox = createInbox({ db: db.client, clock, log });

  const users = createUsers({ db: db.client, clock, adminIds: config.adminIds });
  const ledger = createLedger({
    db: db.client,
    clock,
    log,
    secretKey: config.secretKey,
    welcomeCredits: credits(config.money.welcomeCredits),
  });
  const account = createAccount({
    db: db.client,
    forgets: [ledger.forget, users.forget],
    drops: [users.drop],
  });

  const catalogue = openCatalogue(config);

  const toTelegram = createOutgoing({
    log,
    service: 'telegram',
    proxyUrl: telegram.proxyUrl,
    routine: routineCalls,
  });
  const bot = createBot({
    ...telegram,
    appName: config.name,
    webhook: webhookOf(config),
    log,
    wideLine: countUpdates(metrics),
    clock,
    telegram: toTelegram,
    inbox,
    kv,
    seat: (on) => createSeat({ ...on, url: dbConfig.url, key: 'bot', log, clock }),
    isPassing: (error) => isDbGone(error) || isDbConflict(error),
    users,
    account,
    catalogue,
    adminIds: config.adminIds,
    checkSecurity: () => checkSettings(config),
  });
  const http = createHttp({
    ...config.http,
    log,
    metrics,
    checks: {
      database: db.check,
      queue: queue.check,
      telegram: async () => {
        if (!(await bot.isReachable())) throw new Error('Telegram does not answer');
      },
    },
    webhook:
      telegram.mode === 'webhook' && telegram.webhookSecret !== undefined && roles.includes('http')
        ? {
            path: webhookPath,
            secret: telegram.webhookSecret,
            receive: async (update) => void (await bot.receive([update])),
          }
        : undefined,
  });
  const worker = createWorker(queueConfig, [], { log, jobs: [] });

  watchInbox(metrics, inbox);
  watchCache(metrics, cache);
  metrics.addText(queue.metrics);

  const parts: Part[] = [
    { name: 'database', start: async () => startDatabase(), stop: db.stop },
    { name: 'kept state', start: kv.start, stop: kv.stop },
    { name: 'telegram client', start: async () => undefined, stop: async () => toTelegram.stop() },
    { name: 'queue', start: startQueue, stop: queue.stop },
    { name: 'cache', start: cache.start, stop: cache.stop },
    ...(roles.includes('bot') ? [{ name: 'bot', start: bot.start, stop: bot.stop }] : []),
    ...(roles.includes('worker')
      ? [{ name: 'worker', start: worker.start, stop: worker.stop }]
      : []),
    { name: 'http', start: startHttp, stop: http.stop },
  ];

  async function startDatabase(): Promise<void> {
    try {
      await migrate(dbConfig.url, log);
      await db.start();
      await claimDatabase(db.client, { botId: botIdOf(config), now: clock.now() });
    } catch (cause) {
      throw databaseStartError(cause, dbConfig.url);
    }
  }

  async function startQueue(): Promise<void> {
    try {
      await queue.start();
    } catch (cause) {
      throw queueStartError(cause, config.redis.url);
    }
  }

  // Without the role it only tells about health, which several processes on one machine need not all do.
  async function startHttp(): Promise<void> {
    try {
      await http.start();
    } catch (error) {
      if (roles.includes('http')) throw error;
      log.warn({ err: error }, 'this process serves no health page');
    }
  }

  return {
    db,
    queue,
    cache,
    inbox,
    kv,
    users,
    ledger,
    account,
    bot,
    http,
    ...createLifecycle(parts, { log, stopMs }),
  };
}

function webhookOf({ telegram, http }: AppConfig) {
  if (telegram.mode !== 'webhook' || !telegram.webhookSecret || !http.publicUrl) return undefined;
  return { url: `${http.publicUrl}${webhookPath}`, secret: telegram.webhookSecret };
}

const botIdOf = ({ telegram }: AppConfig): string =>
  telegram.isSandbox ? 'sandbox' : telegram.token.slice(0, telegram.token.indexOf(':'));
