import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { type TestContext, test } from 'node:test';
import { bareEnv, createDataDir, createTestDatabase, launch, until } from '#testing';

async function run(script: string, env: Record<string, string>) {
  const child = spawn(process.execPath, [script], { env: { ...bareEnv(), ...env } });
  let told = '';
  child.stdout.on('data', (chunk) => {
    told += String(chunk);
  });
  const [code] = await once(child, 'exit');
  return { code, told };
}

async function settings(t: TestContext) {
  const { url } = await createTestDatabase(t);
  return { DATABASE_URL: url, DATA_DIR: createDataDir(t) };
}

test('status tells what runs, where, and how it feels; and that nothing runs any more', async (t) => {
  const env = await settings(t);
  const app = launch(t, env);
  const { httpUrl, chatUrl } = await app.line('ready');
  const { code, told } = await run('scripts/status.ts', env);
  assert.equal(code, 0, told);
  assert.match(told, new RegExp(`Running: process ${app.child.pid}, .*roles bot, worker, http`));
  assert.match(told, new RegExp(`Chat page +${chatUrl}`));
  assert.match(told, new RegExp(`HTTP +${httpUrl} +ready`));
  assert.match(told, /database +ok, \d+ ms/);
  assert.match(told, /Inbox +0 waiting, 0 parked, 0 running/);
  assert.match(told, /Queue work +\d+ waiting, \d+ active, \d+ delayed/);
  assert.match(told, /Telegram +sandbox/);
  assert.ok(!told.includes(new URL(env.DATABASE_URL).password));
  app.child.kill('SIGTERM');
  await app.exited;
  const after = await run('scripts/status.ts', { ...env, APP_PORT: '1' });
  assert.equal(after.code, 1);
  assert.match(after.told, /Nothing runs/);
});

test('dev starts the app with readable logs and stops with it', async (t) => {
  const env = { ...(await settings(t)), APP_PORT: '0', SANDBOX_PORT: '0' };
  const child = spawn(process.execPath, ['scripts/dev.ts'], {
    env: { ...bareEnv(), ...env },
  });
  t.after(() => child.kill('SIGTERM'));
  let told = '';
  child.stdout.on('data', (chunk) => {
    told += String(chunk);
  });
  await until('the app is ready', () => told.includes('Jackdraw is ready'), 120_000);
  assert.doesNotMatch(told, /^\{/m, 'no line is JSON');
  assert.match(told, /debug.*part started/);
  child.kill('SIGTERM');
  await once(child, 'exit');
});
