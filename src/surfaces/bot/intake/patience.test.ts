import assert from 'node:assert/strict';
import { test } from 'node:test';
import { GrammyError } from 'grammy';
import { judgeSetback } from './patience.ts';
import { keyOfUpdate } from './receive.ts';

const refusal = (error_code: number, description: string, retry_after?: number) =>
  new GrammyError(
    'failed',
    {
      ok: false,
      error_code,
      description,
      parameters: retry_after === undefined ? {} : { retry_after },
    },
    'getUpdates',
    {},
  );

const setbacks: [string, unknown, number, { waitMs: number; isTold: boolean; hook: boolean }][] = [
  ['429', refusal(429, 'retry', 7), 0, { waitMs: 7_000, isTold: false, hook: false }],
  ['401', refusal(401, 'Unauthorized'), 0, { waitMs: 60_000, isTold: true, hook: false }],
  [
    'another poller',
    refusal(409, 'Conflict: terminated by other getUpdates request'),
    0,
    { waitMs: 5_000, isTold: true, hook: false },
  ],
  [
    'a webhook',
    refusal(409, "Conflict: can't use getUpdates method while webhook is active"),
    0,
    { waitMs: 0, isTold: false, hook: true },
  ],
  ['the first 502', refusal(502, 'Bad Gateway'), 0, { waitMs: 500, isTold: false, hook: false }],
  ['the fourth failure', new Error('net'), 3, { waitMs: 4_000, isTold: false, hook: false }],
  ['a long outage', new Error('net'), 60, { waitMs: 5_000, isTold: false, hook: false }],
];

for (const [what, error, failures, expected] of setbacks)
  test(`after ${what} the poll waits ${expected.waitMs} ms`, () => {
    const { waitMs, advice, hasWebhook } = judgeSetback(error, failures);
    assert.deepEqual({ waitMs, isTold: advice !== undefined, hook: hasWebhook }, expected);
  });

const who = { id: 7 };
const where = { id: -100 };
const keys: [string, Record<string, unknown>, string][] = [
  ['a message', { message: { from: who, chat: where } }, '7'],
  ['a press', { callback_query: { from: who, message: { chat: where } } }, '7'],
  ['a payment question', { pre_checkout_query: { from: who } }, '7'],
  ['a renewed subscription', { subscription: { user: who } }, '7'],
  ['a stopped draft', { stopped_message_generation: { chat: who, draft_id: 1 } }, '7'],
  ['a channel post', { channel_post: { chat: where } }, '-100'],
  ['something of next year', { telepathy: { depth: 4 } }, 'nobody'],
  ['nothing at all', {}, 'nobody'],
];

for (const [what, update, key] of keys)
  test(`${what} is kept in order with the other updates of ${key}`, () => {
    assert.equal(keyOfUpdate({ update_id: 1, ...update }), key);
  });
