import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { App } from '#app';
import { credits } from '#kernel';
import { measureDelivery } from './delivery.ts';
import { createDatabase, openApp } from './media-app.ts';
import { openMediaSandbox } from './media-sandbox.ts';
import { benchToken } from './product.ts';
import { bareJobs } from './queue.ts';
import { openServers, type Servers } from './servers.ts';
import { msText, num, percentile, perSecond, type Row } from './table.ts';

const people = 200;
const inWork = 100;
const warmUp = 400;
const measured = 1_500;
const backlogs = [10, 1_000, 100_000];
const together = 10;

/** Orders from confirmed to paid, with a backlog behind them, beside the same number of empty jobs. */
export async function benchGenerations(): Promise<Row[]> {
  const servers = await openServers();
  const rows: Row[] = [];
  for (const redisUrl of [undefined, servers.redisUrl]) {
    if (redisUrl === undefined && rows.length > 0) break;
    rows.push(...(await benchStore(servers, redisUrl)));
  }
  await servers.close();
  return rows;
}

async function benchStore(servers: Servers, redisUrl: string | undefined): Promise<Row[]> {
  const store = redisUrl === undefined ? 'PostgreSQL' : 'Redis';
  const aim = redisUrl === undefined ? '≥ 100' : '≥ 200';
  const bare = await bareJobs(servers, { redisUrl, count: measured });
  const rows: Row[] = [{ what: `${store}: bare jobs/s, pushed and run`, figure: num(bare) }];
  for (const backlog of backlogs) {
    const { rate, confirms, rss, cpuMs } = await measure(servers, { redisUrl, backlog });
    rows.push({
      what: `${store}: complete generations/s with ${num(backlog)} waiting`,
      figure: `${num(rate)}, one for ${(bare / rate).toFixed(1)} bare jobs (${cpuMs.toFixed(1)} ms of this process's CPU each)`,
      aim,
    });
    rows.push({
      what: `${store}: confirm → queued in this rush with ${num(backlog)} waiting, p50 / p99; RSS`,
      figure: `${msText(percentile(confirms, 50))} / ${msText(percentile(confirms, 99))}; ${rss} MB`,
    });
  }
  const { confirms, sends } = await measureDelivery(servers, { redisUrl });
  rows.push({
    what: `${store}: at 20/s, confirm → queued, p50 / p99`,
    figure: `${msText(percentile(confirms, 50))} / ${msText(percentile(confirms, 99))}`,
  });
  rows.push({
    what: `${store}: at 20/s, callback on its way to us → sending call at Telegram, p50 / p99`,
    figure: `${msText(percentile(sends, 50))} / ${msText(percentile(sends, 99))}`,
    aim: 'p99 ≤ 300 ms',
  });
  return rows;
}

interface Case {
  redisUrl: string | undefined;
  backlog: number;
}

async function measure(servers: Servers, { redisUrl, backlog }: Case) {
  const sandbox = await openMediaSandbox(benchToken);
  const dir = await mkdtemp(join(tmpdir(), 'jackdraw-bench-files-'));
  const databaseUrl = await createDatabase(servers);
  const app = await openApp({
    databaseUrl,
    sandbox,
    dir,
    redisUrl,
    inWork,
    // Without the bot: what is measured ends with the message written down.
    roles: 'worker,http',
  });
  const users = await addPeople(app);
  const completed = countCompleted(app);
  const confirms: number[] = [];
  let next = 0;
  const order = async () => {
    next += 1;
    const userId = users[next % users.length] ?? '';
    const startedAt = performance.now();
    await app.generation.confirm({
      userId,
      clientKey: `bench ${next}`,
      order: { modelId: 'z-image', input: { prompt: `bench ${next}`, aspect_ratio: '1:1' } },
    });
    confirms.push(performance.now() - startedAt);
  };
  await app.generation.pause();
  const ordered = inWork + Math.min(backlog, 1_000);
  for (let i = 0; i < ordered; i += together)
    await Promise.all(Array.from({ length: together }, order));
  if (backlog > 1_000) await multiply(app, backlog);
  await app.generation.resume();
  completed.onEach(() => void order());
  await completed.reach(warmUp);
  confirms.length = 0;
  const startedAt = performance.now();
  const before = process.cpuUsage();
  await completed.reach(warmUp + measured);
  const ms = performance.now() - startedAt;
  const spent = process.cpuUsage(before);
  const cpuMs = (spent.user + spent.system) / 1_000 / measured;
  completed.onEach(() => undefined);
  const rss = Math.round(process.memoryUsage().rss / 1024 / 1024);
  await app.generation.pause();
  await app.stop();
  await sandbox.close();
  await rm(dir, { recursive: true, force: true });
  return { rate: perSecond(measured, ms), confirms, rss, cpuMs };
}

async function addPeople(app: App): Promise<string[]> {
  const ids: string[] = [];
  for (let i = 1; i <= people; i += 1) {
    const { id: userId } = await app.users.recognise({ telegramId: 1_000_000 + i });
    const grant = { userId, amount: credits('1000000'), reason: 'grant' as const, key: userId };
    await app.db.client.transaction((tx) => app.ledger.grant(tx, grant));
    ids.push(userId);
  }
  return ids;
}

function countCompleted(app: App) {
  const state = {
    count: 0,
    each: () => undefined as unknown,
    wanted: 0,
    resolve: () => undefined as unknown,
  };
  app.notifications.listen(({ type }) => {
    if (type !== 'generation.completed') return;
    state.count += 1;
    state.each();
    if (state.count >= state.wanted) state.resolve();
  });
  return {
    onEach: (each: () => unknown) => {
      state.each = each;
    },
    reach: async (wanted: number) => {
      const { promise, resolve } = Promise.withResolvers<void>();
      Object.assign(state, { wanted, resolve });
      if (state.count < wanted) await promise;
    },
  };
}

/** More of what waits already, with its holds and its places in the lanes. */
async function multiply(app: App, wanted: number): Promise<void> {
  const { rows } = await app.db.pool.query(
    `select column_name as name from information_schema.columns
     where table_name = 'generations' and is_identity = 'NO' and is_generated = 'NEVER'`,
  );
  const others = rows
    .map(({ name }) => String(name))
    .filter((name) => name !== 'id' && name !== 'client_key');
  const columns = others.join(', ');
  await app.db.pool.query(`
    with waiting as (select * from generations where status = 'PENDING' and admitted_at is null),
    copies as (
      insert into generations (id, client_key, ${columns})
      select gen_random_uuid(), gen_random_uuid()::text, ${columns}
      from waiting, generate_series(1, ${wanted} / (select count(*)::int from waiting))
      returning id, user_id, price_mc, created_at),
    held as (
      insert into holds (generation_id, user_id, amount_mc, status, opened_at)
      select id, user_id, price_mc, 'open', created_at from copies),
    sums as (select user_id, sum(price_mc) as sum, count(*)::int as count from copies group by user_id),
    stood as (update lanes set waiting = waiting + count from sums where lanes.user_id = sums.user_id)
    update accounts set balance_mc = balance_mc + sum from sums
    where accounts.user_id = sums.user_id and kind = 'held'`);
  await app.db.pool.query('analyze');
}
