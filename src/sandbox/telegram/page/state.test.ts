import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Chat, reduce, toChat, withOlder } from './state.ts';
import type { ChatState, Message } from './types.ts';

const message = (id: number, own = false, text = `text ${id}`): Message => ({
  message_id: id,
  date: 1_780_000_000 + id,
  chat: { id: 1, type: 'private' },
  text,
  client: { own },
});

const state = (messages: Message[], more: Partial<ChatState> = {}): ChatState => ({
  bot: { id: 7, first_name: 'Jackdaw', username: 'jackdaw_bot' },
  commands: [],
  menu_button: { type: 'default' },
  messages,
  has_more: false,
  blocked: false,
  stars_balance: 0,
  ...more,
});

const ids = (chat: Chat) => chat.feed.map(({ message_id }) => message_id);

test('an answer of the bot reads what was written and ends typing and the draft', () => {
  let chat = toChat(state([message(1, true)]));
  chat = reduce(chat, { type: 'action', action: 'typing', until: 1 });
  chat = reduce(chat, {
    type: 'draft',
    draft_id: 3,
    text: 'a',
    entities: [],
    can_stop: false,
    until: 1,
  });
  assert.equal(chat.draft?.text, 'a');
  chat = reduce(chat, { type: 'message', message: message(2) });
  assert.deepEqual([chat.draft, chat.action], [undefined, undefined]);
  assert.equal(chat.feed[0]?.client.read, true);
});

test('a message that arrives twice is shown once', () => {
  const once = reduce(toChat(state([])), { type: 'message', message: message(1, true) });
  const twice = reduce(once, { type: 'message', message: message(1, true) });
  assert.deepEqual(ids(twice), [1]);
});

test('an edit of a message that is not loaded adds nothing', () => {
  const chat = reduce(toChat(state([message(5)])), { type: 'edit', message: message(2) });
  assert.deepEqual(ids(chat), [5]);
});

test('a draft ends only by its own id', () => {
  const draft = { draft_id: 3, text: 'a', entities: [], can_stop: true, until: 1 };
  const chat = reduce(toChat(state([])), { type: 'draft', ...draft });
  assert.equal(reduce(chat, { type: 'draft_end', draft_id: 4 }).draft?.draft_id, 3);
  assert.equal(reduce(chat, { type: 'draft_end', draft_id: 3 }).draft, undefined);
});

test('older pages go in front, and an empty page is the beginning', () => {
  const chat = withOlder(toChat(state([message(5)], { has_more: true })), [message(3)], true);
  assert.deepEqual([ids(chat), chat.hasMore], [[3, 5], true]);
  assert.equal(withOlder(chat, [], true).hasMore, false);
});

test('another bot has another chat: nothing of the first one stays', () => {
  const first = withOlder(toChat(state([message(5)], { has_more: true })), [message(3)], true);
  const bot = { id: 8, first_name: 'Crow', username: 'crow_bot' };
  assert.deepEqual(ids(toChat(state([message(4)], { bot }), first)), [4]);
});

test('a reconnection brings what was missed and remembers that older pages are loaded', () => {
  const first = toChat(state([message(5), message(6)], { has_more: true }));
  const whole = withOlder(first, [message(1)], false);
  const again = toChat(state([message(6), message(7)], { has_more: true }), whole);
  assert.deepEqual([ids(again), again.hasMore], [[1, 5, 6, 7], false]);
});
