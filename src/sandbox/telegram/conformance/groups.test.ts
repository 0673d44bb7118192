import assert from 'node:assert/strict';
import { test } from 'node:test';
import { arrange } from './arrange.ts';

type Update = { message?: { text?: string; new_chat_members?: object[] } };

async function inGroup(
  t: Parameters<typeof arrange>[0],
  options: Parameters<typeof arrange>[1] = {},
) {
  const ready = await arrange(t, options);
  const group = ready.control.createGroup({
    user: ready.user.id,
    title: 'Room',
    type: 'supergroup',
  });
  ready.control.setBotStatus({ user: ready.user.id, chat: group.id, status: 'member' });
  const say = (text: string, more: object = {}) =>
    ready.control.send({ user: ready.user.id, chat: group.id, text, ...more });
  const heard = async () => {
    const updates = await ready.ok<Update[]>('getUpdates', { offset: -100 });
    ready.control.bot().inbox.queue.clear();
    return updates.map(({ message }) => message?.text).filter((text) => text !== undefined);
  };
  return { ...ready, group, say, heard };
}

test('joining a group is an update and a service message', async (t) => {
  const { ok } = await inGroup(t);
  assert.partialDeepStrictEqual(await ok('getUpdates'), [
    {
      my_chat_member: {
        new_chat_member: { status: 'member' },
        old_chat_member: { status: 'left' },
      },
    },
    { message: { new_chat_members: [{ username: 'conformance_bot' }] } },
  ]);
});

test('with privacy on a bot hears only what is meant for it', async (t) => {
  const { say, heard, ok, group } = await inGroup(t);
  await heard();
  const { message_id } = await ok<{ message_id: number }>('sendMessage', {
    chat_id: group.id,
    text: 'hi',
  });
  say('just talk');
  say('/help');
  say('/help@conformance_bot now');
  say('/help@other_bot');
  say('an answer', { reply_to_message_id: message_id });
  say('dear @conformance_bot');
  assert.deepEqual(await heard(), [
    '/help',
    '/help@conformance_bot now',
    'an answer',
    'dear @conformance_bot',
  ]);
});

test('an administrator, or a bot without privacy, hears everything', async (t) => {
  const first = await inGroup(t);
  first.control.setBotStatus({
    user: first.user.id,
    chat: first.group.id,
    status: 'administrator',
  });
  await first.heard();
  first.say('just talk');
  assert.deepEqual(await first.heard(), ['just talk']);
  const second = await inGroup(t, { profile: { can_read_all_group_messages: true } });
  second.say('just talk');
  assert.deepEqual(await second.heard(), ['just talk']);
});

test('web_app buttons are for private chats', async (t) => {
  const { bad, ok, chat, group } = await inGroup(t);
  const reply_markup = {
    inline_keyboard: [[{ text: 'App', web_app: { url: 'https://example.com/' } }]],
  };
  await bad('BUTTON_TYPE_INVALID', ['sendMessage', { chat_id: group.id, text: 'x', reply_markup }]);
  await ok('sendMessage', { chat_id: chat, text: 'x', reply_markup });
});

test('message effects are for private chats', async (t) => {
  const { bad, ok, chat, group } = await inGroup(t);
  const effect = { text: 'x', message_effect_id: '5104841245755180586' };
  await bad("can't use message effects in the chat", [
    'sendMessage',
    { chat_id: group.id, ...effect },
  ]);
  assert.partialDeepStrictEqual(await ok('sendMessage', { chat_id: chat, ...effect }), {
    effect_id: '5104841245755180586',
  });
});

test('who is in the chat', async (t) => {
  const { ok, bad, control, chat, user, group } = await inGroup(t);
  const member = (chat_id: number, user_id: number) => ok('getChatMember', { chat_id, user_id });
  assert.partialDeepStrictEqual(await member(group.id, user.id), { status: 'creator' });
  assert.partialDeepStrictEqual(await member(group.id, control.bot().id), { status: 'member' });
  const other = control.addUser({ first_name: 'Bob' });
  assert.partialDeepStrictEqual(await member(group.id, other.id), { status: 'left' });
  assert.partialDeepStrictEqual(await member(chat, user.id), { status: 'member' });
  await bad('user not found', ['getChatMember', { chat_id: chat, user_id: 4711 }]);
  assert.equal(await ok('getChatMemberCount', { chat_id: group.id }), 2);
  await bad("chat member status can't be changed in private chats", [
    'leaveChat',
    { chat_id: chat },
  ]);
  await ok('leaveChat', { chat_id: group.id });
});

test('only administrators pin, and deleting others needs them, too', async (t) => {
  const { ok, bad, control, user, group, say } = await inGroup(t);
  const { message_id } = say('theirs');
  const call = { chat_id: group.id, message_id };
  await bad('not enough rights to manage pinned messages in the chat', ['pinChatMessage', call]);
  await bad("message can't be deleted", ['deleteMessage', call]);
  control.setBotStatus({ user: user.id, chat: group.id, status: 'administrator' });
  await ok('pinChatMessage', call);
  await ok('deleteMessage', call);
});

test('a topic has a name, a colour and an end', async (t) => {
  const { ok, bad, control, chat, user } = await arrange(t, {
    profile: { has_topics_enabled: true, allows_users_to_create_topics: true },
  });
  await bad('title must be non-empty', ['createForumTopic', { chat_id: chat, name: ' ' }]);
  const { message_thread_id } = await ok('createForumTopic', { chat_id: chat, name: 'Ideas' });
  const topic = { chat_id: chat, message_thread_id };
  await bad('TOPIC_NOT_MODIFIED', ['editForumTopic', { ...topic, name: 'Ideas' }]);
  await ok('editForumTopic', { ...topic, name: 'Plans' });
  await bad('the chat is not a supergroup forum', ['closeForumTopic', topic]);
  const own = control.createTopic({ user: user.id, name: 'Mine' });
  control.send({ user: user.id, text: 'inside', message_thread_id: own.thread_id });
  assert.partialDeepStrictEqual(await ok('getUpdates'), [
    { message: { message_thread_id: own.thread_id, forum_topic_created: { name: 'Mine' } } },
    { message: { message_thread_id: own.thread_id, is_topic_message: true, text: 'inside' } },
  ]);
  await ok('deleteForumTopic', topic);
  await bad('message thread not found', ['deleteForumTopic', topic]);
});
