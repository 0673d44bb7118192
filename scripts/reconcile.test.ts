import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';
import { credits, systemClock } from '#kernel';
import { createLedger } from '#modules/ledger';
import { createUsers } from '#modules/users';
import { createMemoryLog } from '#platform/log';
import { bareEnv, createDataDir, createTestDatabase } from '#testing';

async function run(env: Record<string, string>) {
  const child = spawn(process.execPath, ['scripts/reconcile.ts'], {
    env: { ...bareEnv(), ...env },
  });
  let told = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => {
      told += String(chunk);
    });
  const [code] = await once(child, 'close');
  return { code, told };
}

test('reconcile prints figures and exits 0; with a damaged row it prints the row and exits 1', async (t) => {
  const { db, pool, url } = await createTestDatabase(t);
  const env = { DATABASE_URL: url, DATA_DIR: createDataDir(t) };
  const { log } = createMemoryLog();
  const clock = systemClock;
  const welcomeCredits = credits('10');
  const ledger = createLedger({ db, clock, log, secretKey: 'x', welcomeCredits });
  const { id: userId } = await createUsers({ db, clock, adminIds: [] }).recognise({
    telegramId: 1,
  });
  await db.transaction((tx) => ledger.welcome(tx, { userId, telegramId: 1 }));
  const sound = await run(env);
  assert.equal(sound.code, 0, sound.told);
  assert.match(sound.told, /^available +10$/m);
  assert.match(sound.told, /^welcomed +-10$/m);
  assert.match(sound.told, /The ledger adds up/);
  assert.match(sound.told, /^generations +0$/m);
  assert.match(sound.told, /The generations agree with it/);

  await pool.query(
    'insert into lanes (user_id, cap, active, waiting, served) values ($1, 3, 1, 0, 0)',
    [userId],
  );
  const drifted = await run(env);
  assert.equal(drifted.code, 1, drifted.told);
  assert.match(drifted.told, /lane_differs .*"active":1,.*"rows_active":0/);
  assert.match(drifted.told, /do not agree with it: 1 rows/);

  await pool.query(`update accounts set balance_mc = 10001 where kind = 'available'`);
  const damaged = await run(env);
  assert.equal(damaged.code, 1, damaged.told);
  assert.match(damaged.told, /balance_differs .*"balance_mc":"10001","entries_mc":"10000"/);
  assert.match(damaged.told, /does not add up/);
});
