import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import type { App, AppConfig } from '#app';
import { createManualClock, credits, isAppError, systemClock } from '#kernel';
import { createLedger } from '#modules/ledger';
import { loadConfig } from '#platform/config';
import { createMemoryLog, type LogLine } from '#platform/log';
import type { KieControl } from '#sandbox/kie';
import type { Control } from '#sandbox/telegram';
import { createPerson, type NewPerson } from './builders.ts';
import { createTestDatabase, type TestDatabase } from './database.ts';
import { until } from './until.ts';

export interface ArrangeOptions {
  /** Settings as the operator would write them, over those of the tests. */
  env?: Record<string, string>;
  /** What no setting allows outside tests, such as a webhook without https. */
  adjust?: (config: AppConfig) => AppConfig | Promise<AppConfig>;
  /** What Telegram refuses in this story; anything else refused fails the test, and so does a refusal that never came. */
  refusals?: readonly RegExp[];
  /** Messages of error lines this story causes, each of which must come. */
  errors?: readonly RegExp[];
  /** With a sandbox KIE, a worker, and HTTP for its callbacks. Its tasks end when the clock is advanced. */
  generation?: boolean;
  /** Time passes as it does outside, here and in the sandbox KIE: for what many do at once. */
  isLive?: boolean;
}

export const botToken = '4242424242:SANDBOX-for-the-tests-only-abcdefghijk';

/** A little Telegram alone. */
export async function startTelegram(
  t: TestContext,
  { rateLimits = false }: { rateLimits?: boolean } = {},
): Promise<{ telegram: Control; url: string }> {
  const { createTelegramSandbox } = await import('#sandbox/telegram');
  const sandbox = createTelegramSandbox({ token: botToken, localUrls: true, rateLimits });
  const { url } = await sandbox.start();
  t.after(async () => {
    sandbox.control.release();
    await sandbox.stop();
  });
  return { telegram: sandbox.control, url };
}

/** The whole app on a fresh database, with the sandbox around it. On the way out it looks for what went wrong unsaid. */
export async function arrange(t: TestContext, options: ArrangeOptions = {}) {
  // Here and not above: whoever only wants a database must not load the whole app.
  const [{ createTelegramSandbox }, { buildApp }] = await Promise.all([
    import('#sandbox/telegram'),
    import('#app'),
  ]);
  const database = await createTestDatabase(t);
  const manual = createManualClock(new Date());
  const clock = options.isLive ? systemClock : manual;
  const { log, lines } = createMemoryLog();
  const sandbox = createTelegramSandbox({ token: botToken, localUrls: true });
  const { url } = await sandbox.start();
  const telegram = sandbox.control;
  const kie = options.generation ? await startKie() : undefined;
  if (options.isLive) kie?.control.clock.run();
  const presses = new Set<ReturnType<Control['press']>>();
  const apps: App[] = [];
  const payers: string[] = [];

  const launch = async (own: Pick<ArrangeOptions, 'env' | 'adjust'> = {}) => {
    const config = await configOf({ ...options, ...own, database, url, kie });
    const app = buildApp(config, { clock, log });
    apps.push(app);
    await app.start();
    return app;
  };
  const idle = async (): Promise<void> => {
    const { queue } = telegram.bot().inbox;
    await until(
      'no update waits',
      // In this order: an update is written down before it leaves Telegram's queue.
      async () => queue.pending().size === 0 && (await countWaiting(database)) === 0,
    );
    if (kie) await jobsIdle();
    await until('no message is due', async () => (await countDue(database, clock.now())) === 0);
  };
  const jobsIdle = async (): Promise<void> => {
    const rung = () => apps.reduce((sum, one) => sum + one.generation.rung(), 0);
    for (let before = -1; before !== rung(); ) {
      before = rung();
      for (const one of apps) await patiently(one.idle);
    }
  };

  t.after(async () => {
    for (const one of apps) await one.stop();
    const answers = await Promise.all([...presses].map(unanswered));
    const calls = telegram.transcript.calls();
    telegram.release();
    await Promise.all([sandbox.stop(), kie?.stop()]);
    assert.deepEqual(answers.flat(), [], 'presses nobody answered');
    assertCalls(calls, options.refusals ?? []);
    assertErrors(lines, options.errors ?? []);
    await assertBooks(database);
  });
  const app = await launch();
  // A story begins when the bot sits and has said who it is: its own calls must not mix with the story's.
  await until('the bot is at work', async () =>
    Boolean(await app.kv.get(`profile:${telegram.bot().id}`)),
  );

  return {
    app,
    /** Another process on the same database. */
    launch,
    /** That process ends in good order. */
    quit: async (one: App): Promise<void> => {
      apps.splice(apps.indexOf(one), 1);
      await one.stop();
    },
    telegram,
    get kie(): KieControl {
      assert.ok(kie, 'this story has not asked for generation');
      return kie.control;
    },
    kieRoot: kie?.url ?? '',
    apiRoot: url,
    clock: {
      now: clock.now,
      advance: (ms: number) => {
        assert.ok(!options.isLive, 'nobody advances a clock that runs');
        manual.advance(ms);
        telegram.clock.advance(ms);
        kie?.control.clock.advance(ms);
      },
    },
    idle,
    /** What the schedules ring for, and all that follows from it. */
    tick: async (): Promise<void> => {
      for (const one of apps) await one.tick();
      await idle();
    },
    /** Somebody with money, who has not met the bot. */
    payer: async (given = '100'): Promise<string> => {
      const telegramId = 900_000_000 + payers.push(given);
      const { id: userId } = await app.users.recognise({ telegramId });
      await app.users.markUnreachable(telegramId);
      await app.db.client.transaction((tx) =>
        app.ledger.grant(tx, {
          userId,
          amount: credits(given),
          reason: 'grant',
          key: `test:${userId}`,
        }),
      );
      return userId;
    },
    lines,
    pool: database.pool,
    person: (who?: NewPerson) =>
      createPerson({ telegram, idle, onPress: (press) => presses.add(press) }, who),
  };
}

interface Kie {
  url: string;
  /** For what it makes. */
  dataDir: string;
  control: KieControl;
  stop(): Promise<void>;
}

/** A little KIE whose tasks take a second of a clock that stands still. */
async function startKie(): Promise<Kie> {
  const { createKieSandbox } = await import('#sandbox/kie');
  const durations = { image: 1_000, video: 1_000, audio: 1_000, text: 1_000, data: 1_000 };
  const { control, start, stop } = createKieSandbox({ durations, limits: false });
  const { url } = await start();
  const dataDir = mkdtempSync(join(tmpdir(), 'jackdraw-files-'));
  control.clock.freeze();
  control.prepare({ on: true });
  return {
    url,
    dataDir,
    control,
    stop: async () => {
      await stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

interface Place extends Pick<ArrangeOptions, 'env' | 'adjust'> {
  database: TestDatabase;
  url: string;
  kie: Kie | undefined;
}

async function configOf(input: Place): Promise<AppConfig> {
  const secretKey = 'only-for-the-tests-0123456789abcdef';
  const config = loadConfig({
    BOT_TOKEN: botToken,
    TELEGRAM_API_ROOT: input.url,
    DATABASE_URL: input.database.url,
    SECRET_KEY: secretKey,
    ROLES: 'bot',
    // The least there is: whoever would wait for a connection while holding one is found here.
    DATABASE_POOL: '4',
    // Real time, which nobody advances: a story about the pace sets its own.
    SEND_PER_SECOND: '1000',
    SEND_PER_SECOND_IN_CHAT: '1000',
    ...(input.kie && { ROLES: 'bot,worker,http', DATA_DIR: input.kie.dataDir }),
    ...input.env,
  });
  // Any free port: tests run side by side.
  const http = { ...config.http, port: 0 };
  // Turns are taken by the clock, which stands still: a story about turns sets its own.
  const { kie: place } = input;
  const kie = place
    ? { ...config.kie, baseUrl: place.url, uploadUrl: place.url, submitEveryMs: 0 }
    : config.kie;
  const made = { ...config, http, kie, secretKey, db: { ...config.db, url: input.database.url } };
  return (await input.adjust?.(made)) ?? made;
}

/** Read past the app, whose own way to the database is closed by now. */
async function assertBooks({ db }: TestDatabase): Promise<void> {
  const books = createLedger({
    db,
    clock: createManualClock(new Date()),
    log: createMemoryLog().log,
    secretKey: '',
    welcomeCredits: credits('0'),
  });
  assert.deepEqual((await books.reconcile()).breaches, [], 'the books do not add up');
}

async function unanswered(press: ReturnType<Control['press']>): Promise<string[]> {
  return (await press.answer()) ? [] : [press.callback_query_id];
}

// On a machine with much else to do the queue may take longer to answer than its callers are made to wait.
async function patiently(idle: () => Promise<void>): Promise<void> {
  await until('the queue answers', () =>
    idle().then(
      () => true,
      (error: unknown) => {
        if (isAppError(error, 'unavailable')) return false;
        throw error;
      },
    ),
  );
}

async function countDue({ pool }: TestDatabase, now: Date): Promise<number> {
  const { rows } = await pool.query(
    `select count(*)::int as n from outbox where state = 'sending' or (state = 'due' and due_at <= $1)`,
    [now],
  );
  return rows[0].n;
}

async function countWaiting({ pool }: TestDatabase): Promise<number> {
  const { rows } = await pool.query(`select count(*)::int as n from inbox where status = 'new'`);
  return rows[0].n;
}

type Calls = ReturnType<Control['transcript']['calls']>;

function assertCalls(calls: Calls, expected: readonly RegExp[]): void {
  const warned = calls.flatMap(({ method, warnings }) =>
    warnings.map((text) => `${method}: ${text}`),
  );
  assert.deepEqual(warned, [], 'calls that a strict reader objects to');
  const refused = calls.flatMap(({ method, answer, fault }) =>
    answer.ok || fault !== undefined ? [] : [`${method}: ${answer.description}`],
  );
  assertExpected('refused calls', refused, expected);
}

function assertErrors(lines: readonly LogLine[], expected: readonly RegExp[]): void {
  const errors = lines
    .filter(({ level }) => level === 'error' || level === 'fatal')
    .map((line) => `${line.msg} ${JSON.stringify(line)}`);
  assertExpected('errors in the log', errors, expected);
}

function assertExpected(what: string, found: readonly string[], expected: readonly RegExp[]): void {
  const surprises = found.filter((text) => !expected.some((pattern) => pattern.test(text)));
  assert.deepEqual(surprises, [], `${what} that the story did not announce`);
  const missing = expected.filter((pattern) => !found.some((text) => pattern.test(text)));
  assert.deepEqual(missing, [], `${what} that the story announced and that never came`);
}
