import { randomBytes } from 'node:crypto';
import type { TestContext } from 'node:test';
import pg from 'pg';
import { createClient, createPool, type Db } from '#platform/db';
import { createMemoryLog } from '#platform/log';

export type TestDatabase = { url: string; db: Db; pool: pg.Pool };

/** A database of the test's own, with the whole schema unless it is to be empty; dropped after everything else the test cleans up. */
export async function createTestDatabase(
  t: TestContext,
  { isEmpty = false } = {},
): Promise<TestDatabase> {
  const name = `test_${randomBytes(8).toString('hex')}`;
  const template = isEmpty ? 'template0' : 'template_jackdraw';
  await administer(`create database ${name} template ${template}`);
  const url = new URL(serverUrl());
  url.pathname = `/${name}`;
  const { log } = createMemoryLog();
  const pool = createPool({ url: url.href, log, allowExitOnIdle: true });
  // Hooks run in the order they were added: added from within the first, this one comes last.
  t.after(() => {
    t.after(async () => {
      if (!pool.ended) await pool.end();
      await administer(`drop database ${name} with (force)`);
    });
  });
  return { url: url.href, db: createClient(pool), pool };
}

async function administer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl() });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

function serverUrl(): string {
  const url = process.env.JACKDRAW_TEST_DATABASE;
  if (!url) throw new Error('no test database: run the tests with "npm test -- part/of/path"');
  return url;
}
