import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { createManualClock } from '#kernel';
import { createUsers } from '#modules/users';
import { createTestDatabase } from '#testing';
import { createAccount, type Forget } from './index.ts';

async function arrangeAccount(t: TestContext, others: Forget[] = []) {
  const { db } = await createTestDatabase(t);
  const clock = createManualClock(new Date('2026-11-01T12:00:00Z'));
  const users = createUsers({ db, clock, adminIds: [] });
  const account = createAccount({ db, forgets: [users.forget, ...others], drops: [users.drop] });
  const { id } = await users.recognise({ telegramId: 7, languageCode: 'ru', firstName: 'Ян' });
  return { users, account, id };
}

test('every room forgets the person, also when asked twice', async (t) => {
  const asked: string[] = [];
  const { users, account, id } = await arrangeAccount(t, [
    async (_, userId) => {
      asked.push(userId);
    },
  ]);
  await account.forget(id);
  await account.forget(id);
  assert.equal((await users.findUser({ id }))?.isForgotten, true);
  assert.deepEqual(asked, [id, id]);
});

test('when one room cannot forget, all remember', async (t) => {
  const { users, account, id } = await arrangeAccount(t, [
    () => Promise.reject(new Error('disk full')),
  ]);
  await assert.rejects(account.forget(id), /disk full/);
  assert.equal((await users.recognise({ telegramId: 7 })).id, id);
});
