import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { createEmbedded } from '#platform/db';
import { createMemoryLog } from '#platform/log';
import { bareEnv, createTestDatabase } from '#testing';

function setUp(t: TestContext) {
  const dir = mkdtempSync(join(process.getuid?.() === 0 ? '/tmp' : tmpdir(), 'jackdraw-script-'));
  chmodSync(dir, 0o711);
  t.after(() => {
    t.after(() => rmSync(dir, { recursive: true, force: true }));
  });
  const dataDir = join(dir, 'data');
  const run = (script: string, options: { args?: string[]; input?: string; env?: object } = {}) => {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [join(import.meta.dirname, script), ...(options.args ?? [])],
      {
        cwd: dir,
        encoding: 'utf8',
        input: options.input ?? '',
        env: { ...bareEnv(), DATA_DIR: dataDir, ...options.env },
      },
    );
    return { status, told: stdout + stderr };
  };
  const fill = () => {
    mkdirSync(dataDir, { recursive: true });
    writeFileSync(join(dataDir, 'file'), 'kept');
  };
  return { dir, dataDir, run, fill };
}

test('reset wipes the data only after the typed word', (t) => {
  const { dataDir, run, fill } = setUp(t);
  fill();
  for (const input of ['', 'yes\n', 'wip\n']) {
    const { status, told } = run('reset.ts', { input });
    assert.equal(status, 1);
    assert.match(told, /Nothing was wiped/);
    assert.ok(existsSync(join(dataDir, 'file')));
  }
  assert.equal(run('reset.ts', { input: 'wipe\n' }).status, 0);
  assert.equal(existsSync(dataDir), false);
});

test('reset is refused in production', (t) => {
  const { dataDir, run, fill } = setUp(t);
  fill();
  const env = {
    NODE_ENV: 'production',
    SECRET_KEY: '0123456789abcdef'.repeat(4),
    BOT_TOKEN: `1234567890:${'A'.repeat(35)}`,
    KIE_API_KEY: '0123456789abcdef'.repeat(2),
    DATABASE_URL: 'postgres://a:b@127.0.0.1:1/c',
  };
  const { status, told } = run('reset.ts', { input: 'wipe\n', env });
  assert.equal(status, 1);
  assert.match(told, /production: nothing is wiped/);
  assert.ok(existsSync(join(dataDir, 'file')));
});

test('reset is refused while the app runs, and for a folder that holds more than data', async (t) => {
  const { dir, dataDir, run } = setUp(t);
  const embedded = createEmbedded({ dataDir, log: createMemoryLog().log });
  t.after(() => embedded.stop());
  await embedded.start();
  assert.match(run('reset.ts', { input: 'wipe\n' }).told, /Stop it first/);
  assert.ok(existsSync(join(dataDir, 'postgres')));
  const wide = run('reset.ts', { input: 'wipe\n', env: { DATA_DIR: dir } });
  assert.match(wide.told, /more than Jackdraw's data/);
  assert.ok(existsSync(dir));
});

test('db tells what is in the database without its password, and runs a statement', async (t) => {
  const { run } = setUp(t);
  const { url, pool } = await createTestDatabase(t);
  await pool.query(`insert into installation (bot_id, created_at) values ('77', to_timestamp(0))`);
  const env = { DATABASE_URL: url };
  const { status, told } = run('db.ts', { env });
  assert.equal(status, 0, told);
  assert.match(told, /of bot 77/);
  assert.match(told, /'inbox'\s+│ 0/);
  assert.match(told, /'installation'\s+│ 1/);
  assert.ok(!told.includes(new URL(url).password), 'the password is not shown');
  const asked = run('db.ts', { env, args: ['select bot_id from installation'] });
  assert.match(asked.told, /77/);
  assert.deepEqual([asked.status, run('db.ts', { env, args: ['selec'] }).status], [0, 1]);
});

test('db --url prints the address of the running database, and says when none runs', async (t) => {
  const { dataDir, run } = setUp(t);
  const without = run('db.ts', { args: ['--url'] });
  assert.equal(without.status, 1);
  assert.match(without.told, /No database runs/);
  const embedded = createEmbedded({ dataDir, log: createMemoryLog().log });
  t.after(() => embedded.stop());
  const { url } = await embedded.start();
  assert.equal(run('db.ts', { args: ['--url'] }).told.trim(), url);
});
