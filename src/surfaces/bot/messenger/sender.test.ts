import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { botToken, createTestDatabase, startTelegram, until } from '#testing';
import { arrangeSender, orderOf, type SenderOptions } from './fixtures/arrange-sender.ts';

async function arrange(t: TestContext, options: SenderOptions & { rateLimits?: boolean } = {}) {
  const database = await createTestDatabase(t);
  const { telegram, url } = await startTelegram(t, options);
  const addUser = (name: string) => {
    const { id } = telegram.addUser({ first_name: name, language_code: 'ru' });
    telegram.start({ user: id });
    return id;
  };
  const story = await arrangeSender(t, { database, url, token: botToken, addUser, until }, options);
  const said = (chat: number) =>
    telegram
      .messages({ chat })
      .filter(({ from }) => from?.is_bot)
      .map(({ text }) => text);
  return { ...story, database, telegram, said };
}

test('a result comes before progress, takes its status away, and comes once', async (t) => {
  const { telegram, person, publish, seat, quiet, said, rows } = await arrange(t);
  const { chatId, userId } = await person();
  const order = orderOf(userId);
  const leave = seat();
  await publish({ type: 'generation.queued', ...order });
  await quiet();
  assert.deepEqual(said(chatId), [`working on ${order.generationId}, 1`]);
  await leave();
  await publish({ type: 'generation.submitted', ...order });
  await publish({ type: 'generation.completed', ...order });
  seat();
  await until('the result is told and the status is over', async () =>
    (await rows()).every(({ state }) => state === 'sent' || state === 'dropped'),
  );
  assert.deepEqual(said(chatId), [`generation.result ${order.generationId}`]);
  assert.deepEqual(
    telegram.transcript.calls().map(({ method }) => method),
    ['sendMessage', 'sendMessage', 'deleteMessage'],
  );
});

test('a wall in one chat holds up no other, and what it held up comes when it is over', async (t) => {
  const { telegram, person, publish, seat, said, passes, rows, quiet } = await arrange(t);
  const [held, free] = [await person(), await person('Bo')];
  telegram.failNext({
    method: 'sendMessage',
    chat: held.chatId,
    code: 429,
    description: 'Too Many Requests: retry after 1',
    retryAfter: 1,
  });
  seat();
  const [first, second, other] = [orderOf(held.userId), orderOf(held.userId), orderOf(free.userId)];
  for (const order of [first, second, other])
    await publish({ type: 'generation.completed', ...order });
  await until('the other is told', () => said(free.chatId).length === 1);
  await until(
    'the wall was met',
    () => telegram.transcript.calls({ chat: held.chatId }).length === 1,
  );
  await until('the row waits', async () =>
    (await rows()).every(({ state }) => state !== 'sending'),
  );
  await until('both came when the time is over', async () => {
    passes(1_000);
    return said(held.chatId).length === 2;
  });
  await quiet();
  assert.deepEqual(
    (await rows()).map(({ state, repeats }) => [state, repeats]),
    [
      ['sent', 0],
      ['sent', 0],
      ['sent', 0],
    ],
  );
});

test('an answer that was lost is asked for again and counted', async (t) => {
  const { telegram, person, publish, seat, said, passes, rows } = await arrange(t);
  const { chatId, userId } = await person();
  telegram.loseResponse({ method: 'sendMessage' });
  seat();
  await publish({ type: 'generation.completed', ...orderOf(userId) });
  await until('it is told again', async () => {
    passes(1_000);
    return said(chatId).length === 2;
  });
  await until('it is over', async () => (await rows())[0]?.state === 'sent');
  assert.equal((await rows())[0]?.repeats, 1);
});

test('a Telegram that hangs holds up one chat, and what was asked is asked again', async (t) => {
  const { telegram, person, publish, seat, said, passes } = await arrange(t, { callMs: 300 });
  const [slow, quick] = [await person(), await person('Bo')];
  telegram.hang({ method: 'sendMessage', chat: slow.chatId });
  seat();
  await publish({ type: 'generation.completed', ...orderOf(slow.userId) });
  await publish({ type: 'generation.completed', ...orderOf(quick.userId) });
  await until('the other is told', () => said(quick.chatId).length === 1);
  await until('it is told at last', () => {
    passes(1_000);
    return said(slow.chatId).length === 1;
  });
});

test('what is for somebody who blocked the bot waits for them, and comes when they are back', async (t) => {
  const { telegram, users, notifications, person, publish, seat, said, rows, quiet } =
    await arrange(t);
  const { chatId, userId } = await person();
  telegram.block({ user: chatId, blocked: true });
  seat();
  for (const type of ['generation.completed', 'generation.queued'] as const)
    await publish({ type, ...orderOf(userId) });
  await until('both wait', async () => (await rows()).every(({ state }) => state === 'parked'));
  assert.equal((await users.findUser({ id: userId }))?.isReachable, false);
  assert.equal(telegram.transcript.calls({ chat: chatId }).length, 1);
  await publish({ type: 'generation.completed', ...orderOf(userId) });
  await until('the third waits too', async () =>
    (await rows()).every(({ state }) => state === 'parked'),
  );
  assert.equal(telegram.transcript.calls({ chat: chatId }).length, 1);
  telegram.block({ user: chatId, blocked: false });
  await users.markReachable(chatId);
  await notifications.wake(userId);
  await quiet();
  assert.equal(said(chatId).length, 3);
});

test('a term that ends in the middle of a sending leaves it to the next, once more and counted', async (t) => {
  const { telegram, person, publish, seat, said, rows } = await arrange(t);
  const { chatId, userId } = await person();
  const release = telegram.hang({ method: 'sendMessage' });
  const struck = telegram.struck();
  const leave = seat();
  await publish({ type: 'generation.completed', ...orderOf(userId) });
  await struck;
  const left = leave();
  seat();
  await until('the next one says it', () => said(chatId).length === 1);
  release();
  await left;
  await until('it is marked', async () => (await rows())[0]?.state === 'sent');
  assert.equal((await rows())[0]?.repeats, 1);
});

test('a database that goes away while an address is looked up leaves no message behind', async (t) => {
  const { database, person, publish, seat, said, rows, lines } = await arrange(t);
  const { chatId, userId } = await person();
  await publish({ type: 'generation.completed', ...orderOf(userId) });
  const held = await database.pool.connect();
  try {
    await held.query('begin; lock table users');
    seat();
    const cut = `select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock' and backend_type = 'client backend'`;
    await until('the look-up waits and is cut', async () => (await held.query(cut)).rowCount !== 0);
    assert.equal((await rows())[0]?.state, 'sending');
  } finally {
    held.release(true);
  }
  await until('it is marked', async () => (await rows())[0]?.state === 'sent');
  assert.equal(said(chatId).length, 1);
  assert.deepEqual(
    lines.filter(({ level }) => level === 'error'),
    [],
  );
});

test('a part that arrived is not sent again', async (t) => {
  const { telegram, person, publish, seat, said, passes } = await arrange(t, {
    render: async () => ({
      kind: 'once',
      parts: ['one', 'two', 'three'].map((words) => ({ kind: 'text' as const, words })),
    }),
  });
  const { chatId, userId } = await person();
  telegram.failNext({ method: 'sendMessage', code: 500, description: 'Internal Server Error' });
  seat();
  await publish({ type: 'generation.completed', ...orderOf(userId) });
  await until('the first part', () => {
    passes(1_000);
    return said(chatId).length >= 1;
  });
  await until('all parts', () => {
    passes(1_000);
    return said(chatId).length >= 3;
  });
  assert.deepEqual(said(chatId), ['one', 'two', 'three']);
});

test('a status is edited at most eight times a minute, skips what is shown, and survives its deletion', async (t) => {
  const { telegram, person, publish, seat, quiet, said, passes } = await arrange(t);
  const { chatId, userId } = await person();
  const order = orderOf(userId);
  seat();
  await publish({ type: 'generation.queued', ...order });
  await quiet();
  const edits = () => telegram.transcript.calls({ method: 'editMessageText' }).length;
  for (let i = 0; i < 60; i += 1) {
    await publish({ type: 'generation.progress', ...order, percent: i });
    passes(1_000);
  }
  await until('the last is shown', () => {
    passes(10_000);
    return said(chatId)[0] === `working on ${order.generationId}, 61`;
  });
  assert.ok(edits() <= 9, `${edits()} edits`);
  const before = edits();
  passes(60_000);
  await publish({ type: 'generation.progress', ...orderOf(userId), percent: 1 });
  await quiet();
  assert.equal(edits(), before);
  const [message] = telegram.messages({ chat: chatId }).filter(({ from }) => from?.is_bot);
  telegram.delete({ user: chatId, message_ids: [message?.message_id ?? 0] });
  await publish({ type: 'generation.progress', ...order, percent: 99 });
  await until('it is said anew', () =>
    said(chatId).includes(`working on ${order.generationId}, 62`),
  );
});

test('what Telegram refuses for good is dropped and told to the operator, and holds up nothing', async (t) => {
  const { telegram, person, publish, seat, quiet, said, rows, lines } = await arrange(t);
  const { chatId, userId } = await person();
  telegram.failNext({
    method: 'sendMessage',
    code: 400,
    description: 'Bad Request: BUTTON_DATA_INVALID',
  });
  seat();
  await publish({ type: 'generation.completed', ...orderOf(userId) });
  await publish({ type: 'generation.completed', ...orderOf(userId) });
  await quiet();
  assert.equal(said(chatId).length, 1);
  assert.deepEqual((await rows()).map(({ state, reason }) => [state, reason]).sort(), [
    ['dropped', 'refused'],
    ['sent', null],
  ]);
  assert.equal(lines.filter(({ level }) => level === 'error').length, 1);
});

test('with the limits of Telegram on, many chats are told in turn and no wall is ever met', async (t) => {
  const { telegram, person, publish, quiet, seat, rows } = await arrange(t, {
    rateLimits: true,
    perSecond: 25,
  });
  const people = await Promise.all(Array.from({ length: 12 }, (_, i) => person(`P${i}`)));
  const [busy, ...others] = people;
  assert.ok(busy);
  for (let i = 0; i < 6; i += 1)
    await publish({ type: 'generation.completed', ...orderOf(busy.userId) });
  for (const { userId } of others)
    await publish({ type: 'generation.completed', ...orderOf(userId) });
  seat();
  await quiet();
  const calls = telegram.transcript.calls({ method: 'sendMessage' });
  assert.deepEqual(
    calls.filter(({ answer }) => !answer.ok),
    [],
  );
  const order = calls.map(({ chat }) => chat);
  const lastOfOthers = order.findLastIndex((chat) => chat !== busy.chatId);
  const busyBefore = order.slice(0, lastOfOthers).filter((chat) => chat === busy.chatId).length;
  assert.ok(busyBefore <= 3, `${busyBefore} of the busy one before the last of the others`);
  assert.equal(
    (await rows()).every(({ state }) => state === 'sent'),
    true,
  );
});
