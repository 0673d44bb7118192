import { type Clock, credits, systemClock } from '#kernel';
import { accountJobs, accountSchedules, createAccount } from '#modules/account';
import { createModelOverrides } from '#modules/catalogue';
import { createChats } from '#modules/chats';
import {
  callbackPath,
  createGeneration,
  generationJobs,
  generationSchedules,
} from '#modules/generation';
import { createLedger } from '#modules/ledger';
import { lotteryJobs } from '#modules/lottery';
import { createNotifications } from '#modules/notifications';
import { createStudio } from '#modules/studio';
import { createUsers } from '#modules/users';
import { createCache } from '#platform/cache';
import type { Config, SettledConfig } from '#platform/config';
import { claimDatabase, createDb, isDbPassing, migrate } from '#platform/db';
import { createInbox } from '#platform/inbox';
import { createKv } from '#platform/kv';
import { createSeat } from '#platform/lock';
import { createLog, type Log } from '#platform/log';
import { createMetrics } from '#platform/metrics';
import { createOutgoing } from '#platform/net';
import { createFeed, createQueue, createWorker } from '#platform/queue';
import { checkSettings } from '#platform/security';
import { createBot } from '#surfaces/bot';
import { createHttp } from '#surfaces/http';
import { openCatalogue } from './catalogue.ts';
import { cleanupsOf } from './cleanups.ts';
import { createFileLinks } from './file-links.ts';
import { openFiles } from './files.ts';
import { createLifecycle, type Part } from './lifecycle.ts';
import { openLotteryData } from './lottery-data.ts';
import { openLotteryFace } from './lottery-face.ts';
import { countUpdates, watch } from './numbers.ts';
import { createTurns, openProvider } from './provider.ts';
import { queueConfigOf } from './queue-config.ts';
import { databaseStartError, queueStartError } from './store-start-error.ts';
import { botIdOf, routineCalls, webhookOf, webhookPath } from './telegram-place.ts';
import { createWelcome } from './welcome.ts';

export interface AppConfig extends SettledConfig {
  db: Config['db'] & { url: string };
}

export interface Given {
  clock: Clock;
  log: Log;
}

export type App = ReturnType<typeof buildApp>;

// Of the ten seconds that a stop may take, the rest is for PostgreSQL and the sandbox. Jobs may take three of these, then updates and messages three.
const stopMs = 8_000;
// Longer than any test's machine is busy with other things.
const idleMs = 60_000;

/** The floor plan: everything long-lived is made here and nowhere else. */
export function buildApp(config: AppConfig, given: Partial<Given> = {}) {
  const { clock = systemClock, log = createLog(config.log) } = given;
  const { telegram, db: dbConfig, roles } = config;
  const metrics = createMetrics();
  const db = createDb({ url: dbConfig.url, log, max: dbConfig.poolMax });
  const queueConfig = queueConfigOf(config);
  const jobs = [...generationJobs, ...accountJobs, ...lotteryJobs];
  const queue = createQueue(queueConfig, { log, jobs });
  const feed = createFeed(queueConfig, { log });
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

  const overrides = createModelOverrides({ db: db.client, clock, log, feed });
  const catalogue = openCatalogue(config, overrides);
  const notifications = createNotifications({
    db: db.client,
    clock,
    log,
    adminIds: config.adminIds,
    keepDays: config.retention.eventsDays,
    feed,
  });
  const { publish } = notifications;
  const provider = openProvider(config, log);
  const files = openFiles(config, { db: db.client, clock, log, provider });
  const links = createFileLinks({ files, secretKey: config.secretKey, base: () => base() });
  const base = () => config.http.publicUrl ?? (hasCallbacks ? http.url() : undefined);
  const generation = createGeneration({
    db: db.client,
    clock,
    log,
    queue,
    cache,
    ledger,
    catalogue,
    files,
    publish,
    provider: provider.kie,
    takeTurn: createTurns({ pool: db.pool, clock, everyMs: config.kie.submitEveryMs }),
    secretKey: config.secretKey,
    webhookKey: config.kie.webhookKey,
    // The sandbox beside this process reaches it where the world does not.
    callbackBase: base,
    caps: { all: config.generation.maxParallel, person: config.generation.maxParallelPerUser },
    lowBalance: credits(config.money.lowBalance),
    withdraw: overrides.hide,
    rowDays: config.retention.rowsDays,
  });
  const studio = createStudio({
    db: db.client,
    clock,
    log,
    catalogue,
    files,
    generation,
    draftDays: config.retention.sessionsDays,
  });
  const chats = createChats({ db: db.client, clock, generation });
  const hasCallbacks = config.kie.isSandbox && roles.includes('http');
  const account = createAccount({
    db: db.client,
    log,
    forgets: [
      studio.forget,
      generation.forget,
      notifications.forget,
      chats.forget,
      files.forget,
      (tx, userId) => lotteryFace.people.forget(tx, userId),
      ledger.forget,
      users.forget,
    ],
    drops: [users.drop],
    cleanups: cleanupsOf({ rooms: { generation, notifications, studio, files }, inbox, kv }),
  });

  const lottery = openLotteryData(config, { db, cache, clock, log, metrics });
  const lotteryFace = openLotteryFace({ db: db.client, clock, data: lottery.data });
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
    isPassing: isDbPassing,
    users,
    account,
    lottery: lotteryFace,
    catalogue,
    studio,
    files,
    ledger,
    generation,
    notifications,
    linkTo: links.linkTo,
    roublesPerCredit: config.money.rubPerCredit,
    welcome: createWelcome({ db: db.client, ledger }),
    retention: config.retention,
    adminIds: config.adminIds,
    checkSecurity: () => checkSettings(config),
  });
  const http = createHttp({
    ...config.http,
    log,
    metrics,
    isPassing: isDbPassing,
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
    files: links,
    provider: roles.includes('http')
      ? { path: callbackPath, receive: generation.receiveCallback }
      : undefined,
  });
  const worker = createWorker(
    queueConfig,
    [...generation.handlers, ...account.handlers, ...lottery.handlers],
    {
      log,
      jobs,
      schedules: [...generationSchedules, ...accountSchedules, ...lottery.schedules],
    },
  );

  watch(metrics, { inbox, cache, queue, outbox: notifications });

  const parts: Part[] = [
    { name: 'database', start: async () => startDatabase(), stop: db.stop },
    { name: 'kept state', start: kv.start, stop: kv.stop },
    { name: 'telegram client', start: async () => undefined, stop: async () => toTelegram.stop() },
    { name: 'queue', start: startQueue, stop: queue.stop },
    { name: 'feed', start: feed.start, stop: feed.stop },
    { name: 'cache', start: cache.start, stop: cache.stop },
    { name: 'pictures', start: async () => undefined, stop: lotteryFace.pictures.stop },
    { name: 'lottery data', start: lottery.start, stop: async () => undefined },
    { name: 'hidden models', start: overrides.start, stop: overrides.stop },
    { name: 'provider', start: async () => undefined, stop: provider.stop },
    { name: 'generation', start: generation.start, stop: generation.idle },
    ...(roles.includes('bot') ? [{ name: 'bot', start: bot.start, stop: bot.stop }] : []),
    ...(roles.includes('worker')
      ? [{ name: 'worker', start: worker.start, stop: worker.stop }]
      : []),
    { name: 'http', start: startHttp, stop: http.stop },
    // First to stop: nobody's end waits for a turn or an answer of a foreign server.
    { name: 'lottery calls', start: async () => undefined, stop: lottery.stop },
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
    lottery,
    account,
    catalogue,
    notifications,
    files,
    linkTo: links.linkTo,
    generation,
    chats,
    studio,
    bot,
    http,
    /** What the schedules ring for, by hand. */
    tick: generation.tick,
    /** For tests: no job waits or runs, and no bell is on its way. */
    idle: async (): Promise<void> => {
      for (let before = -1; before !== generation.rung(); ) {
        before = generation.rung();
        await generation.idle();
        await queue.idle({ timeoutMs: idleMs });
      }
    },
    ...createLifecycle(parts, { log, stopMs }),
  };
}
