import assert from 'node:assert/strict';
import { test } from 'node:test';
import { credits, isAppError, newId } from '#kernel';
import { arrangeGeneration } from '#modules/generation/fixtures';
import { moveGeneration } from '#modules/generation/store';
import { createTestDatabase } from '#testing';

test('what waits can be cancelled at once, also when it was admitted, and the money is back', async (t) => {
  const one = await arrangeGeneration(t, await createTestDatabase(t), {
    caps: { all: 1, person: 1 },
  });
  const userId = await one.person(1, credits('10'));
  const [admitted, waiting] = [await one.order(userId, 'a'), await one.order(userId, 'b')];
  await one.admission.idle();
  assert.deepEqual(one.pushed, [admitted.id]);
  for (const { id: generationId } of [waiting, admitted, waiting])
    assert.equal((await one.orders.cancel({ userId, generationId })).status, 'CANCELLED');
  assert.equal((await one.ledger.balance(userId)).available, credits('10'));
  assert.equal(one.news.filter(({ type }) => type === 'generation.cancelled').length, 2);
  const { rows } = await one.pool.query('select active, waiting from lanes');
  assert.deepEqual(rows, [{ active: 0, waiting: 0 }]);
});

test('once it is being submitted it is too late, and nobody cancels for somebody else', async (t) => {
  const one = await arrangeGeneration(t, await createTestDatabase(t));
  const userId = await one.person(1, credits('10'));
  const { id: generationId } = await one.order(userId, 'a');
  for (const by of [
    { userId: await one.person(2), generationId },
    { userId, generationId: newId() },
  ])
    await assert.rejects(one.orders.cancel(by), (error) => isAppError(error, 'not_found'));
  await moveGeneration(one.db, { generationId, move: 'begin' });
  await assert.rejects(one.orders.cancel({ userId, generationId }), (error) => {
    assert.ok(isAppError(error, 'already_submitted'));
    assert.equal(error.details.status, 'PROCESSING');
    return true;
  });
  assert.equal((await one.ledger.balance(userId)).held, credits('0.8'));
});

test('cancel and the begin of the paid call at one moment: one of them wins, never both', async (t) => {
  const one = await arrangeGeneration(t, await createTestDatabase(t));
  const userId = await one.person(1);
  for (let i = 0; i < 12; i += 1) {
    const { id: generationId } = await one.order(userId, `cat ${i}`);
    const [cancelled, begun] = await Promise.allSettled([
      one.orders.cancel({ userId, generationId }),
      moveGeneration(one.db, { generationId, move: 'begin' }),
    ]);
    assert.ok(begun.status === 'fulfilled');
    assert.equal(cancelled.status === 'rejected', begun.value !== undefined);
    if (begun.value) await one.end({ generationId, move: 'fail', code: 'provider_failed' });
  }
  assert.deepEqual((await one.ledger.reconcile()).breaches, []);
});

test('the line is emptied by the operator: everybody has the money back, what is in work goes on', async (t) => {
  const one = await arrangeGeneration(t, await createTestDatabase(t), {
    caps: { all: 1, person: 1 },
  });
  const [first, second] = [await one.person(1, credits('10')), await one.person(2, credits('10'))];
  const working = await one.order(first, 'a');
  await one.admission.idle();
  await one.order(first, 'b');
  await one.order(second, 'c');
  await one.orders.pause();
  assert.deepEqual(await one.orders.queueState(), {
    isPaused: true,
    cap: 1,
    inWork: 1,
    waiting: 2,
    people: 2,
  });
  assert.equal(await one.orders.drain(), 2);
  assert.equal((await one.ledger.balance(first)).held, credits('0.8'));
  assert.equal((await one.ledger.balance(second)).held, 0n);
  await one.orders.resume();
  await one.end({ generationId: working.id, move: 'cancel' });
  await one.admission.idle();
  assert.deepEqual(one.pushed, [working.id]);
});

test('resumed, the line moves on by itself', async (t) => {
  const one = await arrangeGeneration(t, await createTestDatabase(t));
  await one.orders.pause();
  const { id } = await one.order(await one.person(1), 'a');
  await one.admission.idle();
  assert.deepEqual(one.pushed, []);
  await one.orders.resume();
  await one.admission.idle();
  assert.deepEqual(one.pushed, [id]);
});
