import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import { loadConfig } from '#platform/config';
import { createDataDir } from '#testing';

test('the settings that the sandbox prints are settings that the product takes', async (t) => {
  const child = spawn(process.execPath, [
    'src/sandbox/main.ts',
    ...['--port=0', '--kie-port=0', '--stoloto-port=0'],
    `--data-dir=${join(createDataDir(t), 'sandbox')}`,
  ]);
  const exited = once(child, 'exit');
  t.after(async () => {
    child.kill('SIGKILL');
    await exited;
  });
  let errors = '';
  child.stderr.on('data', (chunk) => {
    errors += String(chunk);
  });

  const said: string[] = [];
  for await (const line of createInterface(child.stdout)) {
    said.push(line.trim());
    if (line.trim().startsWith('options ')) break;
  }
  const printed = said.filter((line) => line.startsWith('for this bot ')).join(' ');
  const pairs = [...printed.matchAll(/([A-Z_]+)=(\S+)/g)].map(([, name, value]) => [name, value]);
  const config = loadConfig(Object.fromEntries(pairs));
  assert.equal(pairs.length, 10, `${said.join('\n')}\n${errors}`);
  const { telegram, kie, stoloto } = config;
  assert.deepEqual(
    [telegram.isSandbox, kie.isSandbox, stoloto.mode],
    [false, false, 'live'],
    'each is spoken to as if it were the real one',
  );

  const me = await fetch(`${telegram.apiRoot}/bot${telegram.token}/getMe`);
  assert.partialDeepStrictEqual(await me.json(), { ok: true, result: { is_bot: true } });
  const credit = await fetch(`${kie.baseUrl}/api/v1/chat/credit`, {
    headers: { authorization: `Bearer ${kie.apiKey}` },
  });
  assert.partialDeepStrictEqual(await credit.json(), { code: 200 });
  assert.equal((await fetch(stoloto.newsUrl)).status, 200);

  child.kill('SIGTERM');
  assert.deepEqual(await exited, [0, null], errors);
});
