import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTestDatabase } from './database.ts';

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
