import assert from 'node:assert/strict';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import net from 'node:net';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { z } from 'zod';
import { createTestDatabase, findFreePort } from '#testing';
import { createDataDir, isGone, type Launched, launch } from '../launched.ts';
import { until } from '../until.ts';

const ready = z.looseObject({ httpUrl: z.url(), chatUrl: z.url() });

async function addresses(app: Launched) {
  const { httpUrl, chatUrl } = ready.parse(await app.line('ready'));
  return { httpUrl, chatUrl };
}

const post = (url: string, body: unknown) =>
  fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

const chat = z.looseObject({
  messages: z.array(
    z.looseObject({ text: z.string().optional(), client: z.looseObject({ own: z.boolean() }) }),
  ),
});

async function greet(chatUrl: string): Promise<string[]> {
  const answer = await post(`${chatUrl}client/users`, { first_name: 'Ann', language_code: 'en' });
  const { user } = z
    .looseObject({ user: z.looseObject({ id: z.number() }) })
    .parse(await answer.json());
  await post(`${chatUrl}client/start`, { user: user.id });
  const answers = async () => {
    const state = await fetch(`${chatUrl}client/state?user=${user.id}`);
    const { messages } = chat.parse(await state.json());
    return messages.flatMap(({ text, client }) => (client.own || !text ? [] : [text]));
  };
  await until('the bot answers /start', async () => (await answers()).length > 0);
  return answers();
}

async function arrange(t: TestContext, settings: Record<string, string> = {}) {
  const { url } = await createTestDatabase(t);
  return launch(t, { DATABASE_URL: url, DATA_DIR: createDataDir(t), ...settings });
}

test('with nothing set: a database and a Telegram of its own, an answer, and nothing is left behind', async (t) => {
  const dataDir = createDataDir(t);
  const app = launch(t, { DATA_DIR: dataDir });
  const { httpUrl, chatUrl } = await addresses(app);
  assert.match((await greet(chatUrl)).join(), /Hello, Ann!/);
  assert.match(app.output(), /Chat with it at +http:/);
  assert.match(app.output(), /Telegram +sandbox/);
  assert.match(app.output(), /Database +embedded PostgreSQL/);
  assert.equal((await fetch(`${httpUrl}/ready`)).status, 200);

  const sandboxPid = Number((await app.line('sandbox started')).sandboxPid);
  const databasePort = Number((await app.line('embedded database started')).port);
  app.child.kill('SIGKILL');
  await app.exited;
  await until('the sandbox is gone', () => isGone(sandboxPid));
  await until('the database is gone', () => refuses(databasePort));

  const again = launch(t, { DATA_DIR: dataDir });
  assert.match((await greet((await addresses(again)).chatUrl)).join(), /Hello, Ann!/);
  again.child.kill('SIGTERM');
  assert.deepEqual(await again.exited, [0, null]);
  const port = Number((await again.line('embedded database started')).port);
  await until('the database is gone', () => refuses(port));
});

async function refuses(port: number): Promise<boolean> {
  const socket = net.connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    return false;
  } catch {
    return true;
  } finally {
    socket.destroy();
  }
}

test('an update, a request, and a call are one line each, with no secret in any', async (t) => {
  const app = await arrange(t, { SENSITIVE_DATA: 'waitedMs' });
  const { httpUrl, chatUrl } = await addresses(app);
  await fetch(`${httpUrl}/nowhere?token=canary`, {
    headers: { 'x-trace-id': 'trace-of-the-test' },
  });
  await greet(chatUrl);
  const update = await app.line('update');
  assert.partialDeepStrictEqual(update, { type: 'message', outcome: 'ok', waitedMs: '[masked]' });
  const request = await app.line('http request');
  assert.partialDeepStrictEqual(request, { requestId: 'trace-of-the-test', status: 404 });
  const calls = app.lines.filter(({ msg }) => msg === 'outgoing call');
  const send = calls.find(({ operation }) => operation === 'sendMessage');
  assert.partialDeepStrictEqual(send, { service: 'telegram', status: 200, attempt: 1 });
  assert.ok(typeof send?.ms === 'number' && Number(send.sizeBytes) > 0);
  assert.doesNotMatch(app.output(), /canary|SANDBOX-jackdraw-on-this-machine/);
});

test('a stop while it is still starting is a clean stop', async (t) => {
  const app = await arrange(t);
  await app.line('sandbox started');
  app.child.kill('SIGTERM');
  assert.deepEqual(await app.exited, [0, null]);
});

test('whoever reads its words may go: the app starts, works on and stops cleanly', async (t) => {
  const port = await findFreePort();
  const app = await arrange(t, { APP_PORT: String(port) });
  await app.line('sandbox started');
  app.child.stdout?.destroy();
  const isUp = async () => {
    const answer = await fetch(`http://127.0.0.1:${port}/ready`).catch(() => undefined);
    return answer?.status === 200;
  };
  await until('it is ready', isUp);
  await fetch(`http://127.0.0.1:${port}/nowhere`);
  assert.ok(await isUp());
  app.child.kill('SIGTERM');
  assert.deepEqual(await app.exited, [0, null]);
});

test('wrong settings are told all at once, without a stack, and it exits 1', async (t) => {
  const app = launch(t, { APP_PORT: '80a', LOG_LEVEL: 'loud', ROLES: 'bot' });
  assert.deepEqual(await app.exited, [1, null]);
  assert.match(app.errors(), /3 settings are wrong/);
  for (const name of ['APP_PORT', 'LOG_LEVEL', 'DATABASE_URL'])
    assert.match(app.errors(), new RegExp(`${name} (must|is) .*\\n +for example: ${name}=`));
  assert.doesNotMatch(app.errors(), /\n {4}at /);
});

test('a broken CATALOGUE_FILE is told with every place, and it exits 1', async (t) => {
  const dataDir = createDataDir(t);
  const file = join(dataDir, 'catalogue.json');
  writeFileSync(file, '[{"id":"veo3","price":{"credits":"free"}},{"id":"new"}]');
  const app = launch(t, { DATA_DIR: dataDir, CATALOGUE_FILE: file });
  assert.deepEqual(await app.exited, [1, null]);
  assert.match(app.errors(), /entry 1 \(veo3\): price\.credits/);
  assert.match(app.errors(), /entry 2 \(new\): /);
  assert.doesNotMatch(app.errors(), /\n {4}at /);
});

test('production does not start on sandbox services', async (t) => {
  const app = launch(t, { NODE_ENV: 'production' });
  assert.deepEqual(await app.exited, [1, null]);
  assert.match(app.errors(), /BOT_TOKEN is required in production/);
});

test('production does not start on a serious finding of the security check', async (t) => {
  const signs = 'QWERTYUIOPASDFGHJKLZXCVBNM_mnbvcxzlkjhgf';
  const app = launch(t, {
    NODE_ENV: 'production',
    BOT_TOKEN: `87654321:${signs.slice(0, 35)}`,
    KIE_API_KEY: 'your_kie_api_key',
    SECRET_KEY: signs,
    DATA_DIR: createDataDir(t),
  });
  assert.deepEqual(await app.exited, [1, null]);
  assert.match(
    app.errors(),
    /security check refuses this start[\s\S]*KIE_API_KEY.*\n +Put in the real key/,
  );
});

test('a taken port, of the app or of the chat page, is told with what to do, and it exits 1', async (t) => {
  const taken = net.createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  t.after(() => taken.close());
  const address = taken.address();
  assert.ok(typeof address === 'object' && address);
  for (const name of ['APP_PORT', 'SANDBOX_PORT']) {
    const app = await arrange(t, { [name]: String(address.port) });
    assert.deepEqual(await app.exited, [1, null]);
    assert.match(app.errors(), new RegExp(`Port ${address.port}.* is taken.*set ${name}`));
    assert.doesNotMatch(app.errors(), /\n {4}at /);
  }
});

test('a second start on the same data says just that, though the port is taken as well', async (t) => {
  const settings = { DATA_DIR: createDataDir(t), SANDBOX_PORT: String(await findFreePort()) };
  const { chatUrl } = await addresses(launch(t, settings));
  const second = launch(t, settings);
  assert.deepEqual(await second.exited, [1, null]);
  assert.match(second.errors(), /already runs on this data.*npm run status.*DATA_DIR/);
  assert.match((await greet(chatUrl)).join(), /Hello, Ann!/, 'the first one goes on');
});

test('a database that refuses is told by name, with what to do and without its password', async (t) => {
  const { url } = await createTestDatabase(t);
  const stranger = new URL(url);
  stranger.password = 'canarypass';
  const missing = new URL(url);
  missing.pathname = '/nowhere';
  for (const [address, told] of [
    [stranger, /PostgreSQL at .* does not let "\w+" in\. Check .* DATABASE_URL/],
    [missing, /PostgreSQL at .* has no database "nowhere"\. Create it \(createdb nowhere\)/],
  ] as const) {
    const app = launch(t, { DATABASE_URL: address.href, DATA_DIR: createDataDir(t) });
    assert.deepEqual(await app.exited, [1, null]);
    assert.match(app.errors(), told);
    assert.doesNotMatch(app.errors(), /\n {4}at /);
    assert.doesNotMatch(app.errors() + app.output(), /canarypass/);
  }
});

test('a Redis that cannot be reached is told with what to do', async (t) => {
  const app = await arrange(t, { REDIS_URL: 'redis://:canarypass@127.0.0.1:1/0' });
  assert.deepEqual(await app.exited, [1, null]);
  assert.match(app.errors(), /Redis at 127\.0\.0\.1:1 cannot be used; the log.*REDIS_URL/);
  assert.match(app.output(), /ECONNREFUSED.*"queue backend"/);
  assert.doesNotMatch(app.errors() + app.output(), /canarypass/);
});

test('a database that cannot be reached ends the start, and what had started is stopped', async (t) => {
  const app = launch(t, {
    DATABASE_URL: 'postgres://jack:canarypass@127.0.0.1:1/none',
    DATA_DIR: createDataDir(t),
  });
  const sandboxPid = Number((await app.line('sandbox started')).sandboxPid);
  assert.deepEqual(await app.exited, [1, null]);
  assert.match(app.errors(), /PostgreSQL at 127\.0\.0\.1:1 does not answer.*DATABASE_URL/);
  assert.doesNotMatch(app.errors(), /\n {4}at /);
  assert.doesNotMatch(app.errors() + app.output(), /canarypass/);
  await until('the sandbox is gone', () => isGone(sandboxPid));
});
