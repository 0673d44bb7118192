import { z } from 'zod';
import { systemClock } from '#kernel';
import { createCache } from '#platform/cache';
import { createPool } from '#platform/db';
import { openServers, type Servers } from './servers.ts';
import { msText, num, perSecond, type Row } from './table.ts';

const reads = 500_000;
const coldReads = 1_000;

/** Reads from memory, and a thousand cold reads on two nodes at once: one load. */
export async function benchCache(): Promise<Row[]> {
  const servers = await openServers();
  const rows = [...(await measure(servers, undefined))];
  if (servers.redisUrl !== undefined) rows.push(...(await measure(servers, servers.redisUrl)));
  await servers.close();
  return rows;
}

async function measure(
  { databaseUrl, log }: Servers,
  redisUrl: string | undefined,
): Promise<Row[]> {
  const pool = createPool({ url: databaseUrl, log, max: 5, applicationName: 'bench' });
  const redis = redisUrl === undefined ? undefined : { url: redisUrl };
  const nodes = [0, 1].map(() => createCache({ clock: systemClock, log, pool, redis }));
  let loads = 0;
  const load = async () => {
    loads += 1;
    await new Promise((resolve) => setTimeout(resolve, 50));
    return { price: 1 };
  };
  const keys = nodes.map((node) =>
    node.define({
      key: `bench:${redisUrl ?? 'pg'}`,
      ttlMs: 600_000,
      schema: z.object({ price: z.number() }),
      load,
    }),
  );
  await Promise.all(nodes.map((node) => node.start()));
  const coldStarted = performance.now();
  await Promise.all(Array.from({ length: coldReads }, (_, i) => keys[i % keys.length]?.get()));
  const coldMs = performance.now() - coldStarted;
  const warmStarted = performance.now();
  for (let i = 0; i < reads; i += 1) await keys[0]?.get();
  const rate = perSecond(reads, performance.now() - warmStarted);
  await Promise.all(nodes.map((node) => node.stop()));
  await pool.end();
  const store = redisUrl === undefined ? 'PostgreSQL behind' : 'Redis behind';
  return [
    { what: `cache, ${store}: reads/s from memory`, figure: num(rate) },
    {
      what: `cache, ${store}: loads for ${num(coldReads)} cold reads on two nodes`,
      figure: `${loads} (in ${msText(coldMs)}, of which the source 50 ms)`,
      aim: '1',
    },
  ];
}
