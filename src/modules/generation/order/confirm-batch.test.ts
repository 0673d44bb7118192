import assert from 'node:assert/strict';
import { test } from 'node:test';
import { credits, isAppError, newId } from '#kernel';
import { arrangeGeneration, modelId } from '#modules/generation/fixtures';
import { moveGeneration } from '#modules/generation/store';
import { createTestDatabase } from '#testing';
import { planPrompts, planVariants } from './index.ts';

const order = { modelId, input: { prompt: 'a cat', aspect_ratio: '1:1' } };
const three = planPrompts(order, 'a cat\na dog\na bird');

const arrange = async (t: Parameters<typeof createTestDatabase>[0], given = credits('10')) => {
  const one = await arrangeGeneration(t, await createTestDatabase(t));
  const userId = await one.person(1, given);
  const input = { userId, clientKey: 'batch', kind: 'prompts', orders: three } as const;
  return { ...one, userId, input };
};
const price = credits('0.8');

test('the total is told first, and every item has its own hold', async (t) => {
  const one = await arrange(t);
  const { userId } = one;
  const quote = await one.orders.quote({ userId, orders: three });
  assert.deepEqual(quote, {
    total: credits('2.4'),
    kind: 'exact',
    items: Array.from({ length: 3 }, () => ({ amount: price, kind: 'exact' })),
    available: credits('10'),
    missing: 0n,
  });
  const { batch, generations } = await one.orders.confirmBatch(one.input);
  assert.equal(batch.total, quote.total);
  assert.deepEqual(
    generations.map(({ input }) => input.prompt),
    ['a cat', 'a dog', 'a bird'],
  );
  const { rows } = await one.pool.query('select amount_mc::int as mc, status from holds');
  assert.deepEqual(
    rows,
    Array.from({ length: 3 }, () => ({ mc: 800, status: 'open' })),
  );
});

test('too little for all of it holds nothing and tells what all of it lacks', async (t) => {
  const one = await arrange(t, credits('2'));
  const { missing } = await one.orders.quote({ userId: one.userId, orders: three });
  assert.equal(missing, credits('0.4'));
  await assert.rejects(one.orders.confirmBatch(one.input), (error) => {
    assert.ok(isAppError(error, 'insufficient_credits'));
    assert.deepEqual(error.details, { needed: '2.4', available: '2', missing: '0.4' });
    return true;
  });
  for (const table of ['batches', 'generations', 'holds', 'lanes'])
    assert.equal((await one.pool.query(`select 1 from ${table}`)).rowCount, 0, table);
  assert.deepEqual(one.news, []);
});

test('one key is one batch, also twice at once; another batch under the key is refused', async (t) => {
  const one = await arrange(t);
  const sent = await Promise.all([1, 2, 3].map(() => one.orders.confirmBatch(one.input)));
  assert.equal(new Set(sent.map(({ batch }) => batch.id)).size, 1);
  const ids = sent.map(({ generations }) => generations.map(({ id }) => id).join());
  assert.equal(new Set(ids).size, 1);
  assert.equal((await one.ledger.balance(one.userId)).held, credits('2.4'));
  for (const other of [{ orders: three.slice(1) }, { kind: 'batch' as const }])
    await assert.rejects(one.orders.confirmBatch({ ...one.input, ...other }), (error) =>
      isAppError(error, 'key_reused'),
    );
});

test('each goes its own way, one failure stops nobody, and the end of all is told once', async (t) => {
  const one = await arrange(t);
  const { batch, generations } = await one.orders.confirmBatch(one.input);
  const [first, second, third] = generations.map(({ id }) => id);
  assert.ok(first && second && third);
  for (const generationId of [first, second])
    for (const move of ['begin', 'accepted', 'done'] as const)
      await moveGeneration(one.db, { generationId, move });
  await one.end({ generationId: second, move: 'fail', code: 'provider_failed' });
  await Promise.all([
    one.end({ generationId: first, move: 'deliverable', captured: price }),
    one.orders.cancel({ userId: one.userId, generationId: third }),
  ]);
  assert.equal(one.news.filter(({ type }) => type === 'batch.changed').length, 3);
  const ends = one.news.filter(({ type }) => type === 'batch.ended');
  const counts = { done: 1, failed: 1, cancelled: 1, total: 3 };
  const money = { captured: '0.8', returned: '1.6' };
  assert.deepEqual(ends, [
    { type: 'batch.ended', userId: one.userId, batchId: batch.id, ...counts, ...money },
  ]);
  const view = await one.orders.batch({ userId: one.userId, batchId: batch.id });
  assert.deepEqual(view.progress, { done: 1, failed: 1, cancelled: 1, live: 0, captured: price });
  assert.ok(view.batch.endedAt);
  assert.equal((await one.ledger.balance(one.userId)).available, credits('9.2'));
});

test('what of a batch still waits is cancelled together; what is being made stays', async (t) => {
  const one = await arrange(t);
  const { batch, generations } = await one.orders.confirmBatch(one.input);
  const [first] = generations;
  assert.ok(first);
  await moveGeneration(one.db, { generationId: first.id, move: 'begin' });
  const by = { userId: one.userId, batchId: batch.id };
  const cancelled = await one.orders.cancelBatch(by);
  assert.deepEqual(new Set(cancelled), new Set(generations.slice(1).map(({ id }) => id)));
  assert.deepEqual(await one.orders.cancelBatch(by), []);
  assert.equal((await one.ledger.balance(one.userId)).held, price);
  for (const wrong of [
    { ...by, batchId: newId() },
    { ...by, userId: await one.person(2) },
  ])
    await assert.rejects(one.orders.cancelBatch(wrong), (error) => isAppError(error, 'not_found'));
});

test('a batch with one bad order is none, and so is one without orders or with too many', async (t) => {
  const one = await arrange(t);
  const bad = { modelId, input: { aspect_ratio: '1:1' } };
  const many = planVariants(order, 100);
  for (const orders of [[...three, bad], [], [...many, order]])
    await assert.rejects(one.orders.confirmBatch({ ...one.input, orders }), (error) =>
      isAppError(error, 'bad_request'),
    );
  assert.equal((await one.ledger.balance(one.userId)).held, 0n);
});

test('a hundred at once stand in line together', async (t) => {
  const one = await arrange(t, credits('80'));
  const orders = planVariants(order, 100);
  const { generations } = await one.orders.confirmBatch({ ...one.input, kind: 'variants', orders });
  assert.equal(generations.length, 100);
  assert.equal((await one.ledger.balance(one.userId)).available, 0n);
  await one.admission.idle();
  assert.deepEqual(
    one.pushed,
    generations.slice(0, 3).map(({ id }) => id),
  );
  assert.deepEqual((await one.ledger.reconcile()).breaches, []);
});

test('what every planner plans can be priced and confirmed', async (t) => {
  const one = await arrange(t, credits('500'));
  const { userId } = one;
  const { plan } = one.orders;
  const pictures = one.catalogue.models.filter(({ kind }) => kind === 'text-to-image');
  const isSold = ({ id }: { id: string }) => one.catalogue.whyNotSold(id) === undefined;
  const unsold = pictures.find((model) => !isSold(model));
  assert.ok(unsold);
  const ids = [unsold, ...pictures.filter(isSold).slice(0, 8)].map(({ id }) => id);
  const several = plan.models({ input: { prompt: 'a cat' } }, ids);
  assert.ok(several.left.includes(unsold.id));
  assert.ok(several.orders.length >= 6, `left: ${several.left}`);
  const ratios = { values: { aspect_ratio: ['1:1', '16:9'] }, mode: 'product' } as const;
  const plans = {
    variants: plan.variants(order, 2),
    values: plan.values(order, ratios),
    models: several.orders,
    prompts: plan.prompts(order, 'a cat\na dog'),
    parallel: plan.parallel([order, ...several.orders]),
    batch: plan.batch(modelId, [{ input: order.input }, { input: order.input }]),
  } as const;
  for (const [clientKey, orders] of Object.entries(plans)) {
    const kind = Object.keys(plans).find((name): name is keyof typeof plans => name === clientKey);
    assert.ok(kind);
    const { total } = await one.orders.quote({ userId, orders });
    const confirmed = await one.orders.confirmBatch({ userId, clientKey, kind, orders });
    assert.equal(confirmed.batch.total, total, kind);
    assert.equal(confirmed.generations.length, orders.length, kind);
  }
  assert.deepEqual((await one.ledger.reconcile()).breaches, []);
});
