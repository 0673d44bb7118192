import assert from 'node:assert/strict';
import { test } from 'node:test';
import { arrange } from './arrange.ts';

type Update = { update_id: number; message?: { text: string } };
const ids = (updates: Update[]) => updates.map(({ update_id }) => update_id);

async function withTexts(t: Parameters<typeof arrange>[0], ...texts: string[]) {
  const ready = await arrange(t);
  for (const text of texts) ready.control.send({ user: ready.user.id, text });
  const get = (params: object = {}) => ready.ok<Update[]>('getUpdates', params);
  return { ...ready, get };
}

test('updates wait until an offset confirms them, in one row of numbers', async (t) => {
  const { get } = await withTexts(t, 'a', 'b', 'c');
  const first = await get();
  const [one = 0, two, three] = ids(first);
  assert.deepEqual([two, three], [one + 1, one + 2]);
  assert.deepEqual(ids(await get()), ids(first));
  assert.deepEqual(ids(await get({ offset: one + 1 })), [two, three]);
  assert.deepEqual(ids(await get({ offset: one })), [two, three]);
  assert.deepEqual(await get({ offset: one + 3 }), []);
});

test('a negative offset keeps the last ones and forgets the rest', async (t) => {
  const { get } = await withTexts(t, 'a', 'b', 'c');
  const texts = (updates: Update[]) => updates.map(({ message }) => message?.text);
  assert.deepEqual(texts(await get({ offset: -2 })), ['b', 'c']);
  assert.deepEqual(texts(await get()), ['b', 'c']);
  assert.deepEqual(texts(await get({ offset: -1 })), ['c']);
});

test('at most a hundred at a time', async (t) => {
  const { get } = await withTexts(t, ...Array.from({ length: 105 }, (_, n) => String(n)));
  assert.equal((await get({ limit: 1000 })).length, 100);
  assert.equal((await get({ limit: 3 })).length, 3);
});

test('a long poll is answered by the update, or with nothing when its time is over', async (t) => {
  const { get, control, user } = await withTexts(t);
  const poll = get({ timeout: 30 });
  await control.bot().inbox.polling.waiting();
  control.send({ user: user.id, text: 'now' });
  const [update] = await poll;
  assert.equal(update?.message?.text, 'now');
  const empty = get({ timeout: 999, offset: (update?.update_id ?? 0) + 1 });
  await control.bot().inbox.polling.waiting();
  control.clock.advance(50_000);
  assert.deepEqual(await empty, []);
});

test('three conflicts: a second poll, a webhook being set, a webhook that is set', async (t) => {
  const { call, ok, refused, control } = await arrange(t, { localUrls: true });
  const { polling } = control.bot().inbox;
  const older = call('getUpdates', { timeout: 30 });
  await polling.waiting();
  const newer = call('getUpdates', { timeout: 30 });
  assert.partialDeepStrictEqual((await older).body, {
    error_code: 409,
    description:
      'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
  });
  await polling.waiting();
  await ok('setWebhook', { url: 'http://127.0.0.1:9/hook' });
  assert.partialDeepStrictEqual((await newer).body, {
    error_code: 409,
    description: 'Conflict: terminated by setWebhook request',
  });
  await refused(
    409,
    "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
    ['getUpdates'],
  );
  await ok('deleteWebhook');
  await ok('getUpdates');
});

test('allowed_updates stick, apply when an update is made, and [] is the default again', async (t) => {
  const { get, ok, control, user } = await withTexts(t);
  const kinds = async () =>
    (await get()).map((update) => Object.keys(update).find((key) => key !== 'update_id'));
  await get({ allowed_updates: ['callback_query'] });
  control.send({ user: user.id, text: 'unseen' });
  assert.deepEqual(await kinds(), []);
  assert.deepEqual(await get({ allowed_updates: '["message","nonsense"]' }), []);
  control.send({ user: user.id, text: 'seen' });
  control.block({ user: user.id, blocked: true });
  assert.deepEqual(await kinds(), ['message']);
  assert.partialDeepStrictEqual(await ok('getWebhookInfo'), { allowed_updates: ['message'] });
  await get({ allowed_updates: [] });
  control.block({ user: user.id, blocked: false });
  assert.deepEqual(await kinds(), ['message', 'my_chat_member']);
});

test('by default chat_member stays out', async (t) => {
  const { get, control, user } = await withTexts(t);
  const group = control.createGroup({ user: user.id, title: 'Room', type: 'supergroup' });
  control.setBotStatus({ user: user.id, chat: group.id, status: 'administrator' });
  const other = control.addUser({ first_name: 'Bob' });
  const join = () =>
    control.setUserStatus({ user: user.id, chat: group.id, member: other.id, status: 'member' });
  join();
  const has = async () => (await get()).some((update) => 'chat_member' in update);
  assert.equal(await has(), false);
  await get({ allowed_updates: ['chat_member'] });
  control.setUserStatus({ user: user.id, chat: group.id, member: other.id, status: 'kicked' });
  assert.equal(await has(), true);
});

test('updates live for a day, callbacks for 150 seconds', async (t) => {
  const { get, ok, control, chat, user } = await withTexts(t, 'text');
  const { message_id } = await ok<{ message_id: number }>('sendMessage', {
    chat_id: chat,
    text: 'x',
    reply_markup: { inline_keyboard: [[{ text: 'Go', callback_data: 'go' }]] },
  });
  control.press({ user: user.id, message_id, callback_data: 'go' });
  assert.equal((await get()).length, 2);
  control.clock.advance(149_000);
  assert.equal((await get()).length, 2);
  control.clock.advance(1000);
  assert.equal((await get()).length, 1);
  control.clock.advance(24 * 3600_000);
  assert.equal((await get()).length, 0);
});

test('with strict timing the same offset again waits three seconds for something new', async (t) => {
  const { ok, control, user } = await arrange(t, { strictTiming: true });
  const { polling } = control.bot().inbox;
  const get = (limit = 100) => ok<Update[]>('getUpdates', { offset: 5, limit });
  assert.deepEqual(await get(), []);
  control.clock.advance(1000);
  const again = get();
  await polling.waiting();
  control.clock.advance(2999);
  await polling.waiting();
  control.clock.advance(1);
  assert.deepEqual(await again, []);
  for (const text of ['a', 'b']) control.send({ user: user.id, text });
  control.clock.advance(1000);
  assert.equal((await get()).length, 2);
  control.clock.advance(499);
  assert.equal((await get()).length, 1);
});

test('with strict timing a second conflict within three seconds is told late', async (t) => {
  const { call, ok, control } = await arrange(t, { strictTiming: true });
  await ok('setWebhook', { url: 'https://example.com/hook' });
  assert.equal((await call('getUpdates')).status, 409);
  const entries = control.transcript.calls({ method: 'getUpdates' }).length;
  const late = call('getUpdates');
  await ok('getMe');
  assert.equal(control.transcript.calls({ method: 'getUpdates' }).length, entries);
  const isOver = late.then(() => true);
  while (!(await Promise.race([isOver, ok('getMe').then(() => false)])))
    control.clock.advance(3000);
  assert.equal((await late).status, 409);
});

test('a poll that is answered at once leaves the waiting one alone', async (t) => {
  const { get, control, user } = await withTexts(t);
  const waiting = get({ timeout: 30 });
  await control.bot().inbox.polling.waiting();
  assert.deepEqual(await get({ timeout: 0 }), []);
  control.send({ user: user.id, text: 'x' });
  assert.equal((await waiting).length, 1);
});

test('getMe says who the bot is; logOut and close hold it back', async (t) => {
  const { ok, refused, control } = await arrange(t);
  assert.partialDeepStrictEqual(await ok('getMe'), {
    id: 4200000009,
    is_bot: true,
    username: 'conformance_bot',
    can_join_groups: true,
    can_read_all_group_messages: false,
    supports_inline_queries: false,
    has_topics_enabled: false,
  });
  await refused(429, 'Too Many Requests: retry after 600', ['close']);
  control.clock.advance(600_000);
  await ok('close');
  await ok('logOut');
  await refused(400, 'Logged out', ['getMe']);
  control.clock.advance(600_000);
  await ok('getMe');
});
