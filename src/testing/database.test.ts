import assert from 'node:assert/strict';
import { test } from 'node:test';
import pg from 'pg';
import { createTestDatabase } from './database.ts';
import { withClient } from './reuse.ts';
import { until } from './until.ts';

test('two test databases have the schema and share nothing', async (t) => {
  const [one, two] = await Promise.all([createTestDatabase(t), createTestDatabase(t)]);
  await one.pool.query(
    `insert into installation (bot_id, created_at) values ('7', to_timestamp(0))`,
  );
  const count = 'select count(*)::int as n from installation';
  assert.equal((await one.pool.query(count)).rows[0]?.n, 1);
  assert.equal((await two.pool.query(count)).rows[0]?.n, 0);
});

test('a test database lives until everything else of the test was cleaned up', async (t) => {
  const { pool } = await createTestDatabase(t);
  t.after(async () => {
    assert.equal((await pool.query('select 1 as one')).rows[0]?.one, 1);
  });
});

test('what one test leaves, no other finds: rows, numbers, the accounts of the house', async (t) => {
  const look = async ({ pool }: { pool: pg.Pool }) => {
    const accounts = await pool.query('select * from accounts order by 1');
    const { rows } = await pool.query(
      `insert into inbox (update_id, key, payload, arrived_at)
       values (1, 'a', null, to_timestamp(0)) returning number`,
    );
    return { accounts: accounts.rows, number: rows[0]?.number };
  };
  const seen: unknown[] = [];
  for (let i = 0; i < 3; i += 1)
    await t.test(`test ${i}`, async (inner) => {
      const database = await createTestDatabase(inner);
      seen.push(await look(database));
      await database.pool.query('set session_replication_role = replica; delete from accounts');
    });
  assert.deepEqual(seen[1], seen[0]);
  assert.deepEqual(seen[2], seen[0]);
});

test('a database whose tables were changed is not used again', async (t) => {
  const names: string[] = [];
  await t.test('changes it', async (inner) => {
    const { url, pool } = await createTestDatabase(inner);
    names.push(new URL(url).pathname.slice(1));
    await pool.query('alter table installation add column odd integer');
  });
  const { pool } = await createTestDatabase(t);
  const { rows } = await pool.query('select 1 from pg_database where datname = any($1)', [names]);
  assert.deepEqual(rows, []);
  await assert.rejects(pool.query('select odd from installation'));
});

test('whoever stays connected after its test is cut off and does not get in again', async (t) => {
  const stray = { url: '', errors: [] as Error[] };
  await t.test('leaves a connection', async (inner) => {
    const { url } = await createTestDatabase(inner);
    const client = new pg.Client({ connectionString: url });
    client.on('error', (error) => stray.errors.push(error));
    await client.connect();
    stray.url = url;
  });
  const { pool } = await createTestDatabase(t);
  assert.equal((await pool.query('select count(*)::int as n from inbox')).rows[0]?.n, 0);
  await until('it is cut off', () => stray.errors.length > 0);
  await assert.rejects(
    withClient(stray.url, (client) => client.query('select 1')),
    { code: '3D000' },
  );
});
