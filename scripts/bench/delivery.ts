import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { App } from '#app';
import { credits } from '#kernel';
import { createDatabase, openApp } from './media-app.ts';
import { type MediaSandbox, openMediaSandbox } from './media-sandbox.ts';
import { benchToken } from './product.ts';
import type { Servers } from './servers.ts';

const people = 100;
const perSecond = 20;
const seconds = 15;
const taskMs = 1_000;

const tasksWire = z.object({
  tasks: z.array(
    z.object({ input: z.looseObject({ prompt: z.string() }), completedAt: z.number().optional() }),
  ),
});
const callsWire = z.object({
  entries: z.array(
    z.looseObject({
      at: z.number(),
      method: z.string(),
      params: z.record(z.string(), z.unknown()),
    }),
  ),
});

/** What people feel at a steady pace: until an order stands in line, and from done at the provider to sent. */
export async function measureDelivery(
  servers: Servers,
  { redisUrl }: { redisUrl: string | undefined },
): Promise<{ confirms: number[]; sends: number[] }> {
  const sandbox = await openMediaSandbox(benchToken);
  await sandbox.control('setDurations', { image: taskMs });
  const dir = await mkdtemp(join(tmpdir(), 'jackdraw-bench-files-'));
  const databaseUrl = await createDatabase(servers);
  const roles = 'bot,worker,http';
  const app = await openApp({ databaseUrl, redisUrl, sandbox, dir, roles, inWork: 200 });
  const users = await meet(app, sandbox);
  const total = perSecond * seconds;
  // The provider's one picture is drawn when it is first asked for.
  const first = settledOf(app, 1);
  await confirmOne(app, users.at(-1) ?? '', { clientKey: 'first', prompt: 'before it counts' });
  await first;
  const all = settledOf(app, total);
  const confirms = await orderSteadily(app, users, total);
  await all;
  const sends = await sent(sandbox, total);
  await app.stop();
  await sandbox.close();
  await rm(dir, { recursive: true, force: true });
  return { confirms, sends };
}

function settledOf(app: App, wanted: number): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  let settled = 0;
  app.notifications.listen(({ type }) => {
    if (type === 'generation.settled') settled += 1;
    if (settled === wanted) resolve();
  });
  return promise;
}

const userWire = z.looseObject({ id: z.number() });

async function meet(app: App, sandbox: MediaSandbox): Promise<string[]> {
  const ids: string[] = [];
  for (let i = 0; i < people; i += 1) {
    const person = { first_name: `User ${i}`, language_code: 'en' };
    const { id: user } = userWire.parse(await sandbox.telegram('addUser', person));
    await sandbox.telegram('send', { user, text: '/start' });
    const { id: userId } = await app.users.recognise({ telegramId: user });
    const grant = { userId, amount: credits('1000'), reason: 'grant' as const, key: userId };
    await app.db.client.transaction((tx) => app.ledger.grant(tx, grant));
    ids.push(userId);
  }
  return ids;
}

async function orderSteadily(app: App, users: readonly string[], total: number): Promise<number[]> {
  const confirms: Promise<number>[] = [];
  const startedAt = performance.now();
  while (confirms.length < total) {
    const n = confirms.length;
    const what = { clientKey: `bench ${n}`, prompt: promptOf(n) };
    confirms.push(confirmOne(app, users[n % users.length] ?? '', what));
    await sleep(Math.max(0, startedAt + ((n + 1) * 1_000) / perSecond - performance.now()));
  }
  return Promise.all(confirms);
}

const promptOf = (n: number) => `picture ${n}.`;

async function confirmOne(
  app: App,
  userId: string,
  { clientKey, prompt }: { clientKey: string; prompt: string },
): Promise<number> {
  const startedAt = performance.now();
  const order = { modelId: 'z-image', input: { prompt, aspect_ratio: '1:1' } };
  await app.generation.confirm({ userId, clientKey, order });
  return performance.now() - startedAt;
}

const patienceMs = 60_000;

/** From done at the provider, which is when its callback leaves, to the call that sends the picture. */
async function sent(sandbox: MediaSandbox, total: number): Promise<number[]> {
  const made = tasksWire.parse(await sandbox.control('tasks')).tasks;
  const ours = new Set(Array.from({ length: total }, (_, n) => promptOf(n)));
  const tasks = made.filter(({ input }) => ours.has(input.prompt));
  const until = performance.now() + patienceMs;
  for (;;) {
    const filter = { method: 'sendPhoto', limit: 100_000 };
    const { entries } = callsWire.parse(await sandbox.telegram('transcript', filter));
    const sends = entries.flatMap(({ at, params }) => {
      const caption = String(params.caption ?? '');
      const task = tasks.find(({ input }) => caption.includes(input.prompt));
      return task?.completedAt === undefined ? [] : [at - task.completedAt];
    });
    if (sends.length >= total) return sends;
    if (performance.now() > until)
      throw new Error(`${sends.length} of ${total} pictures were sent`);
    await sleep(500);
  }
}
