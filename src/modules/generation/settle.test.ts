import assert from 'node:assert/strict';
import { test } from 'node:test';
import { credits } from '#kernel';
import { moveGeneration } from '#modules/generation/store';
import { isCheckViolation } from '#platform/db';
import { createTestDatabase } from '#testing';
import { arrangeGeneration } from './fixtures/index.ts';

const arrange = async (t: Parameters<typeof createTestDatabase>[0]) => {
  const one = await arrangeGeneration(t, await createTestDatabase(t));
  const userId = await one.person(1, credits('10'));
  const generation = await one.order(userId, 'a cat');
  await one.admission.idle();
  const { id: generationId } = generation;
  const run = async (...moves: ('begin' | 'accepted' | 'done')[]) => {
    for (const move of moves) assert.ok(await moveGeneration(one.db, { generationId, move }), move);
  };
  const kinds = () => one.news.map(({ type }) => type);
  return { ...one, userId, generation, generationId, run, kinds };
};

test('what came to its end is captured, its place is free, and the news are told once', async (t) => {
  const { end, run, ledger, ...one } = await arrange(t);
  await run('begin', 'accepted', 'done');
  const price = one.generation.price.amount;
  const ended = await end({ generationId: one.generationId, move: 'deliverable', captured: price });
  assert.equal(ended?.status, 'COMPLETED');
  assert.equal(ended?.captured, price);
  assert.deepEqual(await ledger.balance(one.userId), {
    available: credits('10') - price,
    held: 0n,
    owed: 0n,
  });
  assert.deepEqual(one.kinds(), [
    'generation.queued',
    'generation.completed',
    'generation.settled',
  ]);
  const lane = await one.pool.query('select active, waiting from lanes');
  assert.deepEqual(lane.rows, [{ active: 0, waiting: 0 }]);
});

test('less used than held: the rest goes back', async (t) => {
  const { end, run, ledger, ...one } = await arrange(t);
  await run('begin', 'accepted', 'done');
  await end({ generationId: one.generationId, move: 'deliverable', captured: credits('0.3') });
  assert.equal((await ledger.balance(one.userId)).available, credits('9.7'));
  const settled = one.news.find((event) => event.type === 'generation.settled');
  assert.equal(settled?.captured, '0.3');
});

test('two who end one generation at the same moment: one does, the other is told that it lost', async (t) => {
  const { end, run, ledger, ...one } = await arrange(t);
  await run('begin', 'accepted', 'done');
  const { generationId, userId } = one;
  const outcomes = await Promise.all([
    end({ generationId, move: 'deliverable', captured: credits('0.8') }),
    end({ generationId, move: 'fail', code: 'timed_out' }),
    end({ generationId, move: 'fail', code: 'provider_failed', needsAttention: true }),
    end({ generationId, move: 'deliverable', captured: credits('0.8') }),
  ]);
  assert.equal(outcomes.filter(Boolean).length, 1);
  assert.deepEqual((await ledger.reconcile()).breaches, []);
  assert.equal((await ledger.balance(userId)).held, 0n);
  assert.equal(one.kinds().filter((type) => type === 'generation.settled').length, 1);
});

test('a failure tells its code and gives everything back', async (t) => {
  const { end, run, ledger, ...one } = await arrange(t);
  await run('begin');
  const ended = await end({
    generationId: one.generationId,
    move: 'fail',
    code: 'provider_uncertain',
    needsAttention: true,
  });
  assert.equal(ended?.code, 'provider_uncertain');
  assert.equal(ended?.needsAttention, true);
  assert.equal((await ledger.balance(one.userId)).available, credits('10'));
  assert.ok(
    one.news.some((event) => event.type === 'generation.failed' && event.code === ended?.code),
  );
});

test('an end that does not fit where it stands changes nothing, and neither does one that is rolled back', async (t) => {
  const { end, run, ledger, ...one } = await arrange(t);
  const { generationId, userId } = one;
  assert.equal(
    await end({ generationId, move: 'deliverable', captured: credits('0.8') }),
    undefined,
  );
  await run('begin');
  assert.equal(await end({ generationId, move: 'cancel' }), undefined);
  await run('accepted', 'done');
  await assert.rejects(
    end({ generationId, move: 'deliverable', captured: credits('9') }),
    (error) => isCheckViolation(error, 'generations_captured'),
  );
  assert.equal((await ledger.balance(userId)).held, credits('0.8'));
  assert.deepEqual(one.kinds(), ['generation.queued']);
});
