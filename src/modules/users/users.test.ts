import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { createManualClock, isAppError } from '#kernel';
import { createTestDatabase } from '#testing';
import { createUsers } from './index.ts';

const anna = { telegramId: 101, languageCode: 'ru', firstName: 'Анна' };
const hourMs = 60 * 60 * 1000;

async function arrangeUsers(t: TestContext, adminIds: number[] = []) {
  const { db } = await createTestDatabase(t);
  const clock = createManualClock(new Date('2026-11-01T12:00:00Z'));
  return { db, clock, users: createUsers({ db, clock, adminIds }) };
}

test('a person is met once and keeps the id', async (t) => {
  const { users } = await arrangeUsers(t);
  const first = await users.recognise(anna);
  const again = await users.recognise(anna);
  assert.deepEqual(again, first);
  assert.equal(first.locale, 'ru');
  assert.equal(first.role, 'user');
});

test('two processes that meet a person at the same moment agree on one id', async (t) => {
  const { db, clock, users } = await arrangeUsers(t);
  const others = [1, 2, 3].map(() => createUsers({ db, clock, adminIds: [] }));
  const met = await Promise.all([users, ...others].map((each) => each.recognise(anna)));
  assert.equal(new Set(met.map((user) => user.id)).size, 1);
});

test('the language follows Telegram until one is chosen, and again when the choice is taken back', async (t) => {
  const { users } = await arrangeUsers(t);
  const { id } = await users.recognise(anna);
  assert.equal((await users.recognise({ ...anna, languageCode: 'en' })).locale, 'en');
  assert.equal((await users.setLocale(id, 'ru')).locale, 'ru');
  assert.equal((await users.recognise({ ...anna, languageCode: 'en' })).locale, 'ru');
  await users.setLocale(id, undefined);
  assert.equal((await users.recognise({ ...anna, languageCode: 'en' })).locale, 'en');
});

test('the role comes from the setting, not from the row', async (t) => {
  const { db, clock, users } = await arrangeUsers(t, [anna.telegramId]);
  assert.equal((await users.recognise(anna)).role, 'admin');
  const without = createUsers({ db, clock, adminIds: [] });
  assert.equal((await without.recognise(anna)).role, 'user');
});

test('a change by another process shows within half a minute', async (t) => {
  const { db, clock, users } = await arrangeUsers(t);
  const { id } = await users.recognise(anna);
  const other = createUsers({ db, clock, adminIds: [] });
  await other.setLocale(id, 'en');
  clock.advance(31_000);
  assert.equal((await users.recognise(anna)).locale, 'en');
});

test('who blocked the bot is unreachable until they write again', async (t) => {
  const { users } = await arrangeUsers(t);
  const { id } = await users.recognise(anna);
  await users.markUnreachable(anna.telegramId);
  assert.equal((await users.findUser({ id }))?.isReachable, false);
  await users.recognise(anna);
  assert.equal((await users.findUser({ id }))?.isReachable, true);
  await users.markUnreachable(anna.telegramId);
  await users.markReachable(anna.telegramId);
  assert.equal((await users.findUser({ id }))?.isReachable, true);
});

test('when someone was seen is written once an hour', async (t) => {
  const { db, clock, users } = await arrangeUsers(t);
  const seenAt = async () => {
    const { rows } = await db.$client.query('select seen_at from users');
    return rows[0].seen_at.getTime() - Date.parse('2026-11-01T12:00:00Z');
  };
  await users.recognise(anna);
  clock.advance(hourMs - 1);
  await users.recognise(anna);
  assert.equal(await seenAt(), 0);
  clock.advance(1);
  await users.recognise(anna);
  assert.equal(await seenAt(), hourMs);
});

test('a forgotten person leaves an empty row and comes back as somebody new', async (t) => {
  const { db, users } = await arrangeUsers(t);
  const { id } = await users.recognise(anna);
  await users.setLocale(id, 'en');
  await db.transaction((tx) => users.forget(tx, id));
  users.drop(id);
  assert.deepEqual(await users.findUser({ id }), {
    id,
    telegramId: undefined,
    firstName: undefined,
    locale: 'en',
    chosenLocale: undefined,
    role: 'user',
    isReachable: false,
    isForgotten: true,
  });
  assert.equal(await users.findUser({ telegramId: anna.telegramId }), undefined);
  const back = await users.recognise(anna);
  assert.notEqual(back.id, id);
  assert.equal(back.locale, 'ru');
});

test('nothing is written about a forgotten person', async (t) => {
  const { db, users } = await arrangeUsers(t);
  const { id } = await users.recognise(anna);
  await db.transaction((tx) => users.forget(tx, id));
  await assert.rejects(users.setLocale(id, 'en'), (error) => isAppError(error, 'not_found'));
});
