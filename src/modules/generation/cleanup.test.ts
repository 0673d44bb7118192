import assert from 'node:assert/strict';
import { test } from 'node:test';
import { credits } from '#kernel';
import { createTestDatabase } from '#testing';
import { cleanup } from './cleanup.ts';
import { arrangeGeneration } from './fixtures/arrange-generation.ts';
import { reconcile } from './reconcile.ts';

const dayMs = 24 * 60 * 60_000;

test('an order that ended long ago loses its words and keeps its row, its money and its number', async (t) => {
  const one = await arrangeGeneration(t, await createTestDatabase(t));
  const deps = { ...one.deps, rowDays: 100 };
  const userId = await one.person(1, credits('10'));
  const [old, live] = [await one.order(userId, 'a secret'), await one.order(userId, 'waits')];
  await one.end({ generationId: old.id, move: 'cancel' });
  await one.pool.query(
    `insert into submissions (id, generation_id, attempt, state, endpoint, started_at)
     values (gen_random_uuid(), $1, 1, 'failed', 'jobs', $2)`,
    [old.id, one.clock.now()],
  );
  assert.deepEqual(await cleanup(deps), { generations: 0, submissions: 0 }, 'all is young');
  one.clock.advance(101 * dayMs);
  const fresh = await one.order(userId, 'of today');
  await one.end({ generationId: fresh.id, move: 'cancel' });
  const counts = { generations: 1, submissions: 1 };
  assert.deepEqual(await cleanup(deps, { dryRun: true }), counts);
  assert.equal((await one.orders.get({ userId, generationId: old.id })).input.prompt, 'a secret');
  assert.deepEqual(await cleanup(deps), counts);
  assert.deepEqual(await cleanup(deps), { generations: 0, submissions: 0 }, 'once is enough');
  const after = await one.orders.get({ userId, generationId: old.id });
  assert.deepEqual([after.input, after.number, after.status], [{}, old.number, 'CANCELLED']);
  for (const [{ id: generationId }, prompt] of [
    [live, 'waits'],
    [fresh, 'of today'],
  ] as const)
    assert.equal((await one.orders.get({ userId, generationId })).input.prompt, prompt);
  assert.deepEqual((await reconcile(one.deps)).breaches, []);
  assert.deepEqual((await one.ledger.reconcile()).breaches, []);
});
