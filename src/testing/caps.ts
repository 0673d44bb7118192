import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import type { AppConfig } from '#app';
import type { KieControl } from '#sandbox/kie';
import { arrange } from './arrange.ts';
import { until } from './until.ts';

type Task = ReturnType<KieControl['tasks']>[number];

interface Crowd {
  redisUrl: string | undefined;
  people: number;
  ordersEach: number;
  /** Pause between two submits. */
  everyMs: number;
  taskMs: number;
  caps: { all: number; person: number };
}

/** Several workers, many people, more orders than places; what the provider saw of it. */
async function runCrowd(t: TestContext, crowd: Crowd) {
  const { redisUrl, people, ordersEach, everyMs, taskMs, caps } = crowd;
  const env = {
    MAX_PARALLEL_GENERATIONS: String(caps.all),
    MAX_PARALLEL_PER_USER: String(caps.person),
    ...(redisUrl && { REDIS_URL: redisUrl }),
  };
  const adjust = (config: AppConfig): AppConfig => ({
    ...config,
    kie: { ...config.kie, submitEveryMs: everyMs },
  });
  const { app, kie, launch, payer } = await arrange(t, {
    generation: true,
    isLive: true,
    env,
    adjust,
  });
  await launch({ env: { ...env, ROLES: 'worker,http' } });
  await launch({ env: { ...env, ROLES: 'worker,http' } });
  kie.setDurations({ image: taskMs });
  kie.setLimits({ on: everyMs > 0 });
  const orders: { userId: string; generationId: string }[] = [];
  for (let i = 0; i < people; i += 1) {
    const userId = await payer();
    const placed = Array.from({ length: ordersEach }, async (_, n) => {
      const input = { prompt: `person ${i}, order ${n}`, aspect_ratio: '1:1' };
      const order = { modelId: 'z-image', input };
      const { id } = await app.generation.confirm({ userId, clientKey: `order ${n}`, order });
      orders.push({ userId, generationId: id });
    });
    await Promise.all(placed);
  }
  await until(
    'every order is completed',
    async () => {
      const { rows } = await app.db.pool.query(
        `select count(*)::int as n from generations where status = 'COMPLETED'`,
      );
      return rows[0].n === orders.length;
    },
    90_000,
  );
  const creates = kie.arrivals().filter(({ path }) => path.endsWith('createTask'));
  assert.equal(creates.length, orders.length, 'each order was sent once');
  return { creates, tasks: kie.tasks() };
}

/** Neither the installation's cap nor a person's is ever exceeded at the provider, and both are used. */
export async function proveCaps(t: TestContext, redisUrl?: string): Promise<void> {
  const caps = { all: 4, person: 2 };
  const crowd = { people: 5, ordersEach: 8, everyMs: 0, taskMs: 150, caps };
  const { tasks } = await runCrowd(t, { ...crowd, redisUrl });
  assert.equal(mostAtOnce(tasks) <= caps.all, true, `at once: ${mostAtOnce(tasks)}`);
  const people = Map.groupBy(tasks, ({ input }) => String(input.prompt).split(',')[0]);
  assert.equal(people.size, crowd.people);
  for (const [name, own] of people)
    assert.equal(mostAtOnce(own) <= caps.person, true, `${name} at once: ${mostAtOnce(own)}`);
}

const windowMs = 10_000;
const mostInWindow = 20;

/** Never more than twenty arrivals at the provider in any ten seconds, and none that it refuses. */
export async function provePace(t: TestContext, redisUrl?: string): Promise<void> {
  const caps = { all: 50, person: 10 };
  const crowd = { people: 3, ordersEach: 8, everyMs: 550, taskMs: 0, caps };
  const { creates } = await runCrowd(t, { ...crowd, redisUrl });
  const times = creates.map(({ wallAt }) => wallAt).toSorted((a, b) => a - b);
  for (const [i, at] of times.entries()) {
    const inWindow = times.slice(i).filter((other) => other < at + windowMs).length;
    assert.equal(inWindow <= mostInWindow, true, `${inWindow} arrivals in ten seconds`);
  }
  assert.deepEqual(new Set(creates.map(({ code }) => code)), new Set([200]));
}

function mostAtOnce(tasks: readonly Task[]): number {
  const moments = tasks.flatMap(({ createdAt, completedAt = Number.POSITIVE_INFINITY }) => [
    { at: createdAt, step: 1 },
    { at: completedAt, step: -1 },
  ]);
  // At one moment ends come before beginnings.
  moments.sort((a, b) => a.at - b.at || a.step - b.step);
  let now = 0;
  let most = 0;
  for (const { step } of moments) {
    now += step;
    most = Math.max(most, now);
  }
  return most;
}
