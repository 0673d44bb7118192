import { Api } from 'grammy';
import { newId, systemClock } from '#kernel';
import { createNotifications } from '#modules/notifications';
import { createUsers } from '#modules/users';
import { createDb } from '#platform/db';
import { createOutgoing } from '#platform/net';
import { createTelegramSandbox } from '#sandbox/telegram';
import { createClient } from '#surfaces/bot/api';
import { createBuckets, createSender, type Render } from '#surfaces/bot/messenger';
import { benchToken } from './product.ts';
import { openServers, type Servers } from './servers.ts';
import { msText, num, percentile, perSecond, type Row } from './table.ts';

const chats = 1_000;
const limit = 25;
const lightResults = 300;
const heavyResults = 60;
const watched = 20;
const statusesEach = 5;
const watchMs = 65_000;
const backlogs = [100, 10_000, 100_000];
const claimsMeasured = 50;

/** What is said to a thousand chats under Telegram's limits, and how often a status is edited. */
export async function benchOutbox(): Promise<Row[]> {
  const servers = await openServers();
  const rows = [
    ...(await underLimit(servers)),
    ...(await withoutLimit(servers)),
    ...(await edits(servers)),
    ...(await claims(servers)),
  ];
  await servers.close();
  return rows;
}

async function underLimit(servers: Servers): Promise<Row[]> {
  const story = await open(servers, { perSecond: limit, rateLimits: true });
  const people = await story.people(chats);
  const [heavy, ...others] = people;
  if (!heavy) throw new Error('nobody there');
  const startedAt = performance.now();
  for (let i = 0; i < heavyResults; i += 1) await story.tell(heavy.userId, 'generation.completed');
  for (const { userId } of others) await story.tell(userId, 'generation.queued');
  for (const { userId } of others.slice(0, lightResults))
    await story.tell(userId, 'generation.completed');
  const told = performance.now() - startedAt;
  const stop = story.run();
  const from = Date.now();
  await story.quiet();
  const tookMs = Date.now() - from;
  await stop();
  const calls = story.calls();
  const sent = calls.filter(({ ok }) => ok);
  const results = sent.filter(({ text, chat }) => text === 'result' && chat !== heavy.chatId);
  const firstStatus = sent.findIndex(({ text }) => text === 'status');
  const lastResult = sent.findLastIndex(
    ({ text, chat }) => text === 'result' && chat !== heavy.chatId,
  );
  await story.close();
  const waits = results.map(({ at }) => at - from);
  return [
    {
      what: `${num(chats)} chats under a limit of ${limit}/s: messages/s; refused with 429`,
      figure: `${(sent.length / (tookMs / 1_000)).toFixed(1)}; ${calls.length - sent.length}`,
      aim: `≤ ${limit}; 0`,
    },
    {
      what: `${num(lightResults)} results beside ${heavyResults} of one person and ${num(chats - 1)} statuses, p50 / p99`,
      figure: `${msText(percentile(waits, 50))} / ${msText(percentile(waits, 99))}`,
      aim: `${msText((1_000 * lightResults) / limit / 2)} / ${msText((1_000 * lightResults) / limit)} when alone`,
    },
    {
      what: 'Statuses said before the last of these results',
      figure: num(sent.slice(0, lastResult).filter(({ text }) => text === 'status').length),
      aim: firstStatus > lastResult ? '0' : 'few: only when no result may go',
    },
    {
      what: 'Rows written to the outbox/s, one transaction each',
      figure: num(perSecond(heavyResults + chats - 1 + lightResults, told)),
    },
  ];
}

async function withoutLimit(servers: Servers): Promise<Row[]> {
  const story = await open(servers, { perSecond: 100_000, rateLimits: false });
  const people = await story.people(chats);
  for (const round of [1, 2])
    for (const { userId } of people)
      await story.tell(userId, round === 1 ? 'generation.completed' : 'generation.queued');
  const from = performance.now();
  const stop = story.run();
  await story.quiet();
  const tookMs = performance.now() - from;
  await stop();
  await story.close();
  return [{ what: 'Messages/s with the limit lifted', figure: num(perSecond(2 * chats, tookMs)) }];
}

async function edits(servers: Servers): Promise<Row[]> {
  const story = await open(servers, { perSecond: limit, rateLimits: true });
  const people = await story.people(watched);
  for (const { userId } of people)
    for (let i = 0; i < statusesEach; i += 1) await story.tell(userId, 'generation.queued');
  const stop = story.run();
  await new Promise((resolve) => setTimeout(resolve, watchMs));
  await stop();
  const calls = story.calls();
  await story.close();
  const most = people.map(({ chatId }) => {
    const own = calls.filter(({ method, chat }) => method === 'editMessageText' && chat === chatId);
    return Math.max(
      0,
      ...own.map(({ at }) => own.filter((one) => one.at >= at && one.at < at + 60_000).length),
    );
  });
  return [
    {
      what: `Edits per chat in any minute, ${statusesEach} orders in work in each of ${watched} chats, most`,
      figure: num(Math.max(...most)),
      aim: '≤ 8',
    },
  ];
}

/** What one look for the next messages costs, however many wait behind them. */
async function claims(servers: Servers): Promise<Row[]> {
  const story = await open(servers, { perSecond: limit, rateLimits: false });
  const [one] = await story.people(1);
  if (!one) throw new Error('nobody there');
  const rows: Row[] = [];
  for (const backlog of backlogs) {
    await story.fill(one.userId, backlog);
    const samples = await story.timeClaims(claimsMeasured);
    rows.push({
      what: `Claiming ten messages with ${num(backlog)} waiting, p50 / p99`,
      figure: `${msText(percentile(samples, 50))} / ${msText(percentile(samples, 99))}`,
    });
  }
  await story.close();
  return rows;
}

const render: Render = async ({ kind }) =>
  kind === 'generation.progress'
    ? { kind: 'live', words: `status ${Math.floor(Date.now() / 1_000)}`, lookInMs: 5_000 }
    : { kind: 'once', parts: [{ kind: 'text', words: 'result' }] };

async function open(servers: Servers, options: { perSecond: number; rateLimits: boolean }) {
  const { log } = servers;
  const { rateLimits, perSecond: rate } = options;
  const sandbox = createTelegramSandbox({ token: benchToken, localUrls: true, rateLimits });
  const { url } = await sandbox.start();
  const telegram = sandbox.control;
  const db = createDb({ url: servers.databaseUrl, log });
  await db.pool.query('delete from outbox');
  const clock = systemClock;
  const users = createUsers({ db: db.client, clock, adminIds: [] });
  const notifications = createNotifications({ db: db.client, clock, log, adminIds: [] });
  const net = createOutgoing({ log, service: 'telegram' });
  const buckets = createBuckets({ perSecond: rate });
  const client = createClient({
    apiRoot: url,
    call: net.call,
    maySpeak: () => true,
    onCounted: buckets.debit,
  });
  const sender = createSender({
    api: new Api(benchToken, client),
    clock,
    log,
    notifications,
    users,
    buckets,
    render,
    isPassing: () => false,
    files: {
      open: () => Promise.reject(new Error('no files here')),
      setTelegram: async () => undefined,
    },
    linkTo: () => undefined,
  });
  let number = 0;
  return {
    people: (count: number) =>
      Promise.all(
        Array.from({ length: count }, async (_, i) => {
          const { id: chatId } = telegram.addUser({ first_name: `P${i}`, language_code: 'ru' });
          telegram.start({ user: chatId });
          const { id: userId } = await users.recognise({ telegramId: chatId });
          return { chatId, userId };
        }),
      ),
    tell: async (userId: string, type: 'generation.completed' | 'generation.queued') => {
      number += 1;
      const event = { type, userId, generationId: newId(), number } as const;
      await db.client.transaction((tx) => notifications.publish(tx, event));
    },
    /** So many results wait, as of so many people. */
    fill: async (userId: string, count: number) => {
      await db.pool.query('delete from outbox');
      await db.pool.query(
        `insert into outbox (id, key, kind, subject_id, user_id, recipient, priority, turn, state, rev, due_at,
           attempts, repeats, message_ids, details, created_at)
         select gen_random_uuid(), 'bench:' || n, 'generation.result', gen_random_uuid(), $1, 'of ' || n % 1000, 0,
           n / 1000, 'due', 1, $2, 0, 0, '[]', '{}', $2 from generate_series(1, $3::int) n`,
        [userId, clock.now(), count],
      );
      await db.pool.query('analyze outbox');
    },
    timeClaims: async (times: number): Promise<number[]> => {
      const samples: number[] = [];
      for (let i = 0; i < times; i += 1) {
        const from = performance.now();
        const rows = await notifications.outbox.claim({ epoch: 1, most: 10, busy: [] });
        samples.push(performance.now() - from);
        for (const row of rows) await notifications.outbox.later(row, { dueAt: row.dueAt });
      }
      return samples;
    },
    run: () => {
      const controller = new AbortController();
      const over = sender.run(1, controller.signal);
      return async () => {
        controller.abort();
        await over;
      };
    },
    /** Everything has been said once. */
    quiet: async () => {
      for (;;) {
        const { rows } = await db.pool.query(
          `select count(*)::int as n from outbox where sent_at is null and state in ('due', 'sending')`,
        );
        if (rows[0].n === 0) return;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    },
    calls: () =>
      telegram.transcript
        .calls()
        .filter(({ method }) => /^(send|edit)Message/.test(method))
        .map(({ method, chat, answer, at, params }) => ({
          method,
          chat,
          at,
          ok: answer.ok,
          text: String(params.text).split(' ')[0],
        })),
    close: async () => {
      net.stop();
      await db.stop();
      await sandbox.stop();
    },
  };
}
