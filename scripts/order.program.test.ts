import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { type TestContext, test } from 'node:test';
import { z } from 'zod';
import { createDataDir, createTestDatabase, launch, until } from '#testing';

function start(t: TestContext, env: Record<string, string>, words: readonly string[]) {
  const child: ChildProcess = spawn(process.execPath, ['scripts/order.ts', ...words], {
    env: { PATH: process.env.PATH, ...env },
  });
  t.after(() => child.kill('SIGKILL'));
  let told = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk) => {
      told += String(chunk);
    });
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null;
  return { told: () => told, hasEnded, exited: once(child, 'exit') };
}

const post = async (url: string, body: unknown): Promise<unknown> => {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return answer.json();
};

const someone = z.object({ user: z.object({ id: z.number() }) });

test('an order from the terminal waits in words, is made, and its picture is saved', async (t) => {
  const { url, pool } = await createTestDatabase(t);
  const env = { DATABASE_URL: url, DATA_DIR: createDataDir(t) };
  const { chatUrl } = await launch(t, env).line('ready');
  const { user } = someone.parse(await post(`${chatUrl}client/users`, { first_name: 'Ann' }));
  await post(`${chatUrl}client/start`, { user: user.id });
  await until(
    'the bot knows her',
    async () => (await pool.query('select from users')).rowCount === 1,
    60_000,
  );
  await pool.query('update capacity set is_paused = true');
  const saved = createDataDir(t);
  const order = start(t, env, ['z-image', 'prompt=кот', 'aspect_ratio=1:1', '--save', saved]);
  await until(
    'it waits in the line',
    () => /Order no\. 1: 0 ahead in the line/.test(order.told()) || order.hasEnded(),
    60_000,
  );
  await pool.query('update capacity set is_paused = false');
  const [code] = await order.exited;
  assert.equal(code, 0, order.told());
  assert.match(order.told(), /Order no\. 1: 0 ahead in the line/);
  assert.match(order.told(), /Order no\. 1: COMPLETED, 0\.8 credits/);
  assert.doesNotMatch(order.told(), /\[object/);
  assert.deepEqual(
    readdirSync(saved).map((name) => name.replace(/^\d+-.*\./, '')),
    ['png'],
  );
});
