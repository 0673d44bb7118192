import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { credits, isAppError } from '#kernel';
import { arrange, createDataDir } from '#testing';

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

/** The operator's own price for one picture, whatever the provider takes for it. */
async function arrangePrice(t: TestContext, price: number) {
  const file = join(createDataDir(t), 'models.json');
  writeFileSync(file, JSON.stringify([{ id: 'z-image', price: { credits: price, per: 'image' } }]));
  const story = await arrange(t, {
    generation: true,
    env: { CATALOGUE_FILE: file, ADMIN_IDS: '700000001' },
    // The admin has never written to the bot.
  });
  const { app, kie, clock, idle } = story;
  await story.person({ id: 700_000_001 }).says('/start');
  const userId = await story.payer();
  const { id: generationId } = await app.generation.confirm({ userId, clientKey: 'one', order });
  await idle();
  clock.advance(5_000);
  await kie.callbacksIdle();
  await idle();
  const { rows } = await app.db.pool.query(
    `select details from outbox where kind = 'admin.alert' and details->>'charged' is not null`,
  );
  const generation = await app.generation.get({ userId, generationId });
  return { ...story, userId, generation, alerts: rows.map(({ details }) => details) };
}

test('what costs more than it is sold for is delivered, told, and sold no more', async (t) => {
  const { app, userId, generation, alerts, launch } = await arrangePrice(t, 0.2);
  assert.partialDeepStrictEqual(generation, { status: 'COMPLETED', captured: credits('0.2') });
  assert.partialDeepStrictEqual(alerts, [
    { code: 'model_at_a_loss', modelId: 'z-image', expected: 0.2, charged: 0.8 },
  ]);
  await assert.rejects(app.generation.confirm({ userId, clientKey: 'two', order }), (error) =>
    isAppError(error, 'gone'),
  );
  const other = await launch({ env: { ROLES: 'worker' } });
  assert.equal(other.catalogue.whyNotSold('z-image'), 'hidden');
});

test('a cost that differs without a loss is only told', async (t) => {
  const { app, generation, alerts } = await arrangePrice(t, 3);
  assert.equal(generation.status, 'COMPLETED');
  assert.partialDeepStrictEqual(alerts, [{ code: 'provider_cost_differs', charged: 0.8 }]);
  assert.equal(app.catalogue.whyNotSold('z-image'), undefined);
});

test('a live price above ours takes a model off sale, and an empty purse is told', async (t) => {
  const file = join(createDataDir(t), 'models.json');
  writeFileSync(file, JSON.stringify([{ id: 'z-image', price: { credits: 0.2, per: 'image' } }]));
  const { app, kie, person, idle } = await arrange(t, {
    generation: true,
    env: { CATALOGUE_FILE: file, ADMIN_IDS: '700000001' },
  });
  await person({ id: 700_000_001 }).says('/start');
  kie.setBalance({ credits: 100 });
  await app.generation.checkMarket();
  await idle();
  assert.equal(app.catalogue.whyNotSold('z-image'), 'hidden');
  const { rows } = await app.db.pool.query(
    `select details->>'code' as code from outbox where kind = 'admin.alert' order by 1`,
  );
  assert.deepEqual(
    [...new Set(rows.map(({ code }) => code))],
    ['model_at_a_loss', 'provider_balance_low'],
  );
  const sold = app.catalogue.models.filter(({ id }) => app.catalogue.whyNotSold(id) === 'hidden');
  assert.equal(sold.length, 1, 'every other price is as the provider tells it');
});
