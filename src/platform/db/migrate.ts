import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate as applyMigrations } from 'drizzle-orm/node-postgres/migrator';
import pg from 'pg';
import type { Log } from '#platform/log';
import { findStepBack, type JournalEntry } from './journal.ts';
import { DbStartError } from './start-error.ts';

export const migrationsFolder = fileURLToPath(new URL('../../../migrations', import.meta.url));

// Any two constants that no other advisory lock of ours uses ("jd", "migr").
const lockKey = [0x6a64, 0x6d696772];

/** Brings the schema up to date. Any number of processes may call it at once: one works, the others wait. */
export async function migrate(url: string, log: Log): Promise<void> {
  const stepBack = findStepBack(readJournal());
  if (stepBack !== undefined)
    throw new Error(`migration ${stepBack} is not newer than the one before it: generate it anew`);
  const client = new pg.Client({ connectionString: url, application_name: 'jackdraw migrate' });
  client.on('error', (err) => log.error({ err }, 'connection lost while migrating'));
  await client.connect();
  const startedAt = performance.now();
  try {
    const { rows } = await client.query(`select current_setting('server_version_num')::int as n`);
    refuseOldServer(Number(rows[0]?.n));
    // drizzle takes no lock of its own, and reads "last applied" before its transaction begins.
    await client.query('select pg_advisory_lock($1, $2)', lockKey);
    const before = await appliedCount(client);
    await applyMigrations(drizzle(client), { migrationsFolder });
    const after = await appliedCount(client);
    await refuseSkipped(client);
    log.info(
      { applied: after - before, ms: Math.round(performance.now() - startedAt) },
      'database schema is up to date',
    );
  } finally {
    await client.end();
  }
}

const oldestMajor = 14;

/** As `server_version_num` has it: 130014 is 13.14. */
export function refuseOldServer(version: number): void {
  const major = Math.floor(version / 10_000);
  if (major >= oldestMajor) return;
  throw new DbStartError(
    'other_version',
    `The PostgreSQL in DATABASE_URL is version ${major}; Jackdraw needs ${oldestMajor} or newer.`,
  );
}

export function readJournal(): JournalEntry[] {
  const journal = JSON.parse(readFileSync(join(migrationsFolder, 'meta', '_journal.json'), 'utf8'));
  return journal.entries;
}

async function appliedCount(client: pg.Client): Promise<number> {
  const found = await client.query(`select to_regclass('drizzle.__drizzle_migrations') as name`);
  if (found.rows[0]?.name === null) return 0;
  const { rows } = await client.query(
    'select count(*)::int as n from drizzle.__drizzle_migrations',
  );
  return Number(rows[0]?.n);
}

/** drizzle compares times only: a migration made earlier and merged later would be left out without a word. */
async function refuseSkipped(client: pg.Client): Promise<void> {
  const { rows } = await client.query('select hash from drizzle.__drizzle_migrations');
  const applied = new Set(rows.map((row) => row.hash));
  const missing = readMigrationFiles({ migrationsFolder }).filter(({ hash }) => !applied.has(hash));
  if (missing.length > 0)
    throw new Error(
      `migrations were skipped or edited after they ran (${missing.map(({ folderMillis }) => folderMillis).join(', ')}): ` +
        'generate them anew on top of the newest one',
    );
}
