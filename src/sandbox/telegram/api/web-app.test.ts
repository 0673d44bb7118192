import assert from 'node:assert/strict';
import { test } from 'node:test';
import { arrangeSandbox, refused } from '#sandbox/telegram/fixtures';
import { png } from '#sandbox/telegram/media/fixtures';

const app = { text: 'Open', web_app: { url: 'https://app.example/x' } };

const dataOf = (url: string) =>
  new URLSearchParams(new URLSearchParams(new URL(url).hash.slice(1)).get('tgWebAppData') ?? '');

test('an inline button opens the app with data, and the answer is a message in the name of the person', async (t) => {
  const { ok, call, control, chat, updates } = await arrangeSandbox(t);
  const { message_id } = await ok('sendMessage', {
    chat_id: chat,
    text: 'app',
    reply_markup: { inline_keyboard: [[app]] },
  });
  const { url } = control.openWebApp({ user: chat, kind: 'inline', message_id });
  assert.ok(url.startsWith('https://app.example/x#'));
  const data = dataOf(url);
  assert.equal(JSON.parse(data.get('user') ?? '').id, chat);
  assert.ok(data.get('hash') && data.get('signature'));
  const answer = {
    web_app_query_id: data.get('query_id'),
    result: {
      type: 'article',
      id: '1',
      title: 't',
      input_message_content: { message_text: '*done*', parse_mode: 'MarkdownV2' },
    },
  };
  assert.ok((await ok('answerWebAppQuery', answer)).inline_message_id);
  const [{ message }] = await updates();
  assert.partialDeepStrictEqual(message, {
    text: 'done',
    from: { id: chat },
    via_bot: { username: 'test_bot' },
    entities: [{ type: 'bold', offset: 0, length: 4 }],
  });
  refused(
    await call('answerWebAppQuery', answer),
    'query is too old and response timeout expired or query ID is invalid',
  );
  assert.deepEqual(
    control.transcript.calls({ method: 'answerWebAppQuery' }).flatMap(({ warnings }) => warnings),
    [],
  );
});

test('the menu button opens its app, an unknown address opens nothing', async (t) => {
  const { ok, control, chat } = await arrangeSandbox(t);
  await ok('setChatMenuButton', { chat_id: chat, menu_button: { type: 'web_app', ...app } });
  const { url } = control.openWebApp({ user: chat, kind: 'menu' });
  assert.ok(dataOf(url).get('query_id'));
  assert.throws(
    () => control.openWebApp({ user: chat, kind: 'menu', url: 'https://evil.example/' }),
    { name: 'ActRefused' },
  );
});

test('from a reply keyboard the data is empty and the app sends text back', async (t) => {
  const { ok, control, chat, updates } = await arrangeSandbox(t);
  await ok('sendMessage', { chat_id: chat, text: 'app', reply_markup: { keyboard: [[app]] } });
  const { url } = control.openWebApp({ user: chat, kind: 'keyboard' });
  assert.equal(dataOf(url).toString(), '');
  control.sendWebAppData({ user: chat, button_text: 'Open', data: '{"a":1}' });
  const [{ message }] = await updates();
  assert.deepEqual(message.web_app_data, { data: '{"a":1}', button_text: 'Open' });
  assert.throws(() => control.sendWebAppData({ user: chat, button_text: 'Other', data: 'x' }), {
    name: 'ActRefused',
  });
  assert.throws(
    () => control.sendWebAppData({ user: chat, button_text: 'Open', data: 'x'.repeat(4097) }),
    { name: 'ActRefused' },
  );
});

test('results are read before the query is used', async (t) => {
  const { ok, call, post, control, chat, updates } = await arrangeSandbox(t);
  const sent = await post(
    'sendPhoto',
    { chat_id: chat, reply_markup: { inline_keyboard: [[app]] } },
    { photo: { bytes: png(9, 9) } },
  );
  const { url } = control.openWebApp({
    user: chat,
    kind: 'inline',
    message_id: sent.result.message_id,
  });
  const answer = (result: unknown) =>
    call('answerWebAppQuery', { web_app_query_id: dataOf(url).get('query_id'), result });
  refused(await call('answerWebAppQuery', {}), 'parameter "web_app_query_id" is required');
  refused(await answer(undefined), "result isn't specified");
  refused(await answer([]), 'inline query result must be an object');
  refused(await answer({ type: 'article' }), 'can\'t find field "id"');
  refused(await answer({ type: 'article', id: '1' }), 'input message content is not specified');
  refused(
    await answer({ type: 'spell', id: '1' }),
    'unallowed inline query result type "spell" specified',
  );
  await ok('answerWebAppQuery', {
    web_app_query_id: dataOf(url).get('query_id'),
    result: {
      type: 'photo',
      id: '1',
      photo_file_id: sent.result.photo.at(-1).file_id,
      caption: 'c',
    },
  });
  const [{ message }] = await updates();
  assert.equal(message.caption, 'c');
  assert.ok(message.photo);
});

test('a prepared message is kept for a person who exists and a chat that is allowed', async (t) => {
  const { ok, call, control, chat } = await arrangeSandbox(t);
  const result = {
    type: 'article',
    id: '1',
    title: 't',
    input_message_content: { message_text: 'x' },
  };
  const prepared = await ok('savePreparedInlineMessage', {
    user_id: chat,
    result,
    allow_user_chats: true,
  });
  assert.ok(prepared.id);
  assert.equal(prepared.expiration_date, Math.floor(control.clock.now() / 1000) + 86_400);
  refused(
    await call('savePreparedInlineMessage', { user_id: chat, result }),
    'at least one chat type must be allowed',
  );
  refused(await call('savePreparedInlineMessage', { result }), 'invalid user_id specified');
});
