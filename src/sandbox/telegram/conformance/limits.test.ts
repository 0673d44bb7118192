import assert from 'node:assert/strict';
import { test } from 'node:test';
import { arrange } from './arrange.ts';

async function limited(t: Parameters<typeof arrange>[0]) {
  const ready = await arrange(t, { rateLimits: true });
  const say = (chat: number, text = 'x') => ready.call('sendMessage', { chat_id: chat, text });
  const burst = async (chat: number, count: number) => {
    const answers = [];
    for (let n = 0; n < count; n += 1) answers.push((await say(chat, `x${n}`)).status);
    return answers.filter((status) => status === 200).length;
  };
  return { ...ready, say, burst };
}

test('one chat takes a short burst, then one message a second', async (t) => {
  const { burst, say, refused, control, chat } = await limited(t);
  assert.equal(await burst(chat, 8), 5);
  await refused(429, 'Too Many Requests: retry after 1', [
    'sendMessage',
    { chat_id: chat, text: 'x' },
  ]);
  control.clock.advance(999);
  assert.equal((await say(chat)).status, 429);
  control.clock.advance(1);
  assert.equal((await say(chat)).status, 200);
  assert.equal((await say(chat)).status, 429);
});

test('edits are metered like sends; answers, actions and drafts are not', async (t) => {
  const { burst, call, refused, chat } = await limited(t);
  assert.equal(await burst(chat, 5), 5);
  await refused(429, 'Too Many Requests: retry after 1', [
    'editMessageText',
    { chat_id: chat, message_id: 2, text: 'y' },
  ]);
  for (const method of ['sendChatAction', 'getMe', 'answerCallbackQuery'])
    assert.notEqual((await call(method, { chat_id: chat, action: 'typing' })).status, 429);
});

test('a group takes twenty messages a minute', async (t) => {
  const { burst, refused, control, user } = await limited(t);
  const group = control.createGroup({ user: user.id, title: 'Room' });
  control.setBotStatus({ user: user.id, chat: group.id, status: 'member' });
  assert.equal(await burst(group.id, 21), 20);
  await refused(429, 'Too Many Requests: retry after 3', [
    'sendMessage',
    { chat_id: group.id, text: 'x' },
  ]);
  control.clock.advance(60_000);
  assert.equal(await burst(group.id, 21), 20);
});

test('thirty messages a second over all chats', async (t) => {
  const { say, control } = await limited(t);
  const users = Array.from({ length: 40 }, (_, n) => control.addUser({ first_name: `U${n}` }));
  for (const { id } of users) control.start({ user: id });
  const statuses = [];
  for (const { id } of users) statuses.push((await say(id)).status);
  assert.deepEqual(
    [statuses.filter((status) => status === 200).length, statuses.at(-1)],
    [30, 429],
  );
  control.clock.advance(1000);
  assert.equal((await say(users[39]?.id ?? 0)).status, 200);
});
