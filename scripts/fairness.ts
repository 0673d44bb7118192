// npm run fairness: fifty people order two pictures each, alone and behind one person with five hundred. Prints how long
// their orders waited until they arrived at the provider; exit 1 when the heavy one made them wait more than twice as
// long, or when a cap was exceeded. `--redis`, `--every-ms N` (pause between submits), `--task-ms N`.
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { openServers, type Servers } from './bench/servers.ts';
import { percentile } from './bench/table.ts';
import { type Arrived, openStreet } from './fairness/street.ts';

const { values } = parseArgs({
  options: {
    redis: { type: 'boolean', default: false },
    'every-ms': { type: 'string', default: '300' },
    'task-ms': { type: 'string', default: '2000' },
  },
});
const caps = { all: 50, person: 3 };
const [heavyOrders, lightPeople, lightOrders, most] = [500, 50, 2, 2];
const options = {
  everyMs: Number(values['every-ms']),
  taskMs: Number(values['task-ms']),
  caps,
};

const servers = await openServers();
try {
  if (values.redis && servers.redisUrl === undefined) throw new Error('no redis-server here');
  const alone = await run(servers, 0);
  const behind = await run(servers, heavyOrders);
  const ratio = behind.median / alone.median;
  console.log(
    `the light ones behind ${heavyOrders} orders of one: ${ratio.toFixed(2)} × their wait alone`,
  );
  const isOver = [alone, behind].some(
    ({ atOnce }) => atOnce.all > caps.all || atOnce.person > caps.person,
  );
  if (isOver) console.log('A CAP WAS EXCEEDED');
  if (ratio > most) console.log(`MORE THAN ${most} TIMES`);
  process.exitCode = isOver || ratio > most ? 1 : 0;
} finally {
  await servers.close();
}
process.exit();

async function run(on: Servers, heavy: number) {
  const redisUrl = values.redis ? on.redisUrl : undefined;
  const street = await openStreet(on, { ...options, redisUrl });
  const confirmed = new Map<string, number>();
  const light: string[] = [];
  for (let i = 0; i < lightPeople; i += 1) light.push(await street.person());
  if (heavy > 0) {
    const userId = await street.person();
    for (let n = 0; n < heavy; n += 1) await street.order(userId, `heavy, ${n}`);
  }
  const before = (await street.arrived()).length;
  // All at one moment, and far quicker than the pace: the line is what is measured, not the speed of ordering.
  await Promise.all(
    light.map(async (userId, i) => {
      for (let n = 0; n < lightOrders; n += 1) {
        const prompt = `light ${i}, ${n}`;
        await street.order(userId, prompt);
        confirmed.set(prompt, Date.now());
      }
    }),
  );
  let arrived: Arrived[] = [];
  const isLight = ({ prompt }: Arrived) => confirmed.has(prompt);
  while (arrived.filter(isLight).length < confirmed.size) {
    await pause(250);
    arrived = await street.arrived();
  }
  await street.close();
  const waits = arrived.filter(isLight).map(({ prompt, createdAt }) =>
    // Confirmed in one process, arrived in another, on the clock of one machine.
    Math.max(0, createdAt - (confirmed.get(prompt) ?? 0)),
  );
  const own = Map.groupBy(arrived, ({ prompt }) => prompt.slice(0, prompt.indexOf(',')));
  const atOnce = {
    all: mostAtOnce(arrived),
    person: Math.max(...[...own.values()].map(mostAtOnce)),
  };
  const median = percentile(waits, 50);
  const heavyArrived = arrived.length - waits.length - before;
  console.log(
    `${heavy === 0 ? 'alone' : `behind ${heavy}`}: ${waits.length} light orders waited ${seconds(median)} (median), ` +
      `${seconds(percentile(waits, 95))} (p95), ${seconds(Math.max(...waits))} (longest); ` +
      `${heavyArrived} of the heavy one came meanwhile; ` +
      `at once at most ${atOnce.all} of ${caps.all}, of one person ${atOnce.person} of ${caps.person}`,
  );
  return { median, atOnce };
}

function mostAtOnce(tasks: readonly Arrived[]): number {
  const moments = tasks.flatMap(({ createdAt, completedAt = Number.POSITIVE_INFINITY }) => [
    { at: createdAt, step: 1 },
    { at: completedAt, step: -1 },
  ]);
  // At one moment ends come before beginnings.
  moments.sort((a, b) => a.at - b.at || a.step - b.step);
  let now = 0;
  return Math.max(0, ...moments.map(({ step }) => (now += step)));
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(2)} s`;
}
