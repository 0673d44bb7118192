import assert from 'node:assert/strict';
import { test } from 'node:test';
import { arrange, textOf } from '#testing';

test('whoever blocks the bot is unreachable until they come back', async (t) => {
  const { app, person, telegram, idle } = await arrange(t);
  const anna = person();
  await anna.says('/start');
  const isReachable = async () => (await app.users.findUser({ telegramId: anna.id }))?.isReachable;
  telegram.block({ user: anna.id, blocked: true });
  await idle();
  assert.equal(await isReachable(), false);
  telegram.block({ user: anna.id, blocked: false });
  await idle();
  assert.equal(await isReachable(), true);
  assert.equal(anna.seen().length, 1);
});

test('an answer to somebody who has just blocked the bot is no error', async (t) => {
  const { app, person, telegram, idle, lines } = await arrange(t);
  const anna = person();
  await anna.says('/start');
  telegram.failNext({
    method: 'sendMessage',
    chat: anna.id,
    code: 403,
    description: 'Forbidden: bot was blocked by the user',
  });
  anna.send('/help');
  await idle();
  assert.equal(lines.findLast(({ msg }) => msg === 'update')?.outcome, 'ok');
  assert.equal((await app.users.findUser({ telegramId: anna.id }))?.isReachable, false);
});

test('in a group the bot says once where it works, and again only when it is added anew', async (t) => {
  const { person, telegram, idle } = await arrange(t);
  const anna = person({ language: 'en' });
  await anna.says('/start');
  const { id: chat } = telegram.createGroup({ user: anna.id, title: 'Friends' });
  telegram.setBotStatus({ user: anna.id, chat, status: 'member' });
  const botId = telegram.bot().id;
  const said = () =>
    telegram.messages({ chat }).filter((message) => message.from?.id === botId && message.text);
  for (const text of ['hello all', '/start', `/help@${telegram.bot().user.username}`])
    telegram.send({ user: anna.id, chat, text });
  await idle();
  assert.equal(said().length, 1);
  assert.match(textOf(said()[0]), /^I work in private messages: t\.me\//);
  telegram.setBotStatus({ user: anna.id, chat, status: 'left' });
  telegram.setBotStatus({ user: anna.id, chat, status: 'member' });
  await idle();
  assert.equal(said().length, 2);
});

test('a group is told where it works also when the first word did not get there', async (t) => {
  const { person, telegram, idle } = await arrange(t);
  const anna = person({ language: 'en' });
  await anna.says('/start');
  telegram.failNext({
    method: 'sendMessage',
    code: 403,
    description: 'Forbidden: bot is not a member of the group chat',
  });
  const { id: chat } = telegram.createGroup({ user: anna.id, title: 'Friends' });
  telegram.setBotStatus({ user: anna.id, chat, status: 'member' });
  const botId = telegram.bot().id;
  const said = () =>
    telegram.messages({ chat }).filter(({ from, text }) => from?.id === botId && text);
  for (const text of ['hello', 'again']) telegram.send({ user: anna.id, chat, text });
  await idle();
  assert.equal(telegram.transcript.calls({ method: 'sendMessage', chat }).length, 2);
  assert.equal(said().length, 1);
});

test('in a channel the bot is silent', async (t) => {
  const { person, telegram, idle } = await arrange(t);
  const anna = person();
  await anna.says('/start');
  const { id: chat } = telegram.createGroup({ user: anna.id, title: 'News', type: 'channel' });
  telegram.setBotStatus({ user: anna.id, chat, status: 'administrator' });
  telegram.send({ user: anna.id, chat, text: '/start' });
  await idle();
  assert.equal(telegram.transcript.calls({ chat }).length, 0);
});

test('updates of unknown kinds and without a sender are written down, handled and left alone', async (t) => {
  const { app, person, idle, lines } = await arrange(t);
  const anna = person();
  await anna.says('/start');
  const chat = { id: anna.id, type: 'private', first_name: 'Анна' };
  const updates = [
    { update_id: 900_000_001, telepathy: { chat } },
    { update_id: 900_000_002, stopped_message_generation: { chat, draft_id: 5 } },
    { update_id: 900_000_003 },
    { update_id: 900_000_004, message: { message_id: 9, date: 1, chat, text: 'ау' } },
  ];
  assert.equal(await app.bot.receive([...updates, { update: 'without a number' }]), 4);
  await idle();
  assert.equal(anna.seen().length, 1);
  const outcomes = lines.filter(({ msg }) => msg === 'update').slice(-4);
  assert.deepEqual(
    outcomes.map(({ outcome }) => outcome),
    ['ignored', 'ignored', 'ignored', 'ignored'],
  );
});
