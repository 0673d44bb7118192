import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { createTestDatabase } from '#testing';
import { arrangeNotifications, orderOf } from './fixtures/arrange.ts';
import type { OutboxMessage } from './index.ts';

const arrange = async (t: TestContext) => arrangeNotifications(t, await createTestDatabase(t));

const seat = { epoch: 1, busy: [] };
const kindsOf = (rows: readonly OutboxMessage[]) => rows.map(({ kind }) => kind);
const firstOf = ([row]: readonly OutboxMessage[]): OutboxMessage => {
  assert.ok(row, 'nothing was claimed');
  return row;
};

test('results go before progress, and one message of a person at a time', async (t) => {
  const { notifications, userId, person, publish } = await arrange(t);
  const other = await person(502);
  await publish({ type: 'generation.queued', ...orderOf(userId) });
  await publish({ type: 'generation.queued', ...orderOf(other) });
  await publish({ type: 'generation.completed', ...orderOf(other) });
  const { claim, sent } = notifications.outbox;
  const first = await claim({ ...seat, most: 10 });
  assert.deepEqual(
    first.map(({ kind, userId: to }) => [kind, to]),
    [
      ['generation.result', other],
      ['generation.progress', userId],
    ],
  );
  for (const row of first) await sent(row, [[1]]);
  assert.deepEqual(kindsOf(await claim({ ...seat, most: 10 })), ['generation.progress']);
  assert.deepEqual(await claim({ ...seat, most: 10 }), []);
});

test('one person’s fifty results hold nobody up, whenever the others come', async (t) => {
  const { notifications, userId, person, publish } = await arrange(t);
  for (let i = 0; i < 50; i += 1)
    await publish({ type: 'generation.completed', ...orderOf(userId) });
  const { claim, sent } = notifications.outbox;
  for (let i = 0; i < 10; i += 1) await sent(firstOf(await claim({ ...seat, most: 1 })), [[i]]);
  const others = await Promise.all([person(502), person(503)]);
  for (const other of others) await publish({ type: 'generation.completed', ...orderOf(other) });
  const next: (string | null)[] = [];
  for (let i = 0; i < 4; i += 1) {
    const row = firstOf(await claim({ ...seat, most: 1 }));
    next.push(row.userId);
    await sent(row, [[i]]);
  }
  assert.deepEqual(next.slice(0, 3).sort(), [userId, ...others].sort());
  assert.equal(next[3], userId);
});

test('a status that is looked at again waits behind one that nobody has seen yet', async (t) => {
  const { clock, notifications, userId, person, publish } = await arrange(t);
  const { claim, shown, raise } = notifications.outbox;
  await publish({ type: 'generation.queued', ...orderOf(userId) });
  const old = firstOf(await claim({ ...seat, most: 1 }));
  await shown(old, { messageIds: [[1]], shown: 'a', lookAt: clock.now() });
  await raise();
  const other = await person(502);
  await publish({ type: 'generation.queued', ...orderOf(other) });
  // Whoever comes new shares the turn of those who are there.
  const [one, two] = [await claim({ ...seat, most: 1 }), await claim({ ...seat, most: 1 })];
  assert.deepEqual([...one, ...two].map((row) => row.userId).sort(), [userId, other].sort());
  for (const row of [...one, ...two])
    await shown(row, { messageIds: [[1]], shown: 'b', lookAt: clock.now() });
  const third = await person(503);
  await publish({ type: 'generation.queued', ...orderOf(third) });
  await raise();
  assert.equal(firstOf(await claim({ ...seat, most: 1 })).userId, third);
});

test('who is busy waits without holding up the rest', async (t) => {
  const { notifications, userId, person, publish } = await arrange(t);
  const other = await person(502);
  await publish({ type: 'generation.completed', ...orderOf(userId) });
  await publish({ type: 'generation.completed', ...orderOf(other) });
  const rows = await notifications.outbox.claim({ ...seat, most: 10, busy: [userId] });
  assert.deepEqual(
    rows.map(({ userId: to }) => to),
    [other],
  );
});

test('news that come while a status is being sent bring it up again', async (t) => {
  const { clock, notifications, userId, publish } = await arrange(t);
  const order = orderOf(userId);
  await publish({ type: 'generation.queued', ...order });
  const { claim, shown, raise, findStatus } = notifications.outbox;
  const lookAt = new Date(clock.now().getTime() + 10_000);
  const first = firstOf(await claim({ ...seat, most: 1 }));
  await publish({ type: 'generation.submitted', ...order });
  await shown(first, { messageIds: [[9]], shown: 'a', lookAt });
  const second = firstOf(await claim({ ...seat, most: 1 }));
  assert.deepEqual([second.messageIds, second.shown, second.rev], [[[9]], 'a', 2]);
  await shown(second, { messageIds: [[9]], shown: 'b', lookAt });
  assert.deepEqual(await claim({ ...seat, most: 1 }), []);
  assert.equal(await raise(), 0);
  clock.advance(10_000);
  assert.equal(await raise(), 1);
  assert.equal(firstOf(await claim({ ...seat, most: 1 })).id, first.id);
  assert.equal((await findStatus(order.generationId))?.id, first.id);
});

test('a status that is over is never opened again', async (t) => {
  const { notifications, userId, publish } = await arrange(t);
  const order = orderOf(userId);
  await publish({ type: 'generation.queued', ...order });
  await notifications.outbox.endStatus(order.generationId);
  await publish({ type: 'generation.submitted', ...order });
  assert.deepEqual(await notifications.outbox.claim({ ...seat, most: 1 }), []);
  assert.equal(await notifications.outbox.findStatus(order.generationId), undefined);
});

test('what a dead sender began is begun once more and counted, and its marks are refused', async (t) => {
  const { notifications, userId, publish, rows } = await arrange(t);
  await publish({ type: 'generation.completed', ...orderOf(userId) });
  const { claim, recover, sent, partSent } = notifications.outbox;
  const first = firstOf(await claim({ ...seat, most: 1 }));
  await partSent(first, [[5]]);
  assert.equal(await recover(), 1);
  const second = firstOf(await claim({ epoch: 2, busy: [], most: 1 }));
  assert.deepEqual([second.repeats, second.messageIds], [1, [[5]]]);
  assert.equal(await sent(first, [[5], [6]]), false);
  assert.equal(await sent(second, [[5], [7]]), true);
  assert.deepEqual(
    (await rows()).map(({ state, repeats, message_ids }) => [state, repeats, message_ids]),
    [['sent', 1, [[5], [7]]]],
  );
});

test('a message that kills its sender again and again is given up and told', async (t) => {
  const { notifications, userId, publish, rows, lines } = await arrange(t);
  await publish({ type: 'generation.completed', ...orderOf(userId) });
  for (let epoch = 1; epoch <= 6; epoch += 1) {
    await notifications.outbox.claim({ epoch, busy: [], most: 1 });
    await notifications.outbox.recover();
  }
  assert.deepEqual(
    (await rows()).map(({ state, reason }) => [state, reason]),
    [['dropped', 'poison']],
  );
  assert.equal(lines.filter(({ level }) => level === 'error').length, 1);
});

test('what is for somebody unreachable waits until they are back, and rings then', async (t) => {
  const { notifications, userId, publish } = await arrange(t);
  const { claim, park, parked } = notifications.outbox;
  await publish({ type: 'generation.completed', ...orderOf(userId) });
  await publish({ type: 'generation.completed', ...orderOf(userId) });
  await claim({ ...seat, most: 1 });
  await park(userId);
  assert.deepEqual(await claim({ ...seat, most: 10 }), []);
  assert.deepEqual(await parked(10), [userId]);
  let rung = 0;
  notifications.onDue(() => {
    rung += 1;
  });
  await notifications.wake(userId);
  await notifications.wake(userId);
  assert.equal(rung, 1);
  assert.equal((await claim({ ...seat, most: 10 })).length, 1);
});

test('a wall holds up its own chat only, until it is over', async (t) => {
  const { clock, notifications, userId, person, publish } = await arrange(t);
  const other = await person(502);
  await publish({ type: 'generation.completed', ...orderOf(userId) });
  await publish({ type: 'generation.completed', ...orderOf(other) });
  const { claim, delay } = notifications.outbox;
  const until = new Date(clock.now().getTime() + 30_000);
  await delay(userId, until);
  assert.deepEqual(
    (await claim({ ...seat, most: 10 })).map((row) => row.userId),
    [other],
  );
  clock.advance(30_000);
  assert.deepEqual(
    (await claim({ ...seat, most: 10 })).map((row) => row.userId),
    [userId],
  );
});

test('what was told long ago is deleted, what lives or waits is not', async (t) => {
  const { clock, notifications, userId, publish, rows } = await arrange(t);
  const { claim, sent } = notifications.outbox;
  await publish({ type: 'generation.completed', ...orderOf(userId) });
  await sent(firstOf(await claim({ ...seat, most: 1 })), [[1]]);
  await publish({ type: 'generation.queued', ...orderOf(userId) });
  clock.advance(31 * 24 * 60 * 60 * 1000);
  assert.deepEqual(await notifications.cleanup({ dryRun: true }), { outbox: 1 });
  assert.equal((await rows()).length, 2);
  assert.deepEqual(await notifications.cleanup(), { outbox: 1 });
  assert.deepEqual(
    (await rows()).map(({ kind }) => kind),
    ['generation.progress'],
  );
});

test('who asked to be forgotten is told nothing more', async (t) => {
  const { db, notifications, userId, publish, rows } = await arrange(t);
  await publish({ type: 'generation.completed', ...orderOf(userId) });
  await db.transaction((tx) => notifications.forget(tx, userId));
  assert.deepEqual(await rows(), []);
});
