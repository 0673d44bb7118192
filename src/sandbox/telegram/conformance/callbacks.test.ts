import assert from 'node:assert/strict';
import { test } from 'node:test';
import { arrange } from './arrange.ts';

const tooOld = 'query is too old and response timeout expired or query ID is invalid';
const markup = (data: string) => ({ inline_keyboard: [[{ text: 'Go', callback_data: data }]] });

async function pressed(t: Parameters<typeof arrange>[0], data = 'go') {
  const ready = await arrange(t);
  const { message_id } = await ready.ok<{ message_id: number }>('sendMessage', {
    chat_id: ready.chat,
    text: 'x',
    reply_markup: markup(data),
  });
  const press = ready.control.press({ user: ready.user.id, message_id, callback_data: data });
  return { ...ready, press, message_id, id: press.callback_query_id };
}

test('a press carries the bytes of the button and the message it was on', async (t) => {
  const data = 'a/�\u0001/é'.padEnd(20, '!');
  const { ok, user, message_id, id } = await pressed(t, data);
  assert.partialDeepStrictEqual(await ok('getUpdates'), [
    {
      callback_query: {
        id,
        data,
        from: { id: user.id, language_code: 'ru' },
        message: { message_id, text: 'x', reply_markup: markup(data) },
      },
    },
  ]);
});

test('an answer reaches the one who pressed; a second one does not', async (t) => {
  const { ok, bad, press, id } = await pressed(t);
  const answer = press.answer();
  await ok('answerCallbackQuery', { callback_query_id: id, text: 'Done', show_alert: true });
  assert.deepEqual(await answer, { text: 'Done', show_alert: true });
  await bad(tooOld, ['answerCallbackQuery', { callback_query_id: id }]);
});

test('after 15 seconds it is too late, and whoever waited knows', async (t) => {
  const { bad, ok, control, press, message_id, user, id } = await pressed(t);
  control.clock.advance(15_000);
  const second = control.press({ user: user.id, message_id, callback_data: 'go' });
  await ok('answerCallbackQuery', { callback_query_id: id });
  const waited = second.answer();
  control.clock.advance(15_001);
  assert.equal(await waited, undefined);
  assert.notEqual(await press.answer(), undefined);
  await bad(tooOld, ['answerCallbackQuery', { callback_query_id: second.callback_query_id }]);
});

test('unknown queries, long texts, foreign links', async (t) => {
  const { bad, ok, id } = await pressed(t);
  await bad(tooOld, ['answerCallbackQuery', { callback_query_id: '123' }]);
  await bad(tooOld, ['answerCallbackQuery']);
  await bad('MESSAGE_TOO_LONG', [
    'answerCallbackQuery',
    { callback_query_id: id, text: 'x'.repeat(201) },
  ]);
  await bad('URL_INVALID', [
    'answerCallbackQuery',
    { callback_query_id: id, url: 'https://example.com/' },
  ]);
  await ok('answerCallbackQuery', {
    callback_query_id: id,
    url: 't.me/conformance_bot?start=here',
  });
});

test('a chat action is shown for five seconds and ended by a message', async (t) => {
  const { ok, bad, control, raw, chat } = await arrange(t);
  const state = async () => (await raw(`/client/state?user=${chat}`)).body;
  await bad('wrong parameter action in request', [
    'sendChatAction',
    { chat_id: chat, action: 'dancing' },
  ]);
  await ok('sendChatAction', { chat_id: chat, action: 'upload_photo' });
  assert.partialDeepStrictEqual(await state(), { action: { action: 'upload_photo' } });
  control.clock.advance(5000);
  assert.equal('action' in (await state()), false);
  await ok('sendChatAction', { chat_id: chat, action: 'typing' });
  await ok('sendMessage', { chat_id: chat, text: 'x' });
  assert.equal('action' in (await state()), false);
});

test('one plain reaction', async (t) => {
  const { ok, bad, control, chat, user } = await arrange(t);
  const { message_id } = control.send({ user: user.id, text: 'x' });
  const react = (reaction: unknown): [string, object] => [
    'setMessageReaction',
    { chat_id: chat, message_id, reaction },
  ];
  const thumb = { type: 'emoji', emoji: '👍' };
  await ok(...react([thumb]));
  await ok(...react([{ type: 'emoji', emoji: '❤️' }]));
  await bad('REACTION_INVALID', react([{ type: 'emoji', emoji: '🧪' }]));
  await bad('REACTION_INVALID', react([{ type: 'paid' }]));
  await bad("can't parse ReactionType: expected an Object", react(['👍']));
  await bad("can't parse ReactionType: invalid reaction type specified", react([{ type: 'x' }]));
  await bad('expected an Array of ReactionType', react({}));
  await bad('REACTIONS_TOO_MANY', react([thumb, { type: 'emoji', emoji: '🔥' }]));
});

test('pins come and go', async (t) => {
  const { ok, bad, chat } = await arrange(t);
  const { message_id } = await ok('sendMessage', { chat_id: chat, text: 'x' });
  await bad('message to pin not found', ['pinChatMessage', { chat_id: chat, message_id: 4711 }]);
  await ok('pinChatMessage', { chat_id: chat, message_id });
  assert.partialDeepStrictEqual(await ok('getChat', { chat_id: chat }), {
    id: chat,
    type: 'private',
    username: 'ann',
    pinned_message: { message_id },
  });
  await ok('unpinChatMessage', { chat_id: chat });
  assert.equal('pinned_message' in (await ok('getChat', { chat_id: chat })), false);
  await bad('message to unpin not found', ['unpinChatMessage', { chat_id: chat }]);
});
