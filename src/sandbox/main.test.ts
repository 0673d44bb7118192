import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { test } from 'node:test';

const main = join(import.meta.dirname, 'main.ts');

test('a forked sandbox says where it listens and ends when the channel closes', async (t) => {
  const child = fork(main, ['--token=4200000003:child', '--bot-username=child_bot'], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  t.after(() => child.kill());
  const [ready] = await once(child, 'message');
  assert.equal(ready.type, 'ready');
  const response = await fetch(`${ready.telegram.url}/bot4200000003:child/getMe`);
  assert.partialDeepStrictEqual(await response.json(), {
    ok: true,
    result: { id: 4200000003, username: 'child_bot' },
  });
  const credit = await fetch(`${ready.kie.url}/api/v1/chat/credit`, {
    headers: { authorization: 'Bearer any' },
  });
  assert.partialDeepStrictEqual(await credit.json(), { code: 200, data: 10_000 });
  const news = await fetch(`${ready.stoloto.url}/press/news`);
  assert.match(await news.text(), /href="\/press\/news\//);
  const exited = once(child, 'exit');
  child.disconnect();
  assert.deepEqual(await exited, [0, null]);
});
