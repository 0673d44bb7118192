import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { isAppError } from '#kernel';
import { createMemoryLog } from '#platform/log';
import { createOutgoing as createNet } from '#platform/net';
import { botToken, startTelegram } from '#testing';
import { createOutgoing, type OutgoingDeps } from './outgoing.ts';
import { openPaced, runInScope } from './update-scope.ts';

async function arrangeOutgoing(t: TestContext, more: Partial<OutgoingDeps> = {}) {
  const { telegram, url } = await startTelegram(t);
  const net = createNet({ log: createMemoryLog().log, service: 'telegram' });
  t.after(() => net.stop());
  const outgoing = createOutgoing({ call: net.call, maySpeak: () => true, ...more });
  const { id } = telegram.addUser({ first_name: 'Анна', language_code: 'ru' });
  telegram.start({ user: id });
  const call = (method: string, params: object) =>
    outgoing(`${url}/bot${botToken}/${method}`, {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(params),
    });
  const calls = (method: string) => telegram.transcript.calls({ method });
  return { telegram, id, call, calls };
}

test('a Telegram that hangs is left after a while; what was said is not said again', async (t) => {
  const { telegram, id, call, calls } = await arrangeOutgoing(t, { callMs: 1_500 });
  telegram.hang({ method: 'sendMessage' });
  await assert.rejects(call('sendMessage', { chat_id: id, text: 'раз' }), (error) =>
    isAppError(error, 'timeout'),
  );
  assert.equal((await call('sendMessage', { chat_id: id, text: 'два' })).ok, true);
  assert.ok(calls('sendMessage').length <= 2);
});

test('what may be repeated is repeated when Telegram hangs', async (t) => {
  const { telegram, id, call } = await arrangeOutgoing(t, { callMs: 1_500 });
  telegram.hang({ method: 'sendChatAction' });
  assert.equal((await call('sendChatAction', { chat_id: id, action: 'typing' })).ok, true);
});

test('whoever lost the seat may ask but not speak', async (t) => {
  const { id, call, calls } = await arrangeOutgoing(t, { maySpeak: () => false });
  assert.equal((await call('getMe', {})).ok, true);
  await assert.rejects(call('sendMessage', { chat_id: id, text: 'раз' }), (error) =>
    isAppError(error, 'unavailable'),
  );
  assert.equal(calls('sendMessage').length, 0);
});

test('a wall in one chat holds up that chat alone', async (t) => {
  const { telegram, id, call, calls } = await arrangeOutgoing(t);
  const { id: other } = telegram.addUser({ first_name: 'Bo', language_code: 'en' });
  telegram.start({ user: other });
  telegram.failNext({
    method: 'sendMessage',
    chat: id,
    code: 429,
    description: 'Too Many Requests: retry after 1',
    retryAfter: 1,
  });
  const [held, free] = await Promise.all([
    call('sendMessage', { chat_id: id, text: 'раз' }),
    call('sendMessage', { chat_id: other, text: 'one' }),
  ]);
  assert.deepEqual([held.ok, free.ok], [true, true]);
  assert.deepEqual(
    calls('sendMessage').map(({ chat, answer }) => [chat, answer.ok]),
    [
      [id, false],
      [other, true],
      [id, true],
    ],
  );
});

test('an unknown refusal comes back as it is', async (t) => {
  const { call } = await arrangeOutgoing(t);
  const answer = await call('sendMessage', { chat_id: 5, text: 'раз' });
  assert.deepEqual([answer.ok, answer.description], [false, 'Bad Request: chat not found']);
});

test('hours of waiting for the name of the bot hold up no message', async (t) => {
  const { telegram, id, call } = await arrangeOutgoing(t);
  telegram.failNext({
    method: 'setMyName',
    code: 429,
    description: 'Too Many Requests: retry after 40000',
    retryAfter: 40_000,
  });
  assert.equal((await call('setMyName', { name: 'Jackdraw' })).error_code, 429);
  assert.equal((await call('setMyName', { name: 'Jackdraw' })).error_code, 429);
  assert.equal((await call('sendMessage', { chat_id: id, text: 'раз' })).ok, true);
  assert.equal(telegram.transcript.calls({ method: 'setMyName' }).length, 1);
});

test('what Telegram counts is counted once a try, and what is paced not again', async (t) => {
  const counted: (string | undefined)[] = [];
  const { telegram, id, call } = await arrangeOutgoing(t, {
    onCounted: (chat) => counted.push(chat),
  });
  await call('sendChatAction', { chat_id: id, action: 'typing' });
  await call('getMe', {});
  telegram.failNext({ method: 'sendMessage', code: 500, description: 'Internal Server Error' });
  await call('sendMessage', { chat_id: id, text: 'раз' });
  await runInScope(openPaced(id, new Date()), () =>
    call('sendMessage', { chat_id: id, text: 'два' }),
  );
  assert.deepEqual(counted, [String(id), String(id)]);
});

test('whoever paces its calls is told of a wall at once', async (t) => {
  const { telegram, id, call, calls } = await arrangeOutgoing(t);
  telegram.failNext({
    method: 'sendMessage',
    code: 429,
    description: 'Too Many Requests: retry after 30',
    retryAfter: 30,
  });
  const say = () => call('sendMessage', { chat_id: id, text: 'раз' });
  const answers = [
    await runInScope(openPaced(id, new Date()), say),
    await runInScope(openPaced(id, new Date()), say),
  ];
  assert.deepEqual(
    answers.map(({ error_code, parameters }) => [error_code, parameters?.retry_after]),
    [
      [429, 30],
      [429, 30],
    ],
  );
  assert.equal(calls('sendMessage').length, 1);
});
