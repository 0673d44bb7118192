import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { newId } from '#kernel';
import { createTestDatabase } from '#testing';
import { arrangeNotifications, orderOf } from './fixtures/arrange.ts';
import type { Event } from './index.ts';

const arrange = async (t: TestContext) => arrangeNotifications(t, await createTestDatabase(t));

test('what is published is told after the commit, and never when it is rolled back', async (t) => {
  const { db, notifications, userId, rows, publish } = await arrange(t);
  const heard: Event[] = [];
  const stop = notifications.listen((event) => heard.push(event));
  const order = orderOf(userId);
  await assert.rejects(
    db.transaction(async (tx) => {
      await notifications.publish(tx, { type: 'generation.queued', ...order });
      throw new Error('back');
    }),
    /back/,
  );
  assert.deepEqual([heard, await rows()], [[], []]);
  await publish({ type: 'generation.queued', ...order });
  assert.deepEqual(heard, [{ type: 'generation.queued', ...order }]);
  stop();
  await publish({ type: 'generation.submitted', ...order });
  assert.equal(heard.length, 1);
});

test('an order has one progress row, whatever happens to it, and one for its result', async (t) => {
  const { userId, rows, publish } = await arrange(t);
  const order = orderOf(userId);
  await publish({ type: 'generation.queued', ...order });
  await publish({ type: 'generation.submitted', ...order });
  await publish({ type: 'generation.completed', ...order });
  await publish({ type: 'generation.completed', ...order });
  const kinds = (await rows()).map(({ kind, state, rev }) => [kind, state, rev]);
  assert.deepEqual(kinds, [
    ['generation.progress', 'due', 2],
    ['generation.result', 'due', 1],
  ]);
});

test('what belongs to a batch is told by the batch', async (t) => {
  const { userId, rows, publish } = await arrange(t);
  const batchId = newId();
  for (const type of ['generation.queued', 'generation.completed'] as const)
    for (let i = 0; i < 3; i += 1) await publish({ type, ...orderOf(userId), batchId });
  const counts = { userId, batchId, done: 3, failed: 0, cancelled: 0, total: 3 };
  await publish({ type: 'batch.changed', ...counts });
  await publish({ type: 'batch.ended', ...counts, captured: '3', returned: '0' });
  assert.deepEqual(
    (await rows()).map(({ kind, subject_id }) => [kind, subject_id]),
    [
      ['batch.progress', batchId],
      ['batch.result', batchId],
    ],
  );
});

test('an alert goes to every admin, and about one thing once an hour', async (t) => {
  const { clock, rows, publish } = await arrange(t);
  const alert = {
    type: 'admin.alert',
    code: 'provider_unfunded',
    key: 'kie',
    details: {},
  } as const;
  await publish(alert);
  await publish(alert);
  assert.deepEqual(
    (await rows()).map(({ telegram_id }) => telegram_id),
    ['11', '22'],
  );
  clock.advance(60 * 60 * 1000);
  await publish(alert);
  assert.equal((await rows()).length, 4);
});

test('news of little money are told once a day', async (t) => {
  const { clock, userId, rows, publish } = await arrange(t);
  const low = { type: 'credits.low', userId, available: '0.5' } as const;
  await publish(low);
  await publish(low);
  assert.equal((await rows()).length, 1);
  clock.advance(24 * 60 * 60 * 1000);
  await publish(low);
  assert.equal((await rows()).length, 2);
});

test('everybody’s first message has its turn before anybody’s second', async (t) => {
  const { userId, rows, publish } = await arrange(t);
  for (let i = 0; i < 3; i += 1)
    await publish({ type: 'generation.completed', ...orderOf(userId) });
  assert.deepEqual(
    (await rows()).map(({ turn }) => Number(turn)),
    [0, 1, 2],
  );
});
