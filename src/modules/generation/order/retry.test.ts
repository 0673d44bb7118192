import assert from 'node:assert/strict';
import { test } from 'node:test';
import { credits, isAppError } from '#kernel';
import { arrangeGeneration } from '#modules/generation/fixtures';
import { createTestDatabase } from '#testing';

const arrange = async (t: Parameters<typeof createTestDatabase>[0]) => {
  const one = await arrangeGeneration(t, await createTestDatabase(t));
  const userId = await one.person(1, credits('10'));
  const { id: generationId } = await one.order(userId, 'a cat');
  return { ...one, userId, generationId };
};

test('a failed one is ordered again with nothing entered anew, once however often it is pressed', async (t) => {
  const one = await arrange(t);
  const { userId, generationId } = one;
  const input = { userId, generationId, clientKey: 'again' };
  await assert.rejects(one.orders.retry(input), (error) => isAppError(error, 'conflict'));
  await one.end({ generationId, move: 'fail', code: 'provider_failed' });
  const made = await Promise.all([one.orders.retry(input), one.orders.retry(input)]);
  assert.equal(new Set(made.map(({ id }) => id)).size, 1);
  const [again] = made;
  assert.equal(again.retryOf, generationId);
  assert.deepEqual(again.input, { prompt: 'a cat', aspect_ratio: '1:1' });
  assert.equal((await one.ledger.balance(userId)).held, credits('0.8'));
  await assert.rejects(one.orders.retry({ ...input, userId: await one.person(2) }), (error) =>
    isAppError(error, 'not_found'),
  );
});

test('what has become dearer is not ordered again without being asked', async (t) => {
  const one = await arrange(t);
  const { userId, generationId } = one;
  await one.end({ generationId, move: 'fail', code: 'timed_out' });
  await one.pool.query('update generations set price_mc = 500 where id = $1', [generationId]);
  const input = { userId, generationId, clientKey: 'again' };
  await assert.rejects(one.orders.retry(input), (error) => {
    assert.ok(isAppError(error, 'conflict'));
    assert.deepEqual(error.details, { reason: 'dearer', price: '0.8', before: '0.5' });
    return true;
  });
  const again = await one.orders.retry({ ...input, atMost: credits('0.8') });
  assert.equal(again.price.amount, credits('0.8'));
});
