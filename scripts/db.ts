// npm run db                      what is in the database, then a prompt for SQL
// npm run db -- "select 1 as n"   runs one statement
// npm run db -- --url             the address of the running database, password and all, for pg_dump and psql
import { stdin, stdout } from 'node:process';
import { createInterface } from 'node:readline/promises';
import pg from 'pg';
import { createEmbedded, DbStartError, findEmbedded } from '#platform/db';
import { createLog } from '#platform/log';
import { readSettings } from './settings.ts';

const config = readSettings();
const statement = process.argv.slice(2).join(' ').trim();
const log = createLog({ ...config.log, level: 'error' });

try {
  const running = config.db.url ?? findEmbedded(config.dataDir);
  if (statement === '--url') tellUrl(running);
  else await open(running);
} catch (error) {
  console.error(error instanceof DbStartError ? error.message : error);
  process.exitCode = 1;
}

function tellUrl(running: string | undefined): void {
  if (running !== undefined) console.log(running);
  else {
    console.error('No database runs: start Jackdraw first (npm start), or set DATABASE_URL.');
    process.exitCode = 1;
  }
}

async function open(running: string | undefined): Promise<void> {
  const embedded = createEmbedded({ dataDir: config.dataDir, log });
  const url = running ?? (await embedded.start()).url;
  try {
    await work(url, running ? 'running' : 'embedded, started for this');
  } finally {
    if (!running) await embedded.stop();
  }
}

async function work(url: string, state: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, application_name: 'jackdraw db' });
  client.on('error', (error) => console.error(`connection lost: ${error.message}`));
  await client.connect();
  try {
    if (statement !== '') process.exitCode = (await run(client, statement)) ? 0 : 1;
    else {
      await tell(client, { url, state });
      if (stdin.isTTY) await prompt(client);
    }
  } finally {
    await client.end();
  }
}

async function tell(client: pg.Client, input: { url: string; state: string }): Promise<void> {
  const { rows: facts } = await client.query(
    `select current_setting('server_version') as version, pg_size_pretty(pg_database_size(current_database())) as size`,
  );
  const { rows: tables } = await client.query(
    `select table_schema as schema, table_name as name from information_schema.tables
     where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema') order by 1, 2`,
  );
  const { rows: owners } = tables.some(({ name }) => name === 'installation')
    ? await client.query('select bot_id from installation')
    : { rows: [] };
  console.log(`${masked(input.url)} (${input.state})`);
  console.log(
    `PostgreSQL ${facts[0]?.version}, ${facts[0]?.size}, of bot ${owners[0]?.bot_id ?? 'none yet'}`,
  );
  const counted = [];
  for (const { schema, name } of tables) {
    const { rows } = await client.query(
      `select count(*)::int as rows from ${pg.escapeIdentifier(schema)}.${pg.escapeIdentifier(name)}`,
    );
    counted.push({ table: schema === 'public' ? name : `${schema}.${name}`, rows: rows[0]?.rows });
  }
  console.table(counted);
}

function masked(url: string): string {
  const shown = new URL(url);
  if (shown.password !== '') shown.password = '***';
  return shown.href;
}

async function run(client: pg.Client, text: string): Promise<boolean> {
  try {
    const result = await client.query(text);
    for (const { command, rows, rowCount } of [result].flat()) {
      if (rows.length > 0) console.table(rows);
      console.log(`${command} ${rowCount ?? ''}`.trim());
    }
    return true;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    console.error(error.message);
    return false;
  }
}

async function prompt(client: pg.Client): Promise<void> {
  const lines = createInterface({ input: stdin, output: stdout, prompt: 'jackdraw> ' });
  console.log('SQL, one statement a line; an empty line or Ctrl+D ends.');
  lines.prompt();
  for await (const line of lines) {
    if (line.trim() === '') break;
    await run(client, line);
    lines.prompt();
  }
  lines.close();
}
