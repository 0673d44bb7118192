import assert from 'node:assert/strict';
import { test } from 'node:test';
import { arrange } from './arrange.ts';

const text = 'hello';

test('chats that are not there', async (t) => {
  const { bad } = await arrange(t);
  await bad('chat_id is empty', ['sendMessage', { chat_id: '', text }]);
  await bad('chat not found', ['sendMessage', { chat_id: 999_999, text }]);
  await bad('chat not found', ['sendMessage', { chat_id: '@nobody', text }]);
  await bad('chat not found', ['sendMessage', { chat_id: 'seven', text }]);
});

test('a user who never pressed Start cannot be written to', async (t) => {
  const { bad, refused, control } = await arrange(t);
  const stranger = control.addUser({ first_name: 'Bob' });
  await bad('chat not found', ['sendMessage', { chat_id: stranger.id, text }]);
  const group = control.createGroup({ user: stranger.id, title: 'Room' });
  control.setBotStatus({ user: stranger.id, chat: group.id, status: 'member' });
  await refused(403, "Forbidden: bot can't initiate conversation with a user", [
    'sendMessage',
    { chat_id: stranger.id, text },
  ]);
});

test('a block is a 403 and an update, and writing again ends it', async (t) => {
  const { refused, ok, control, chat, user } = await arrange(t);
  control.block({ user: user.id, blocked: true });
  for (const method of ['sendMessage', 'sendChatAction'])
    await refused(403, 'Forbidden: bot was blocked by the user', [
      method,
      { chat_id: chat, text, action: 'typing' },
    ]);
  control.start({ user: user.id });
  const updates = await ok('getUpdates');
  assert.partialDeepStrictEqual(updates, [
    {
      my_chat_member: {
        old_chat_member: { status: 'member' },
        new_chat_member: { status: 'kicked' },
      },
    },
    {
      my_chat_member: {
        old_chat_member: { status: 'kicked' },
        new_chat_member: { status: 'member' },
      },
    },
    { message: { text: '/start' } },
  ]);
  await ok('sendMessage', { chat_id: chat, text });
});

test('a deleted account is a 403', async (t) => {
  const { refused, control, chat, user } = await arrange(t);
  control.deactivate({ user: user.id });
  await refused(403, 'Forbidden: user is deactivated', ['sendMessage', { chat_id: chat, text }]);
});

test('bots do not write to bots', async (t) => {
  const { refused, control } = await arrange(t);
  const other = control.addBot({ token: '77:other' });
  await refused(403, "Forbidden: bot can't send messages to bots", [
    'sendMessage',
    { chat_id: other.id, text },
  ]);
});

for (const [type, noun] of [
  ['group', 'group'],
  ['supergroup', 'supergroup'],
  ['channel', 'channel'],
] as const)
  test(`a ${noun} the bot is not in, or was thrown out of`, async (t) => {
    const { refused, control, user } = await arrange(t);
    const group = control.createGroup({ user: user.id, title: 'Room', type });
    const call: [string, object] = ['sendMessage', { chat_id: group.id, text }];
    await refused(403, `Forbidden: bot is not a member of the ${noun} chat`, call);
    control.setBotStatus({ user: user.id, chat: group.id, status: 'administrator' });
    control.setBotStatus({ user: user.id, chat: group.id, status: 'kicked' });
    await refused(403, `Forbidden: bot was kicked from the ${noun} chat`, call);
  });

test('a group that became a supergroup says where it went', async (t) => {
  const { bad, ok, control, user } = await arrange(t);
  const group = control.createGroup({ user: user.id, title: 'Room' });
  control.setBotStatus({ user: user.id, chat: group.id, status: 'member' });
  const upgraded = control.upgradeGroup({ user: user.id, chat: group.id });
  const { parameters } = await bad('group chat was upgraded to a supergroup chat', [
    'sendMessage',
    { chat_id: group.id, text },
  ]);
  assert.deepEqual(parameters, { migrate_to_chat_id: upgraded.id });
  await ok('sendMessage', { chat_id: upgraded.id, text });
});

test('a deleted group and a muted bot', async (t) => {
  const { bad, ok, refused, control, user } = await arrange(t);
  const group = control.createGroup({ user: user.id, title: 'Room' });
  control.setBotStatus({ user: user.id, chat: group.id, status: 'restricted' });
  const call: [string, object] = ['sendMessage', { chat_id: group.id, text }];
  await bad('have no rights to send a message', call);
  await bad('not enough rights to send polls to the chat', [
    'sendPoll',
    { chat_id: group.id, question: 'Which?', options: ['a', 'b'] },
  ]);
  const member = { chat_id: group.id, user_id: control.bot().id };
  assert.partialDeepStrictEqual(await ok('getChatMember', member), {
    status: 'restricted',
    is_member: true,
    can_send_photos: false,
  });
  control.deleteGroup({ chat: group.id });
  await refused(403, 'Forbidden: the group chat was deleted', call);
});

test('a group is found by its public name', async (t) => {
  const { ok, control, user } = await arrange(t);
  const group = control.createGroup({
    user: user.id,
    title: 'Room',
    type: 'supergroup',
    username: 'the_room',
  });
  control.setBotStatus({ user: user.id, chat: group.id, status: 'member' });
  const sent = await ok('sendMessage', { chat_id: '@The_Room', text });
  assert.partialDeepStrictEqual(sent, { chat: { id: group.id, username: 'the_room' } });
});

test('a thread that is not there, or was deleted', async (t) => {
  const { bad, ok, control, chat, user } = await arrange(t, {
    profile: { has_topics_enabled: true },
  });
  const nowhere = { chat_id: chat, text, message_thread_id: 55 };
  await bad('message thread not found', ['sendMessage', nowhere]);
  const topic = await ok<{ message_thread_id: number }>('createForumTopic', {
    chat_id: chat,
    name: 'Ideas',
  });
  const inside = { chat_id: chat, text, message_thread_id: topic.message_thread_id };
  assert.partialDeepStrictEqual(await ok('sendMessage', inside), {
    message_thread_id: topic.message_thread_id,
    is_topic_message: true,
  });
  control.deleteTopic({ user: user.id, message_thread_id: topic.message_thread_id });
  await bad('message thread not found', ['sendMessage', inside]);
});

test('a topic deleted without a word sends its messages to the main chat', async (t) => {
  const { ok, control, chat, user } = await arrange(t, { profile: { has_topics_enabled: true } });
  const { message_thread_id } = await ok<{ message_thread_id: number }>('createForumTopic', {
    chat_id: chat,
    name: 'Ideas',
  });
  control.deleteTopic({ user: user.id, message_thread_id, silently: true });
  const sent = await ok('sendMessage', { chat_id: chat, text, message_thread_id });
  assert.equal('message_thread_id' in sent, false);
});

test('without the mode a private chat is no forum', async (t) => {
  const { bad, chat } = await arrange(t);
  await bad('the chat is not a forum', ['createForumTopic', { chat_id: chat, name: 'Ideas' }]);
});
