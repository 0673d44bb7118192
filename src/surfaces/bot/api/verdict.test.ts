import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AppError } from '#kernel';
import { judge, wasNeverSent } from './verdict.ts';
import { chatOf } from './walls.ts';

const answers: [string, number, string, string][] = [
  ['sendMessage', 429, 'Too Many Requests: retry after 3', 'wait'],
  ['sendMessage', 500, 'Internal Server Error', 'again'],
  ['sendMessage', 502, 'no answer of the Bot API', 'refused'],
  ['editMessageText', 502, 'no answer of the Bot API', 'again'],
  ['editMessageText', 400, 'Bad Request: message is not modified: specified new', 'done'],
  ['sendMessage', 400, 'Bad Request: message is not modified', 'refused'],
  ['answerCallbackQuery', 400, 'Bad Request: query is too old and response timeout', 'done'],
  ['deleteMessage', 400, 'Bad Request: message to delete not found', 'done'],
  ['sendMessage', 403, 'Forbidden: bot was blocked by the user', 'refused'],
  ['sendMessage', 400, 'Bad Request: chat not found', 'refused'],
];

for (const [method, error_code, description, kind] of answers)
  test(`${error_code} "${description}" for ${method} means: ${kind}`, () => {
    assert.equal(judge(method, { ok: false, error_code, description }).kind, kind);
  });

test('the wait is the one that Telegram asks for', () => {
  const parameters = { retry_after: 7 };
  const verdict = judge('sendMessage', { ok: false, error_code: 429, parameters });
  assert.deepEqual(verdict, { kind: 'wait', ms: 7_000 });
});

test('only a connection that was never made proves that nothing was sent', () => {
  const coded = (code: string) => Object.assign(new Error(code), { code });
  const wrapped = (cause: unknown) => new AppError('unreachable', {}, { cause });
  assert.ok(wasNeverSent(wrapped(new Error('x', { cause: coded('ECONNREFUSED') }))));
  assert.ok(wasNeverSent(new AggregateError([coded('ENETUNREACH')])));
  assert.ok(!wasNeverSent(wrapped(coded('ECONNRESET'))));
  assert.ok(!wasNeverSent(new AppError('timeout')));
  assert.ok(!wasNeverSent('ECONNREFUSED'));
});

test('the chat of a call is read from its own field, never from a person’s words', () => {
  const text = '{"chat_id":1} "chat_id":2 \\"chat_id\\":3';
  assert.equal(chatOf(JSON.stringify({ text, chat_id: -1007 })), '-1007');
  assert.equal(chatOf(JSON.stringify({ chat_id: '@news', text })), '"@news"');
  assert.equal(chatOf(JSON.stringify({ text })), undefined);
});
