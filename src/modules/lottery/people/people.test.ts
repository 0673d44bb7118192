import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { createManualClock } from '#kernel';
import { createUsers } from '#modules/users';
import { createTestDatabase } from '#testing';
import { createLotteryPeople } from './index.ts';

const dayMs = 24 * 60 * 60 * 1000;

async function arrangePeople(t: TestContext) {
  const { db } = await createTestDatabase(t);
  const clock = createManualClock(new Date('2026-11-01T12:00:00Z'));
  const users = createUsers({ db, clock, adminIds: [] });
  const { id } = await users.recognise({ telegramId: 7, languageCode: 'ru', firstName: 'Ян' });
  return { db, clock, id, people: createLotteryPeople({ db, clock }) };
}

test('somebody new is neither of age nor on a pause, and their word is kept', async (t) => {
  const { people, id } = await arrangePeople(t);
  assert.deepEqual(await people.find(id), { isAdult: false });
  await people.confirmAdult(id);
  await people.confirmAdult(id);
  assert.deepEqual(await people.find(id), { isAdult: true });
});

test('a pause is made longer and never shorter, also by two at once, and ends by itself', async (t) => {
  const { people, id, clock } = await arrangePeople(t);
  await people.confirmAdult(id);
  const month = await people.pause(id, 'month');
  assert.equal(month.getTime() - clock.now().getTime(), 30 * dayMs);
  assert.deepEqual(await people.pause(id, 'day'), month);
  const [a, b] = await Promise.all([people.pause(id, 'week'), people.pause(id, 'year')]);
  assert.ok(a >= month && b >= month);
  const { pausedUntil } = await people.find(id);
  assert.equal((pausedUntil?.getTime() ?? 0) - clock.now().getTime(), 365 * dayMs);
  clock.advance(365 * dayMs);
  assert.deepEqual(await people.find(id), { isAdult: true });
});

test('forgetting leaves nothing, and once more is the same', async (t) => {
  const { people, id, db } = await arrangePeople(t);
  await people.confirmAdult(id);
  await people.pause(id, 'week');
  for (let i = 0; i < 2; i += 1) await db.transaction((tx) => people.forget(tx, id));
  assert.deepEqual(await people.find(id), { isAdult: false });
});
