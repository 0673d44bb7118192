// npm run explain: a year of generations (a million, or --rows N) in a throwaway PostgreSQL, then every question the
// product asks of them, with the plan PostgreSQL chose. Exit 1 when one reads a whole big table.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { createEmbedded, migrate } from '#platform/db';
import { createMemoryLog } from '#platform/log';
import { fill } from './explain/fill.ts';
import { explaining, listenToPlans } from './explain/plans.ts';
import { openSteps } from './explain/steps.ts';

const { values } = parseArgs({ options: { rows: { type: 'string', default: '1000000' } } });
const rows = Number(values.rows);
if (!Number.isInteger(rows) || rows < 10_000) {
  console.error('--rows must be a whole number from 10000: of fewer rows PostgreSQL reads all');
  process.exit(1);
}
const people = Math.max(500, Math.round(rows / 50));
// Not lanes: one small row a person, and recounting them reads all of them on purpose.
const big = ['generations', 'submissions', 'holds', 'transfers', 'accounts', 'batches'];

/** When something goes wrong, what went wrong is told, and not that the server then left. */
function openPool(options: pg.PoolConfig): pg.Pool {
  const pool = new pg.Pool(options);
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

const dir = mkdtempSync(join(tmpdir(), 'jackdraw-explain-'));
const { log } = createMemoryLog({ level: 'fatal' });
const server = createEmbedded({ dataDir: join(dir, 'data'), log, isThrowaway: true });
try {
  const { url } = await server.start();
  await migrate(url, log);
  const pool = openPool({ connectionString: url, options: explaining, max: 4 });
  const plans = listenToPlans(pool);
  const filler = openPool({ connectionString: url, max: 1 });
  console.log(`filling ${rows} generations of ${people} people`);
  await fill(filler, { rows, people });
  await filler.end();
  const steps = await openSteps({ pool, rows, people, dir });
  plans.take();
  let bad = 0;
  for (const { name, run } of steps) {
    await run();
    const heard = plans.take().filter(({ scans }) => scans.length > 0);
    const ms = heard.reduce((sum, one) => sum + one.ms, 0);
    console.log(`\n${name}: ${heard.length} statements, ${ms.toFixed(1)} ms`);
    for (const { text, ms: took, scans, whole } of heard) {
      const read = whole.filter((table) => big.includes(table));
      if (read.length > 0) bad += 1;
      const mark = read.length > 0 ? `  READS ALL OF ${read.join(', ')}` : '';
      console.log(`  ${took.toFixed(2).padStart(8)} ms  ${[...new Set(scans)].join(', ')}${mark}`);
      console.log(`              ${text.slice(0, 110)}`);
    }
  }
  await pool.end();
  console.log(
    bad === 0
      ? '\nEvery question is answered from an index.'
      : `\n${bad} statements read a whole table.`,
  );
  process.exitCode = bad === 0 ? 0 : 1;
} finally {
  await server.stop();
  rmSync(dir, { recursive: true, force: true });
}
