import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isExcused, type Send, unexcused } from './sends.ts';
import type { Blow } from './town.ts';

const send = (at: number, more: Partial<Send> = {}): Send => ({
  at,
  chat: 1,
  method: 'sendPhoto',
  tokens: ['#000001'],
  messageIds: [at],
  isMedia: true,
  isDisturbed: false,
  ...more,
});
const blow = (whom: string, at: number, until = at): Blow => ({ at, until, what: 'kill', whom });

test('a repeat is excused by a fault on the former, or by an end of a sender between the two', () => {
  const pair = [send(100_000), send(160_000)];
  assert.equal(unexcused(pair, []).length, 1);
  assert.equal(unexcused(pair, [blow('bot-1', 130_000)]).length, 0);
  assert.equal(unexcused([send(100_000, { isDisturbed: true }), send(160_000)], []).length, 0);
});

test('the end of somebody who sends nothing, or at another time, excuses nothing', () => {
  const pair = [send(100_000), send(160_000)];
  for (const one of [blow('worker-1', 130_000), blow('bot-1', 50_000), blow('bot-2', 200_000)])
    assert.equal(unexcused(pair, [one]).length, 1, one.whom);
});

test('a third send needs a reason of its own', () => {
  const three = [send(100_000), send(160_000), send(300_000)];
  assert.deepEqual(unexcused(three, [blow('bot-1', 130_000)]), [three[2]]);
});

test('a medium that no row names needs its reason at that moment', () => {
  const outage: Blow = { at: 90_000, until: 99_000, what: 'postgres', whom: 'stopped' };
  assert.equal(isExcused(send(100_000), [outage]), true);
  assert.equal(isExcused(send(100_000), [blow('bot-2', 110_000)]), true);
  assert.equal(isExcused(send(100_000), [blow('bot-2', 140_000)]), false);
  assert.equal(isExcused(send(100_000), []), false);
});
