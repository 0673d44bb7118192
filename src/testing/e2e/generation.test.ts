import assert from 'node:assert/strict';
import { test } from 'node:test';
import { credits } from '#kernel';
import { arrange } from '#testing';

const order = { modelId: 'z-image', input: { prompt: 'кот', aspect_ratio: '1:1' } };

test('an order is made, fetched, paid and told of, by the callback alone', async (t) => {
  const { app, kie, clock, idle, payer } = await arrange(t, { generation: true });
  const userId = await payer();
  const { id: generationId } = await app.generation.confirm({ userId, clientKey: 'one', order });
  await idle();
  assert.partialDeepStrictEqual(await app.generation.get({ userId, generationId }), {
    status: 'PROCESSING',
    certainty: 'submitted',
    attempt: 1,
  });
  clock.advance(5_000);
  await kie.callbacksIdle();
  await idle();
  assert.partialDeepStrictEqual(await app.generation.get({ userId, generationId }), {
    status: 'COMPLETED',
    captured: credits('0.8'),
    providerCost: '0.8',
  });
  const [file, ...more] = await app.files.ofGeneration(generationId);
  assert.deepEqual(more, []);
  assert.partialDeepStrictEqual(file, { state: 'stored', kind: 'image', width: 256 });
  assert.partialDeepStrictEqual(await app.ledger.balance(userId), {
    available: credits('99.2'),
    held: 0n,
  });
  assert.equal(kie.arrivals().filter(({ path }) => path.endsWith('createTask')).length, 1);
});

test('without any callback it is found by looking', async (t) => {
  const { app, kie, clock, tick, idle, payer } = await arrange(t, { generation: true });
  kie.dropCallbacks();
  const userId = await payer();
  const { id: generationId } = await app.generation.confirm({ userId, clientKey: 'one', order });
  await idle();
  clock.advance(5_000);
  await tick();
  const early = await app.generation.get({ userId, generationId });
  assert.equal(early.status, 'PROCESSING', 'it was not due yet');
  clock.advance(30_000);
  await tick();
  assert.equal((await app.generation.get({ userId, generationId })).status, 'COMPLETED');
});
