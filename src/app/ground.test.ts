import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadConfig } from '#platform/config';
import { createMemoryLog } from '#platform/log';
import { createGround } from './ground.ts';

test('a process without the bot finds its sandbox at an address that can be called', async () => {
  const { log } = createMemoryLog({ level: 'fatal' });
  const places = async (host: string) => {
    const config = loadConfig({
      ROLES: 'worker',
      DATABASE_URL: 'postgres://nobody@127.0.0.1/none',
      SANDBOX_HOST: host,
      SANDBOX_PORT: '8090',
    });
    const { telegramRoot, kieUrl, stolotoUrl } = await createGround(config, { log }).start();
    return [telegramRoot, kieUrl, stolotoUrl];
  };
  const here = [8090, 8091, 8092].map((port) => `http://127.0.0.1:${port}`);
  assert.deepEqual(await places('127.0.0.1'), here);
  assert.deepEqual(await places('0.0.0.0'), here, 'nobody can call 0.0.0.0');
  assert.deepEqual((await places('::1'))[0], 'http://[::1]:8090');
  assert.deepEqual((await places('sandbox.lan'))[0], 'http://sandbox.lan:8090');
});
