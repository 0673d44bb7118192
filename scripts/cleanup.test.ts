import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';
import { createManualClock, newId } from '#kernel';
import { createUsers } from '#modules/users';
import { bareEnv, createDataDir, createTestDatabase } from '#testing';

async function run(env: Record<string, string>, words: readonly string[] = []) {
  const child = spawn(process.execPath, ['scripts/cleanup.ts', ...words], {
    env: { ...bareEnv(), ...env },
  });
  let told = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => {
      told += String(chunk);
    });
  const [code] = await once(child, 'close');
  assert.equal(code, 0, told);
  return told;
}

test('cleanup counts what has had its time, and removes it when told to', async (t) => {
  const { db, pool, url } = await createTestDatabase(t);
  const env = { DATABASE_URL: url, DATA_DIR: createDataDir(t) };
  const clock = createManualClock(new Date('2020-01-01T00:00:00Z'));
  const users = createUsers({ db, clock, adminIds: [] });
  const { id: userId } = await users.recognise({ telegramId: 1 });
  const then = clock.now();
  await pool.query(
    `insert into files (id, user_id, role, kind, state, position, mime_type, size_bytes, created_at, stored_at, expires_at)
     values ($1, $2, 'input', 'image', 'stored', 0, 'image/png', 1, $3, $3, $3)`,
    [newId(), userId, then],
  );
  await pool.query(
    `insert into kv_entries (key, value, version, updated_at, expires_at) values ('old', '1', 1, $1, $1)`,
    [then],
  );
  const count = async () =>
    (
      await pool.query(`select (select count(*) from kv_entries)::int as kv,
      (select count(*) from files where state = 'stored')::int as files`)
    ).rows[0];

  const dry = await run(env, ['--dry-run']);
  assert.match(dry, /^files\.expired +1$/m);
  assert.match(dry, /^kv\.sessions +1$/m);
  assert.match(dry, /^inbox\.updates +0$/m);
  assert.match(dry, /Nothing was removed/);
  assert.deepEqual(await count(), { kv: 1, files: 1 });

  const done = await run(env);
  assert.match(done, /^files\.expired +1$/m);
  assert.match(done, /^kv\.sessions +1$/m);
  assert.deepEqual(await count(), { kv: 0, files: 0 });
  // The row of a file that went so long ago has had its time, too.
  assert.match(done, /^files\.rows +1$/m);
});
