import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { createManualClock } from '#kernel';
import { createUsers } from '#modules/users';
import { createMemoryLog } from '#platform/log';
import { createTestDatabase } from '#testing';
import { type Cleanup, createAccount, type Forget } from './index.ts';

async function arrangeAccount(
  t: TestContext,
  others: Forget[] = [],
  cleanups: Record<string, Cleanup> = {},
) {
  const { db } = await createTestDatabase(t);
  const clock = createManualClock(new Date('2026-11-01T12:00:00Z'));
  const users = createUsers({ db, clock, adminIds: [] });
  const { log, lines } = createMemoryLog();
  const account = createAccount({
    db,
    log,
    forgets: [users.forget, ...others],
    drops: [users.drop],
    cleanups,
  });
  const { id } = await users.recognise({ telegramId: 7, languageCode: 'ru', firstName: 'Ян' });
  return { users, account, id, lines };
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

test('every room cleans up and is counted, also when another cannot', async (t) => {
  const runs: boolean[] = [];
  const { account, lines } = await arrangeAccount(t, [], {
    broken: () => Promise.reject(new Error('away')),
    files: async ({ dryRun }) => {
      runs.push(dryRun);
      return { expired: 3, orphans: 0 };
    },
  });
  await assert.rejects(account.cleanup(), (error: unknown) => {
    assert.ok(error instanceof AggregateError);
    assert.deepEqual(
      error.errors.map((one) => String(one)),
      ['Error: away'],
    );
    return true;
  });
  assert.deepEqual(runs, [false]);
  assert.partialDeepStrictEqual(lines, [
    { msg: 'cleaned up', counts: { 'files.expired': 3, 'files.orphans': 0 } },
  ]);
});

test('a dry run asks the rooms for counts and says nothing', async (t) => {
  const { account, lines } = await arrangeAccount(t, [], {
    studio: async ({ dryRun }) => ({ drafts: dryRun ? 2 : 0 }),
  });
  assert.deepEqual(await account.cleanup({ dryRun: true }), { 'studio.drafts': 2 });
  assert.deepEqual(lines, []);
});
