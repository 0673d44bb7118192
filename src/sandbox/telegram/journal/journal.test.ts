import assert from 'node:assert/strict';
import { appendFile, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { createTelegramSandbox, type TelegramSandbox } from '#sandbox/telegram';

const token = '4200000002:journal-test';

async function until(isSo: () => Promise<boolean>): Promise<void> {
  const deadline = AbortSignal.timeout(5000);
  while (!(await isSo())) deadline.throwIfAborted();
}

function arrange(t: TestContext) {
  const launched: TelegramSandbox[] = [];
  const folders: string[] = [];
  t.after(async () => {
    for (const sandbox of launched) await sandbox.stop();
    for (const dir of folders) await rm(dir, { recursive: true });
  });
  return {
    async folder() {
      const dir = await mkdtemp(join(tmpdir(), 'sandbox-journal-'));
      folders.push(dir);
      return dir;
    },
    launch: (dataDir: string) => launch(launched, dataDir),
  };
}

async function launch(launched: TelegramSandbox[], dataDir: string) {
  const sandbox = createTelegramSandbox({ token, dataDir });
  launched.push(sandbox);
  const { url } = await sandbox.start();
  const call = async (method: string, params: object = {}) => {
    const response = await fetch(`${url}/bot${token}/${method}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(params),
    });
    const answer: { ok: boolean; result: { update_id: number }[] } = JSON.parse(
      await response.text(),
    );
    return answer;
  };
  return { ...sandbox, call };
}

test('after a restart chats are as they were, unread updates wait, and numbers go on', async (t) => {
  const { folder, launch } = arrange(t);
  const dataDir = await folder();
  const first = await launch(dataDir);
  const user = first.control.addUser({ first_name: 'Ann' });
  first.control.start({ user: user.id });
  await first.call('sendMessage', { chat_id: user.id, text: 'hello' });
  await first.call('setMyCommands', { commands: [{ command: 'go', description: 'Go' }] });
  await first.call('getUpdates', { allowed_updates: ['message'] });
  await first.stop();

  const second = await launch(dataDir);
  assert.deepEqual(
    second.control.messages({ chat: user.id }).map(({ message_id, text }) => [message_id, text]),
    [
      [1, '/start'],
      [2, 'hello'],
    ],
  );
  second.control.send({ user: user.id, text: 'again' });
  assert.partialDeepStrictEqual(await second.call('getUpdates'), {
    result: [
      { update_id: 500_000_001, message: { text: '/start', message_id: 1 } },
      { update_id: 500_000_002, message: { text: 'again', message_id: 3 } },
    ],
  });
  assert.partialDeepStrictEqual(await second.call('getMyCommands'), {
    result: [{ command: 'go' }],
  });
  assert.partialDeepStrictEqual(await second.call('getWebhookInfo'), {
    result: { allowed_updates: ['message'] },
  });
});

test('a process that is killed never gives a number twice', async (t) => {
  const { folder, launch } = arrange(t);
  const dataDir = await folder();
  const killed = await launch(dataDir);
  const user = killed.control.addUser({ first_name: 'Ann' });
  const given = killed.control.send({ user: user.id, text: 'one' });
  // What a kill leaves: the file as it is now, the last line torn.
  const left = await readFile(join(dataDir, 'journal.ndjson'));
  const elsewhere = await folder();
  await appendFile(
    join(elsewhere, 'journal.ndjson'),
    Buffer.concat([left, Buffer.from('{"k":"mess')]),
  );

  const next = await launch(elsewhere);
  const other = next.control.addUser({ first_name: 'Bob' });
  assert.ok(other.id > user.id);
  const later = next.control.send({ user: other.id, text: 'two' });
  assert.ok(later.message_id > given.message_id);
  const answer = await next.call('getUpdates');
  assert.ok((answer.result.at(-1)?.update_id ?? 0) > 500_000_001);
});

test('a kill loses no update that was on disk, and brings none back that was confirmed', async (t) => {
  const { folder, launch } = arrange(t);
  const dataDir = await folder();
  const killed = await launch(dataDir);
  const user = killed.control.addUser({ first_name: 'Ann' });
  for (const text of ['one', 'two', 'three']) killed.control.send({ user: user.id, text });
  const [first] = (await killed.call('getUpdates')).result;
  await killed.call('getUpdates', { offset: (first?.update_id ?? 0) + 1 });
  const path = join(dataDir, 'journal.ndjson');
  await until(async () => (await readFile(path, 'utf8')).includes('"k":"taken"'));
  const elsewhere = await folder();
  await appendFile(join(elsewhere, 'journal.ndjson'), await readFile(path));
  const next = await launch(elsewhere);
  const heard = { result: [{ message: { text: 'two' } }, { message: { text: 'three' } }] };
  assert.partialDeepStrictEqual(await next.call('getUpdates'), heard);
  await next.stop();
  assert.partialDeepStrictEqual(await (await launch(elsewhere)).call('getUpdates'), heard);
});

test('edits and deletions are remembered as the last word', async (t) => {
  const { folder, launch } = arrange(t);
  const dataDir = await folder();
  const first = await launch(dataDir);
  const user = first.control.addUser({ first_name: 'Ann' });
  first.control.start({ user: user.id });
  await first.call('sendMessage', { chat_id: user.id, text: 'old' });
  await first.call('sendMessage', { chat_id: user.id, text: 'doomed' });
  await first.call('editMessageText', { chat_id: user.id, message_id: 2, text: 'new' });
  await first.call('deleteMessage', { chat_id: user.id, message_id: 3 });
  await first.stop();
  const second = await launch(dataDir);
  assert.deepEqual(
    second.control.messages({ chat: user.id }).map(({ text }) => text),
    ['/start', 'new'],
  );
});

test('files outlive a restart, their ids go on, and a reset takes them off the disk', async (t) => {
  const { folder, launch } = arrange(t);
  const dataDir = await folder();
  const first = await launch(dataDir);
  const bot = first.control.bot();
  const facts = { bot_id: bot.id, kind: 'Document', mime_type: 'text/plain' } as const;
  const bytes = Buffer.from('kept');
  const kept = await first.control.world.files.add({ ...facts, bytes });
  await first.stop();

  const second = await launch(dataDir);
  const { files } = second.control.world;
  const found = files.find(kept.file_id);
  assert.deepEqual(found, kept);
  assert.deepEqual(await files.read(kept), bytes);
  const later = await files.add({ ...facts, bytes });
  assert.notEqual(later.file_id, kept.file_id);
  assert.equal(later.file_path, 'documents/file_2');
  second.control.reset();
  assert.equal(files.find(kept.file_id), undefined);
  await until(async () => (await readdir(join(dataDir, 'files'))).length === 0);
});

test('a chat keeps its newest ten thousand messages, also over a restart', async (t) => {
  const { folder, launch } = arrange(t);
  const dataDir = await folder();
  const first = await launch(dataDir);
  const user = first.control.addUser({ first_name: 'Ann' });
  for (let n = 1; n <= 10_003; n += 1) first.control.send({ user: user.id, text: String(n) });
  const ends = ({ control }: TelegramSandbox) => {
    const messages = control.messages({ chat: user.id });
    return [messages.length, messages[0]?.text, messages.at(-1)?.text];
  };
  assert.deepEqual(ends(first), [10_000, '4', '10003']);
  await first.stop();
  assert.deepEqual(ends(await launch(dataDir)), [10_000, '4', '10003']);
});

test('a webhook and its certificate outlive a restart', async (t) => {
  const { folder, launch } = arrange(t);
  const dataDir = await folder();
  const first = await launch(dataDir);
  const set = {
    url: 'https://bot.invalid/hook',
    secretToken: 'sesame',
    maxConnections: 7,
    ipAddress: '203.0.113.7',
    fixedAddress: '203.0.113.7',
    certificate: Buffer.from('a certificate'),
  };
  first.control.bot().inbox.webhook.set(set);
  await first.stop();
  const second = await launch(dataDir);
  assert.deepEqual(second.control.bot().inbox.webhook.config(), set);
});
