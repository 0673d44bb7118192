import assert from 'node:assert/strict';
import { test } from 'node:test';
import { credits } from '#kernel';
import { arrangeFaults } from './fixtures/fault-story.ts';

const minute = 60_000;
const full = { available: credits('100'), held: 0n };

test('a provider that is busy gets the order again later, as one task', async (t) => {
  const { kie, place, pass, get, creates } = await arrangeFaults(t);
  kie.failNext({ code: 429, at: 'create', times: 2 });
  const id = await place();
  assert.partialDeepStrictEqual(await get(id), { status: 'PROCESSING', certainty: 'submitting' });
  for (let i = 0; i < 3; i += 1) await pass(20_000);
  assert.partialDeepStrictEqual(await get(id), { status: 'COMPLETED', attempt: 3 });
  assert.deepEqual(
    creates().map(({ code }) => code),
    [429, 429, 200],
  );
});

test('between two attempts nothing is being made, and it can be cancelled', async (t) => {
  const { app, kie, place, pass, get, creates, userId, purse } = await arrangeFaults(t);
  kie.failNext({ code: 429, at: 'create', times: 2 });
  const generationId = await place();
  assert.equal((await get(generationId)).status, 'PROCESSING');
  const cancelled = await app.generation.cancel({ userId, generationId });
  assert.equal(cancelled.status, 'CANCELLED');
  assert.partialDeepStrictEqual(await purse(), full);
  for (let i = 0; i < 3; i += 1) await pass(20_000);
  assert.equal(creates().length, 1);
  const { rows } = await app.db.pool.query('select active, waiting from lanes');
  assert.deepEqual(rows, [{ active: 0, waiting: 0 }]);
});

test('while a model is under repair its orders wait, and others go on', async (t) => {
  const { app, kie, place, pass, get, creates, userId, idle } = await arrangeFaults(t);
  kie.failNext({ code: 455, at: 'create' });
  const first = await place();
  const second = await place();
  assert.equal(creates().length, 1, 'nobody asks again at once');
  const input = { prompt: 'кот', aspect_ratio: '1:1' };
  const other = { modelId: 'google/imagen4-fast', input };
  await app.generation.confirm({ userId, clientKey: 'other', order: other });
  await idle();
  assert.equal(creates().length, 2);
  assert.equal((await get(second)).status, 'PENDING');
  for (let i = 0; i < 6; i += 1) await pass(30_000);
  assert.equal((await get(first)).status, 'COMPLETED');
  assert.equal((await get(second)).status, 'COMPLETED');
});

test('orders for a model under repair hold no place that others need, and can be cancelled', async (t) => {
  const { app, kie, place, pass, get, userId, idle, purse } = await arrangeFaults(t, {
    MAX_PARALLEL_GENERATIONS: '2',
    MAX_PARALLEL_PER_USER: '2',
  });
  kie.failNext({ code: 455, at: 'create', model: 'z-image', times: 1_000 });
  const kept = [await place(), await place()];
  // Each is refused once more.
  for (let i = 0; i < 4; i += 1) await pass(40_000);
  const input = { prompt: 'кот', aspect_ratio: '1:1' };
  const other = { modelId: 'google/imagen4-fast', input };
  const { id } = await app.generation.confirm({ userId, clientKey: 'other', order: other });
  await idle();
  await pass(10_000);
  assert.equal((await get(id)).status, 'COMPLETED', 'it had no place to wait for');
  await idle();
  for (const generationId of kept) {
    const { status } = await app.generation.cancel({ userId, generationId });
    assert.equal(status, 'CANCELLED');
  }
  assert.equal((await purse()).held, 0n);
  const { rows } = await app.db.pool.query('select active, waiting from lanes');
  assert.deepEqual(rows, [{ active: 0, waiting: 0 }]);
});

test('without credits at the provider the admin is told, and the orders wait', async (t) => {
  const { kie, place, pass, get, alerts, purse } = await arrangeFaults(t);
  kie.setBalance({ credits: 0 });
  const first = await place();
  const second = await place();
  await pass(70_000);
  // Once an hour; this may be the moment when one hour ends.
  assert.deepEqual([...new Set(await alerts())], ['provider_unfunded']);
  for (const id of [first, second]) assert.match((await get(id)).status, /PENDING|PROCESSING/);
  kie.setBalance({ credits: 100 });
  for (let i = 0; i < 4; i += 1) await pass(70_000);
  assert.equal((await get(first)).status, 'COMPLETED');
  assert.equal((await get(second)).status, 'COMPLETED');
  assert.partialDeepStrictEqual(await purse(), { available: credits('98.4'), held: 0n });
});

test('without credits for too long the order fails kindly, with the money back', async (t) => {
  const { kie, place, pass, get, purse } = await arrangeFaults(t);
  kie.setBalance({ credits: 0 });
  const id = await place();
  for (let i = 0; i < 8; i += 1) await pass(5 * minute);
  assert.partialDeepStrictEqual(await get(id), { status: 'FAILED', code: 'provider_unfunded' });
  assert.partialDeepStrictEqual(await purse(), full);
});
