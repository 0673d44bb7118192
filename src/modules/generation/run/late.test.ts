import assert from 'node:assert/strict';
import { test } from 'node:test';
import { arrangeGeneration } from '#modules/generation/fixtures';
import { endLate, findGeneration, noteLate, setDue } from '#modules/generation/store';
import { createTestDatabase } from '#testing';

test('whoever looked a moment earlier lets go of no late result that is still to be fetched', async (t) => {
  const one = await arrangeGeneration(t, await createTestDatabase(t));
  const { id } = await one.order(await one.person(1), 'a cat');
  await one.end({ generationId: id, move: 'fail', code: 'timed_out' });
  const stale = await findGeneration(one.db, { id });
  assert.ok(stale);
  const dueAt = new Date(one.clock.now().getTime() + 60_000);
  await one.db.transaction((tx) =>
    noteLate(tx, { id, taskId: 'late task', dueAt, resultText: undefined, cost: undefined }),
  );

  await setDue(one.db, { ...stale, dueAt: null });
  assert.deepEqual((await findGeneration(one.db, { id }))?.dueAt, dueAt);

  const fresh = await findGeneration(one.db, { id });
  assert.ok(fresh);
  const later = new Date(dueAt.getTime() + 60_000);
  await setDue(one.db, { ...fresh, dueAt: later });
  assert.deepEqual((await findGeneration(one.db, { id }))?.dueAt, later);
  assert.equal(await one.db.transaction((tx) => endLate(tx, id)), true);
  assert.equal(await one.db.transaction((tx) => endLate(tx, id)), false);
});
