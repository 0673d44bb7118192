import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Feed, merge, reconcile, toRows, without } from './feed.ts';
import type { Message } from './types.ts';

const NOON = Date.UTC(2026, 5, 1, 12) / 1000;

const message = (id: number, more: Partial<Message> = {}): Message => ({
  message_id: id,
  date: NOON + id,
  chat: { id: 1, type: 'private' },
  text: `text ${id}`,
  client: { own: false },
  ...more,
});

const ids = (feed: Feed) => feed.map(({ message_id }) => message_id);
const kinds = (feed: Feed) =>
  toRows(feed).map((row) =>
    row.kind === 'bubble'
      ? `${row.first ? '[' : ''}${ids(row.messages)}${row.last ? ']' : ''}`
      : row.kind,
  );

test('merging any pages in any order gives each message once, in order', () => {
  const page = fc.array(fc.integer({ min: 1, max: 30 }), { maxLength: 12 });
  fc.assert(
    fc.property(fc.array(page, { maxLength: 6 }), (pages) => {
      const feed = pages.reduce<Feed>(
        (all, some) =>
          merge(
            all,
            some.map((id) => message(id)),
          ),
        [],
      );
      assert.deepEqual(
        ids(feed),
        [...new Set(pages.flat())].sort((a, b) => a - b),
      );
    }),
  );
});

test('an edit replaces its message and leaves the others the same objects', () => {
  const feed = [message(1), message(2)];
  const next = merge(feed, [message(1), message(2, { text: 'new' })]);
  assert.equal(next[0], feed[0]);
  assert.equal(next[1]?.text, 'new');
});

test('deleted messages go', () => {
  assert.deepEqual(ids(without([message(1), message(2), message(3)], [2])), [1, 3]);
});

test('after a break: missed messages appear, deleted ones go, older pages stay', () => {
  const feed = [message(1), message(2), message(5), message(6)];
  const page = [message(5, { text: 'edited' }), message(7)];
  const next = reconcile(feed, page, true);
  assert.deepEqual(ids(next), [1, 2, 5, 7]);
  assert.equal(next[2]?.text, 'edited');
});

test('after a long break a page that leaves a hole replaces what was known', () => {
  assert.deepEqual(
    ids(reconcile([message(1), message(2)], [message(90), message(91)], true)),
    [90, 91],
  );
});

test('an emptied chat is empty after a break', () => {
  assert.deepEqual(reconcile([message(1)], [], false), []);
});

test('rows: a day line, runs by author, service lines, one bubble for an album', () => {
  const own = { client: { own: true } };
  const feed = [
    message(1),
    message(2),
    message(3, own),
    message(4, { successful_payment: { currency: 'XTR', total_amount: 5 } }),
    message(5, { media_group_id: 'a' }),
    message(6, { media_group_id: 'a' }),
    message(7, { date: NOON + 3600 }),
    message(8, { date: NOON + 2 * 86_400 }),
  ];
  assert.deepEqual(kinds(feed), [
    'day',
    '[1',
    '2]',
    '[3]',
    'service',
    '[5,6]',
    '[7]',
    'day',
    '[8]',
  ]);
});
