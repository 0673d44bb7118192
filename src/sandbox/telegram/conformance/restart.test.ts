import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { arrange } from './arrange.ts';
import { receiver } from './receiver.ts';

test('a webhook gets after a restart what waited for it', async (t) => {
  const dataDir = await mkdtemp(join(tmpdir(), 'sandbox-restart-'));
  const hook = await receiver(t);
  const first = await arrange(t, { dataDir, localUrls: true });
  await first.ok('setWebhook', { url: hook.url });
  first.control.send({ user: first.user.id, text: 'waited' });
  await hook.next();
  await first.stop();
  await arrange(t, { dataDir, localUrls: true });
  t.after(() => rm(dataDir, { recursive: true }));
  const received = await hook.next();
  assert.equal(received.update.message?.text, 'waited');
  received.answer();
});
