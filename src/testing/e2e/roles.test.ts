import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { createTelegramSandbox } from '#sandbox/telegram';
import { createDataDir, createTestDatabase, launch, until } from '#testing';

const secret = 'webhook-secret-of-this-very-test-1';
const token = `4242424242:${'roles-test_'.repeat(4).slice(0, 35)}`;

async function arrange(t: TestContext) {
  const { url: DATABASE_URL, pool } = await createTestDatabase(t);
  const sandbox = createTelegramSandbox({ token, localUrls: true });
  const { url } = await sandbox.start();
  t.after(() => sandbox.stop());
  const { control } = sandbox;
  const settings = {
    DATABASE_URL,
    BOT_TOKEN: token,
    TELEGRAM_API_ROOT: url,
    BOT_MODE: 'webhook',
    PUBLIC_URL: 'https://bot.example.org',
    WEBHOOK_SECRET: secret,
    DATA_DIR: createDataDir(t),
  };
  const answersTo = (userId: number) =>
    control.transcript
      .calls()
      .filter(
        ({ method, params }) => method === 'sendMessage' && Number(params.chat_id) === userId,
      );
  return { control, settings, answersTo, pool };
}

const update = (id: number, userId: number) => ({
  update_id: id,
  message: {
    message_id: id,
    date: 1_790_000_000,
    chat: { id: userId, type: 'private', first_name: 'Ann' },
    from: { id: userId, is_bot: false, first_name: 'Ann', language_code: 'en' },
    text: '/start',
    entities: [{ type: 'bot_command', offset: 0, length: 6 }],
  },
});

const deliver = (url: string, body: unknown, word = secret) =>
  fetch(`${url}/telegram/webhook`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': word },
    body: JSON.stringify(body),
  });

test('split roles: what comes to the http process is answered once by the bot process, also after it was away', async (t) => {
  const { control, settings, answersTo, pool } = await arrange(t);
  const { id } = control.addUser({ first_name: 'Ann', language_code: 'en' });
  const web = launch(t, { ...settings, ROLES: 'http' });
  const bot = launch(t, { ...settings, ROLES: 'bot,worker' });
  const url = String((await web.line('ready')).httpUrl);
  await bot.line('bot at work');

  assert.equal((await deliver(url, update(1, id), 'wrong')).status, 401);
  assert.equal((await deliver(url, update(2, id))).status, 200);
  assert.equal((await deliver(url, update(2, id))).status, 200, 'told twice');
  await until('the first answer', () => answersTo(id).length > 0);
  // Killed between the answer and its mark, the bot would rightly answer once more.
  await until('the first is marked', async () => {
    const { rows } = await pool.query('select status from inbox where update_id = 2');
    return rows[0]?.status === 'done';
  });

  bot.child.kill('SIGKILL');
  await bot.exited;
  assert.equal((await deliver(url, update(3, id))).status, 200, 'taken while nobody answers');
  const again = launch(t, { ...settings, ROLES: 'bot' });
  await until('the second answer', () => answersTo(id).length > 1);
  again.child.kill('SIGTERM');
  assert.deepEqual(await again.exited, [0, null]);
  assert.equal(answersTo(id).length, 2);
  assert.ok(!web.lines.some(({ msg }) => msg === 'update'), 'the http process only writes down');
});

test('another bot on the same database is refused', async (t) => {
  const { settings } = await arrange(t);
  const first = launch(t, settings);
  await first.line('ready');
  const other = launch(t, { ...settings, BOT_TOKEN: token.replace('4242424242', '4343434343') });
  assert.deepEqual(await other.exited, [1, null]);
  assert.match(other.errors(), /belongs to bot 4242424242, not to bot 4343434343/);
});
