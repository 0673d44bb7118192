import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Asked, assign, judgeRepeats, missed } from './account.ts';

const asked: Asked[] = [
  { updateId: 1, what: '/help', begins: 'How can I help' },
  { updateId: 2, what: 'a press' },
  { updateId: 3, what: '/start', begins: 'Hello' },
  { updateId: 4, what: '/help', begins: 'How can I help' },
];
const said = (...texts: string[]) => texts.map((text, i) => ({ text, at: 10 * (i + 1) }));
const help = 'How can I help?';
const none = new Map<number, number>();

test('one answer each is neither a miss nor a repeat', () => {
  const { answered, strange } = assign(asked, said(help, 'Hello, Ann!', help), none);
  assert.deepEqual([missed(answered), strange], [[], []]);
  assert.equal(judgeRepeats(answered, [], new Map()).repeated, 0);
});

test('a miss and a repeat do not make up for each other', () => {
  const { answered, strange } = assign(asked, said(help, help, help), none);
  assert.deepEqual(
    missed(answered).map(({ updateId }) => updateId),
    [3, 4],
  );
  assert.deepEqual(strange, []);
  assert.equal(judgeRepeats(answered, [], new Map()).repeated, 2);

  const other = assign(asked, said(help, 'Hello, Ann!', 'Hello, Ann!'), none);
  assert.deepEqual(
    missed(other.answered).map(({ updateId }) => updateId),
    [4],
  );
});

test('words that answer nothing are strange, and hide no answer', () => {
  const { answered, strange } = assign(asked, said('No idea', help, 'Hello', help, 'And?'), none);
  assert.deepEqual(
    strange.map(({ text }) => text),
    ['No idea', 'And?'],
  );
  assert.deepEqual(missed(answered), []);
});

test('a doubt that was told is an answer to the update that was not over, and no repeat', () => {
  const doubt = 'Telegram did not confirm my answer.';
  const ended = new Map([
    [1, 12],
    [2, 13],
    [3, 25],
    [4, 45],
  ]);
  const lost = assign(asked, said(help, 'Hello', doubt, help), new Map([...ended, [3, 35]]));
  assert.deepEqual(missed(lost.answered), []);
  const hung = assign(asked, said(help, doubt, help, help), ended);
  assert.deepEqual(missed(hung.answered), []);
  assert.deepEqual(
    hung.answered.map(({ answers, doubts }) => [answers.length, doubts.length]),
    [
      [1, 0],
      [0, 1],
      [2, 0],
    ],
  );
});

test('a repeat is explained only by a kill between the two, before the first was written down', () => {
  const { answered } = assign(asked, said(help, help, 'Hello', help), none);
  const judge = (signalAt: number, ended: number) =>
    judgeRepeats(answered, [{ signalAt, goneAt: signalAt + 1 }], new Map([[1, ended]]));
  assert.deepEqual(judge(15, 25).unexplained, []);
  assert.deepEqual([judge(15, 25).repeated, judge(15, 25).inFlight], [1, 1]);
  assert.equal(judge(15, 12).unexplained.length, 1, 'written down before the kill');
  assert.equal(judge(30, 45).unexplained.length, 1, 'a kill after both');
  assert.equal(judge(5, 25).unexplained.length, 1, 'a kill before both');
});
