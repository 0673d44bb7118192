import { randomBytes } from 'node:crypto';
import type { TestContext } from 'node:test';
import pg from 'pg';
import { createClient, createPool, type Db } from '#platform/db';
import { createMemoryLog } from '#platform/log';
import { describeTemplate, emptyDatabase, registrySql, withClient } from './reuse.ts';

export type TestDatabase = { url: string; db: Db; pool: pg.Pool };

const template = 'template_jackdraw';
const goneWithinMs = 10_000;
const inUse = '55006';

/** A database of the test's own, with the whole schema unless it is to be empty; gone after everything else the test cleans up. */
export async function createTestDatabase(
  t: TestContext,
  { isEmpty = false } = {},
): Promise<TestDatabase> {
  const name = await (isEmpty ? makeDatabase('template0') : takeDatabase());
  const url = urlOf(name);
  const { log } = createMemoryLog();
  const pool = createPool({ url, log, allowExitOnIdle: true });
  // Hooks run in the order they were added: added from within the first, this one comes last.
  t.after(() => {
    t.after(async () => {
      if (!pool.ended) await pool.end();
      await (isEmpty ? dropDatabase(name) : giveBack(name));
    });
  });
  return { url, db: createClient(pool), pool };
}

/** Once, on the server that all tests share: the migrated template exists and nobody is connected to it. */
export async function openDatabases(serverAt: string): Promise<void> {
  const { shape, bytes, emptySql } = await describeTemplate(urlOf(template, serverAt));
  await withClient(serverAt, async (client) => {
    await client.query(registrySql);
    await client.query('insert into template values ($1, $2, $3)', [shape, bytes, emptySql]);
  });
}

const newName = () => `test_${randomBytes(8).toString('hex')}`;

async function makeDatabase(from: string): Promise<string> {
  const name = newName();
  await administer(`create database ${name} template ${from}`);
  return name;
}

async function takeDatabase(): Promise<string> {
  const { rows } = await administer<{ name: string }>(
    `delete from free_databases
       where name = (select name from free_databases limit 1 for update skip locked) returning name`,
  );
  const [free] = rows;
  return free?.name ?? makeDatabase(`${template} strategy file_copy`);
}

/** For another test, under a new name: whoever comes back to the old one finds nothing there. Or it is gone. */
async function giveBack(old: string): Promise<void> {
  const name = newName();
  // A pool has ended before its connections have: they go by themselves, only who stays is cut off.
  for (let look = 0; look < 100; look += 1) {
    const { rows } = await administer('select from pg_stat_activity where datname = $1', [old]);
    if (rows.length === 0) break;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  await administer(
    `select pg_terminate_backend(pid, ${goneWithinMs}) from pg_stat_activity where datname = $1`,
    [old],
  );
  try {
    await administer(`alter database ${old} rename to ${name}`);
  } catch (error) {
    if (!(error instanceof pg.DatabaseError && error.code === inUse)) throw error;
    return dropDatabase(old);
  }
  const { rows } = await administer<{ shape: string; bytes: string; empty_sql: string }>(
    'select shape, bytes, empty_sql from template',
  );
  const [made] = rows;
  const isAsMade =
    made !== undefined &&
    (await emptyDatabase(urlOf(name), {
      shape: made.shape,
      bytes: Number(made.bytes),
      emptySql: made.empty_sql,
    }));
  if (!isAsMade) return dropDatabase(name);
  await administer('insert into free_databases values ($1)', [name]);
}

async function dropDatabase(name: string): Promise<void> {
  await administer(`drop database ${name} with (force)`);
}

const administrators = new Map<string, pg.Pool>();

/** Over one connection, which a process keeps from test to test. */
function administer<Row extends pg.QueryResultRow>(
  statement: string,
  values: unknown[] = [],
): Promise<pg.QueryResult<Row>> {
  const url = serverUrl();
  const pool = administrators.get(url) ?? createAdministrator(url);
  administrators.set(url, pool);
  return pool.query<Row>(statement, values);
}

/** It waits as long as it takes: the machine may be busy with other tests. */
function createAdministrator(connectionString: string): pg.Pool {
  const pool = new pg.Pool({ connectionString, max: 1, allowExitOnIdle: true });
  pool.on('error', () => {
    // Lost while nobody used it: the pool opens another.
  });
  return pool;
}

function urlOf(name: string, serverAt = serverUrl()): string {
  const url = new URL(serverAt);
  url.pathname = `/${name}`;
  return url.href;
}

function serverUrl(): string {
  const url = process.env.JACKDRAW_TEST_DATABASE;
  if (!url) throw new Error('no test database: run the tests with "npm test -- part/of/path"');
  return url;
}
