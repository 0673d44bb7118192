// Runs once around all test files: the one PostgreSQL they share, and the migrated template they clone.
import { chmodSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { createEmbedded, type Embedded, migrate } from '#platform/db';
import { createMemoryLog } from '#platform/log';
import { migrateQueue } from '#platform/queue';
import { openDatabases } from './database.ts';

const state: { server?: Embedded } = {};

export async function globalSetup(): Promise<void> {
  // As root, PostgreSQL runs as another user, who must be able to enter; the cluster inside is closed to all but that one.
  const dir = mkdtempSync(join(process.getuid?.() === 0 ? '/tmp' : tmpdir(), 'jackdraw-test-'));
  chmodSync(dir, 0o711);
  const { log } = createMemoryLog();
  const server = createEmbedded({
    dataDir: dir,
    sharedDir: join(dir, 'shared'),
    log,
    isThrowaway: true,
  });
  const { url } = await server.start();
  state.server = server;
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query('create database template_jackdraw');
  await hurryLogins(client, new URL(url).password);
  await client.end();
  const template = new URL(url);
  template.pathname = '/template_jackdraw';
  await migrate(template.href, log);
  await migrateQueue(template.href, log);
  await openDatabases(url);
  process.env.JACKDRAW_TEST_DATABASE = url;
}

// Ten thousand connections are made in a run, and to each a proof by SCRAM would cost as much as its first query.
async function hurryLogins(client: pg.Client, password: string): Promise<void> {
  const { rows } = await client.query<{ file: string }>(
    "select current_setting('hba_file') as file",
  );
  const [place] = rows;
  if (!place) throw new Error('the server keeps no list of who may log in');
  const rule = pg.escapeLiteral('host all all 127.0.0.1/32 password');
  await client.query(`copy (select ${rule}) to ${pg.escapeLiteral(place.file)}`);
  await client.query('set scram_iterations = 1');
  await client.query(
    `alter role ${pg.escapeIdentifier(client.user ?? '')} password ${pg.escapeLiteral(password)}`,
  );
  await client.query('select pg_reload_conf()');
}

export async function globalTeardown(): Promise<void> {
  await state.server?.stop();
}
