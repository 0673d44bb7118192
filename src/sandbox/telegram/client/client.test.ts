import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { createTelegramSandbox, type TelegramSandboxOptions } from '#sandbox/telegram';
import { png } from '#sandbox/telegram/media/fixtures';

const token = '4200000006:client-test';

async function arrange(t: TestContext, options: Partial<TelegramSandboxOptions> = {}) {
  const sandbox = createTelegramSandbox({ token, botUsername: 'page_bot', ...options });
  const { url } = await sandbox.start();
  t.after(() => sandbox.stop());
  const read = async (response: Response) => ({
    status: response.status,
    body: JSON.parse(await response.text()),
  });
  const get = async (path: string) => read(await fetch(`${url}${path}`));
  const post = async (path: string, body: object) =>
    read(
      await fetch(`${url}${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    );
  const bot = async (method: string, params: object) => {
    const { body } = await post(`/bot${token}/${method}`, params);
    assert.equal(body.ok, true, body.description);
    return body.result;
  };
  const { body } = await post('/client/users', { first_name: 'Ann', language_code: 'ru' });
  const user: number = body.user.id;
  /** What the page hears, one event at a time. */
  const listen = async () => {
    const response = await fetch(`${url}/client/events?user=${user}`);
    assert.equal(response.headers.get('content-type'), 'text/event-stream');
    const events = eventsOf(response);
    t.after(() => events.return(undefined));
    return async () => (await events.next()).value;
  };
  return { ...sandbox, url, get, post, bot, user, listen };
}

async function* eventsOf(response: Response) {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk, { stream: true });
    const blocks = text.split('\n\n');
    text = blocks.pop() ?? '';
    for (const block of blocks)
      if (block.startsWith('data: ')) yield JSON.parse(block.slice('data: '.length));
  }
}

test('a page finds its people, and makes new ones', async (t) => {
  const { get, post, user } = await arrange(t);
  assert.deepEqual((await get('/client/users')).body, {
    users: [{ id: user, first_name: 'Ann', language_code: 'ru' }],
  });
  const { status, body } = await post('/client/users', { first_name: ' ' });
  assert.deepEqual([status, body], [400, { error: 'a person needs a first name' }]);
  assert.equal((await get('/client/state?user=5')).status, 400);
});

test('the state shows the bot, its commands and the talk so far', async (t) => {
  const { get, post, bot, user } = await arrange(t);
  await bot('setMyDescription', { description: 'What I do' });
  await bot('setMyCommands', { commands: [{ command: 'go', description: 'Go' }] });
  const { body: started } = await post('/client/start', { user, payload: 'deep-link' });
  assert.partialDeepStrictEqual(started.message, {
    text: '/start deep-link',
    client: { own: true },
  });
  await bot('sendMessage', {
    chat_id: user,
    text: 'Choose',
    reply_markup: { keyboard: [[{ text: 'A' }]], resize_keyboard: true },
  });
  const { body } = await get(`/client/state?user=${user}`);
  assert.partialDeepStrictEqual(body, {
    bot: { username: 'page_bot', description: 'What I do' },
    commands: [{ command: 'go' }],
    menu_button: { type: 'commands' },
    messages: [{ client: { own: true } }, { text: 'Choose', client: { own: false } }],
    has_more: false,
    reply_keyboard: { keyboard: [[{ text: 'A' }]] },
    blocked: false,
  });
});

test('older messages come page by page', async (t) => {
  const { get, control, user } = await arrange(t);
  for (let n = 1; n <= 130; n += 1) control.send({ user, text: String(n) });
  const texts = (body: { messages: { text: string }[] }) => body.messages.map(({ text }) => text);
  const { body: state } = await get(`/client/state?user=${user}`);
  assert.deepEqual([texts(state).length, texts(state)[0], state.has_more], [100, '31', true]);
  const before = state.messages[0].message_id;
  const { body: older } = await get(`/client/messages?user=${user}&before=${before}&limit=20`);
  assert.deepEqual([texts(older).length, texts(older)[0], older.has_more], [20, '11', true]);
  const { body: oldest } = await get(
    `/client/messages?user=${user}&before=${older.messages[0].message_id}&limit=20`,
  );
  assert.deepEqual([texts(oldest).length, oldest.has_more], [10, false]);
});

test('the page hears messages, edits, deletions, actions, answers, keyboards and commands', async (t) => {
  const { post, bot, user, listen } = await arrange(t);
  await post('/client/start', { user });
  const next = await listen();
  await bot('sendChatAction', { chat_id: user, action: 'typing' });
  assert.partialDeepStrictEqual(await next(), { type: 'action', action: 'typing' });
  const sent = await bot('sendMessage', {
    chat_id: user,
    text: 'Hi',
    reply_markup: { inline_keyboard: [[{ text: 'Go', callback_data: 'go' }]] },
  });
  assert.deepEqual(await next(), { type: 'action_end' });
  assert.partialDeepStrictEqual(await next(), {
    type: 'message',
    message: { text: 'Hi', client: { own: false } },
  });
  const { body } = await post('/client/press', {
    user,
    message_id: sent.message_id,
    callback_data: 'go',
  });
  await bot('answerCallbackQuery', { callback_query_id: body.callback_query_id, text: 'ok' });
  assert.deepEqual(await next(), {
    type: 'callback_answer',
    callback_query_id: body.callback_query_id,
    text: 'ok',
    show_alert: false,
  });
  await bot('editMessageText', { chat_id: user, message_id: sent.message_id, text: 'Bye' });
  assert.partialDeepStrictEqual(await next(), { type: 'edit', message: { text: 'Bye' } });
  await bot('deleteMessage', { chat_id: user, message_id: sent.message_id });
  assert.deepEqual(await next(), { type: 'delete', message_ids: [sent.message_id] });
  await bot('setMyCommands', { commands: [{ command: 'go', description: 'Go' }] });
  assert.partialDeepStrictEqual(await next(), { type: 'commands', commands: [{ command: 'go' }] });
  await bot('setChatMenuButton', { menu_button: { type: 'commands' } });
  assert.partialDeepStrictEqual(await next(), { type: 'menu_button' });
  await post('/client/block', { user, blocked: true });
  assert.deepEqual(await next(), { type: 'blocked', blocked: true });
});

test('what a person writes on one page shows on their other page, and reaches the bot', async (t) => {
  const { post, bot, user, listen } = await arrange(t);
  const next = await listen();
  const { body } = await post('/client/send', { user, text: 'see https://example.com' });
  assert.partialDeepStrictEqual(body.message, {
    text: 'see https://example.com',
    entities: [{ type: 'url', offset: 4, length: 19 }],
    client: { own: true },
  });
  assert.partialDeepStrictEqual(await next(), {
    type: 'message',
    message: { message_id: body.message.message_id },
  });
  assert.partialDeepStrictEqual(await bot('getUpdates', {}), [
    { message: { text: 'see https://example.com' } },
  ]);
});

test('an uploaded picture is a photo for the bot and a file for the page, in ranges too', async (t) => {
  const { url, bot, user } = await arrange(t);
  const bytes = png(640, 480);
  const form = new FormData();
  form.set('file', new Blob([new Uint8Array(bytes)], { type: 'image/png' }), 'shot.png');
  const response = await fetch(`${url}/client/upload?user=${user}&as=photo&caption=Look`, {
    method: 'POST',
    body: form,
  });
  const { messages } = JSON.parse(await response.text());
  assert.partialDeepStrictEqual(messages, [{ caption: 'Look', client: { own: true } }]);
  const [media] = messages[0].client.media;
  const file = await fetch(`${url}${media.url}`);
  assert.deepEqual(Buffer.from(await file.arrayBuffer()), bytes);
  assert.equal(file.headers.get('x-content-type-options'), 'nosniff');
  const part = await fetch(`${url}${media.url}`, { headers: { range: 'bytes=1-3' } });
  assert.equal(part.status, 206);
  assert.equal(part.headers.get('content-range'), `bytes 1-3/${bytes.length}`);
  assert.equal(await part.text(), 'PNG');
  const none = await fetch(`${url}${media.url}`, { headers: { range: 'bytes=999999-' } });
  assert.equal(none.status, 416);
  const [update] = await bot('getUpdates', {});
  const { file_path } = await bot('getFile', { file_id: update.message.photo.at(-1).file_id });
  const loaded = await fetch(`${url}/file/bot${token}/${file_path}`);
  assert.deepEqual(Buffer.from(await loaded.arrayBuffer()), bytes);
});

test('the page and its modules are served, its tests and what lies outside are not', async (t) => {
  const { url } = await arrange(t);
  const page = await fetch(url);
  assert.equal(page.status, 200);
  assert.equal(page.headers.get('content-type'), 'text/html; charset=utf-8');
  assert.equal(page.headers.get('cache-control'), 'no-store');
  const script = await fetch(`${url}/main.ts`);
  assert.equal(script.headers.get('content-type'), 'text/javascript; charset=utf-8');
  assert.doesNotMatch(await script.text(), /^import type/m);
  for (const path of ['/entities.test.ts', '/..%2fsandbox.ts', '/../sandbox.ts', '/tsconfig.json'])
    assert.equal((await fetch(`${url}${path}`)).status, 404, path);
});

test('pages that went away are forgotten', async (t) => {
  const { control, user, url } = await arrange(t);
  const leaving = new AbortController();
  const response = await fetch(`${url}/client/events?user=${user}`, { signal: leaving.signal });
  assert.equal(control.world.isWatched(control.bot(), user), true);
  leaving.abort();
  await assert.rejects(response.text());
  while (control.world.isWatched(control.bot(), user))
    await new Promise((resolve) => setImmediate(resolve));
});

test('a page that is open turns to the bot that calls first', async (t) => {
  const { get, post, user, listen } = await arrange(t, { anyToken: true });
  const shown = async () => (await get(`/client/state?user=${user}`)).body.bot.id;
  const next = await listen();
  assert.equal(await shown(), 4200000006);
  await post('/bot123:abc/getMe', {});
  assert.equal(await next(), undefined);
  assert.equal(await shown(), 123);
  await post('/bot456:def/getMe', {});
  assert.equal(await shown(), 123);
});

test('after a restart the page shows the bot it showed before', async (t) => {
  const dataDir = await mkdtemp(join(tmpdir(), 'sandbox-page-'));
  const first = await arrange(t, { anyToken: true, dataDir });
  await first.post('/bot123:abc/getMe', {});
  await first.post('/client/start', { user: first.user });
  await first.stop();
  const second = await arrange(t, { anyToken: true, dataDir });
  t.after(() => rm(dataDir, { recursive: true }));
  const { body } = await second.get(`/client/state?user=${first.user}`);
  assert.equal(body.bot.id, 123);
  assert.equal(body.messages[0].text, '/start');
});
