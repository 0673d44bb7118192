import assert from 'node:assert/strict';
import { test } from 'node:test';
import { matchCommands } from './commands.ts';

const all = [
  { command: 'start', description: 'Begin' },
  { command: 'balance', description: 'How much is left' },
  { command: 'settings', description: 'Language and more' },
];
const names = (typed: string) => matchCommands(all, typed).map(({ command }) => command);

test('a slash offers every command, letters narrow them down', () => {
  assert.deepEqual(names('/'), ['start', 'balance', 'settings']);
  assert.deepEqual(names('/S'), ['start', 'settings']);
  assert.deepEqual(names('/set'), ['settings']);
});

test('a word of the description finds its command too', () => {
  assert.deepEqual(names('/lang'), ['settings']);
});

test('nothing is offered in the middle of a text', () => {
  for (const typed of ['', 'a /s', '/start now', '/nothing'])
    assert.deepEqual(names(typed), [], typed);
});
