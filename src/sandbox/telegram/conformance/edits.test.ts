import assert from 'node:assert/strict';
import { test } from 'node:test';
import { arrange } from './arrange.ts';

const notModified =
  'message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message';
const keyboard = { inline_keyboard: [[{ text: 'Go', callback_data: 'go' }]] };

test('an edit changes the text, sets edit_date, and takes the keyboard away unless it is given again', async (t) => {
  const { ok, control, chat } = await arrange(t);
  const { message_id } = await ok('sendMessage', {
    chat_id: chat,
    text: 'a',
    reply_markup: keyboard,
  });
  control.clock.advance(5000);
  const kept = await ok<{ date: number; edit_date: number; reply_markup?: object }>(
    'editMessageText',
    { chat_id: chat, message_id, text: 'b', reply_markup: keyboard },
  );
  assert.equal(kept.edit_date - kept.date, 5);
  assert.deepEqual(kept.reply_markup, keyboard);
  const bare = await ok('editMessageText', { chat_id: chat, message_id, text: 'c' });
  assert.equal('reply_markup' in bare, false);
});

test('what stays the same is refused', async (t) => {
  const { ok, bad, chat } = await arrange(t);
  const same = { chat_id: chat, text: 'same *b*', parse_mode: 'Markdown', reply_markup: keyboard };
  const { message_id } = await ok('sendMessage', same);
  await bad(notModified, ['editMessageText', { ...same, message_id }]);
  await bad(notModified, [
    'editMessageReplyMarkup',
    { chat_id: chat, message_id, reply_markup: keyboard },
  ]);
  await ok('editMessageReplyMarkup', { chat_id: chat, message_id });
  await bad(notModified, ['editMessageReplyMarkup', { chat_id: chat, message_id }]);
});

test('messages that are not there, not its own, or not editable', async (t) => {
  const { ok, bad, control, chat, user } = await arrange(t);
  const edit = (message_id: number): [string, object] => [
    'editMessageText',
    { chat_id: chat, message_id, text: 'x' },
  ];
  await bad('message to edit not found', edit(4711));
  await bad('message identifier is not specified', edit(0));
  const foreign = control.send({ user: user.id, text: 'mine' });
  await bad("message can't be edited", edit(foreign.message_id));
  const { message_id } = await ok('sendMessage', { chat_id: chat, text: 'own' });
  const forwarded = await ok<{ message_id: number }>('forwardMessage', {
    chat_id: chat,
    from_chat_id: chat,
    message_id,
  });
  await bad("message can't be edited", edit(forwarded.message_id));
  for (const reply_markup of [
    { keyboard: [[{ text: 'A' }]] },
    { remove_keyboard: true },
    { force_reply: true },
  ]) {
    const sent = await ok<{ message_id: number }>('sendMessage', {
      chat_id: chat,
      text: 'with keyboard',
      reply_markup,
    });
    await bad("message can't be edited", edit(sent.message_id));
  }
});

test('service messages stay as they are', async (t) => {
  const { ok, bad, control, chat } = await arrange(t);
  const { message_id } = await ok('sendMessage', { chat_id: chat, text: 'x' });
  await ok('pinChatMessage', { chat_id: chat, message_id });
  const notice = control.messages({ chat }).at(-1)?.message_id;
  await bad("message can't be edited", [
    'editMessageReplyMarkup',
    { chat_id: chat, message_id: notice, reply_markup: keyboard },
  ]);
});

test('dice lie for a day before they can be taken away', async (t) => {
  const { ok, bad, control, chat } = await arrange(t);
  const { message_id } = await ok('sendDice', { chat_id: chat });
  await bad("message can't be deleted", ['deleteMessage', { chat_id: chat, message_id }]);
  control.clock.advance(24 * 3600_000 + 1000);
  await ok('deleteMessage', { chat_id: chat, message_id });
});

test('the wrong kind of edit', async (t) => {
  const { ok, bad, chat } = await arrange(t);
  const { message_id } = await ok('sendMessage', { chat_id: chat, text: 'text' });
  await bad('there is no caption in the message to edit', [
    'editMessageCaption',
    { chat_id: chat, message_id, caption: 'x' },
  ]);
  const contact = await ok<{ message_id: number }>('sendContact', {
    chat_id: chat,
    phone_number: '+1',
    first_name: 'A',
  });
  await bad('there is no text in the message to edit', [
    'editMessageText',
    { chat_id: chat, message_id: contact.message_id, text: 'x' },
  ]);
  await bad('inline keyboard expected', [
    'editMessageReplyMarkup',
    { chat_id: chat, message_id, reply_markup: { keyboard: [[{ text: 'A' }]] } },
  ]);
});

test('an edit that is too long has a text of its own', async (t) => {
  const { ok, bad, chat } = await arrange(t);
  const { message_id } = await ok('sendMessage', { chat_id: chat, text: 'short' });
  const text = 'я'.repeat(4097);
  await bad('message is too long', ['sendMessage', { chat_id: chat, text }]);
  await bad('MESSAGE_TOO_LONG', ['editMessageText', { chat_id: chat, message_id, text }]);
  await bad('message text is empty', ['editMessageText', { chat_id: chat, message_id, text: '' }]);
  await ok('editMessageText', { chat_id: chat, message_id, text: '😀'.repeat(4096) });
});

test('own messages have no deadline for edits, deletion ends after 48 hours', async (t) => {
  const { ok, bad, control, chat, user } = await arrange(t);
  const { message_id } = await ok('sendMessage', { chat_id: chat, text: 'old' });
  const theirs = control.send({ user: user.id, text: 'theirs' });
  await ok('deleteMessage', { chat_id: chat, message_id: theirs.message_id });
  control.clock.advance(48 * 3600_000 - 1000);
  control.clock.advance(2000);
  await ok('editMessageText', { chat_id: chat, message_id, text: 'new' });
  await bad("message can't be deleted", ['deleteMessage', { chat_id: chat, message_id }]);
});

test('deleting what is gone, or naming nothing', async (t) => {
  const { ok, bad, chat } = await arrange(t);
  const { message_id } = await ok('sendMessage', { chat_id: chat, text: 'x' });
  await bad('message identifier is not specified', ['deleteMessage', { chat_id: chat }]);
  await ok('deleteMessage', { chat_id: chat, message_id });
  await bad('message to delete not found', ['deleteMessage', { chat_id: chat, message_id }]);
});

test('a hundred messages at a time, no more', async (t) => {
  const { ok, bad, control, chat } = await arrange(t);
  const { message_id } = await ok('sendMessage', { chat_id: chat, text: 'x' });
  const ids = Array.from({ length: 101 }, (_, index) => index + 1);
  await bad('too many message identifiers specified', [
    'deleteMessages',
    { chat_id: chat, message_ids: ids },
  ]);
  for (const method of ['copyMessages', 'forwardMessages'])
    await bad('too many message identifiers specified', [
      method,
      { chat_id: chat, from_chat_id: chat, message_ids: ids },
    ]);
  await bad('message identifiers are not specified', ['deleteMessages', { chat_id: chat }]);
  const wrong = (message_ids: unknown): [string, object] => [
    'deleteMessages',
    { chat_id: chat, message_ids },
  ];
  await bad("can't parse message_ids JSON object", wrong('[1'));
  await bad('expected an Array of message identifiers', wrong({}));
  await bad('message identifier must be a Number', wrong([{}]));
  await bad("can't parse message identifier as Number", wrong(['one']));
  await bad('invalid message identifier specified', wrong([0]));
  await ok('deleteMessages', { chat_id: chat, message_ids: [message_id, 4711] });
  assert.equal(
    control.messages({ chat }).some((message) => message.message_id === message_id),
    false,
  );
});

test('answers to messages that are gone', async (t) => {
  const { ok, bad, control, chat, user } = await arrange(t);
  const gone = { chat_id: chat, text: 'x', reply_parameters: { message_id: 4711 } };
  await bad('message to be replied not found', ['sendMessage', gone]);
  const alone = await ok('sendMessage', {
    ...gone,
    reply_parameters: { message_id: 4711, allow_sending_without_reply: true },
  });
  assert.equal('reply_to_message' in alone, false);
  const asked = control.send({ user: user.id, text: 'the exact words' });
  const quoted = { message_id: asked.message_id, quote: 'exact' };
  const reply = await ok('sendMessage', { ...gone, reply_parameters: quoted });
  assert.partialDeepStrictEqual(reply, {
    reply_to_message: { text: 'the exact words' },
    quote: { text: 'exact', position: 4, is_manual: true },
  });
  await bad('QUOTE_TEXT_INVALID', [
    'sendMessage',
    { ...gone, reply_parameters: { ...quoted, quote: 'other' } },
  ]);
});

test('forwards keep their origin, copies do not, and neither keeps buttons', async (t) => {
  const { ok, bad, control, chat, user } = await arrange(t);
  const source = control.send({ user: user.id, text: 'mine' });
  const from = { chat_id: chat, from_chat_id: chat };
  const forwarded = await ok<{ message_id: number }>('forwardMessage', {
    ...from,
    message_id: source.message_id,
  });
  assert.partialDeepStrictEqual(forwarded, {
    text: 'mine',
    forward_origin: { type: 'user', sender_user: { id: user.id } },
  });
  const copied = await ok<{ message_id: number }>('copyMessage', {
    ...from,
    message_id: forwarded.message_id,
  });
  assert.deepEqual(Object.keys(copied), ['message_id']);
  const copy = control.messages({ chat }).at(-1);
  assert.equal(copy?.text, 'mine');
  assert.equal(copy.forward_origin, undefined);
  await bad('message to forward not found', ['forwardMessage', { ...from, message_id: 4711 }]);
  await bad('message to copy not found', ['copyMessage', { ...from, message_id: 4711 }]);
  const several = await ok<object[]>('copyMessages', {
    ...from,
    message_ids: [source.message_id, copied.message_id, 4711],
  });
  assert.equal(several.length, 2);
  await bad('message identifiers must be in a strictly increasing order', [
    'forwardMessages',
    { ...from, message_ids: [copied.message_id, source.message_id] },
  ]);
});

test('protected messages stay where they are', async (t) => {
  const { ok, bad, chat } = await arrange(t);
  const { message_id } = await ok('sendMessage', {
    chat_id: chat,
    text: 'secret',
    protect_content: true,
  });
  const call = { chat_id: chat, from_chat_id: chat, message_id };
  await bad("message can't be forwarded", ['forwardMessage', call]);
  await bad("message can't be copied", ['copyMessage', call]);
});
