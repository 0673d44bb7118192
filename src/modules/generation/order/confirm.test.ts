import assert from 'node:assert/strict';
import { test } from 'node:test';
import { credits, type ErrorCode, isAppError } from '#kernel';
import { arrangeGeneration, modelId } from '#modules/generation/fixtures';
import { createTestDatabase } from '#testing';
import type { ConfirmInput } from './index.ts';

const refusedWith =
  (code: ErrorCode, details: Record<string, unknown> = {}) =>
  (error: unknown): boolean => {
    assert.ok(isAppError(error, code), String(error));
    for (const [name, value] of Object.entries(details))
      assert.deepEqual(error.details[name], value, name);
    return true;
  };
const input = { prompt: 'a cat', aspect_ratio: '1:1' };

test('a confirmed order holds its price, stands in line and remembers what it was', async (t) => {
  const one = await arrangeGeneration(t, await createTestDatabase(t));
  const userId = await one.person(1, credits('10'));
  const generation = await one.order(userId, 'a cat');
  assert.equal(generation.status, 'PENDING');
  assert.equal(generation.price.amount, credits('0.8'));
  assert.deepEqual(generation.input, input);
  assert.deepEqual(generation.price.terms, { rate: '1', step: '0.1', least: '0.1' });
  assert.ok(generation.number > 0);
  const { lines } = await one.ledger.statement({ userId, limit: 1 });
  assert.deepEqual(
    lines.map(({ reason, amount, details }) => ({ reason, amount, details })),
    [
      {
        reason: 'hold',
        amount: credits('-0.8'),
        details: { model: modelId, parameters: input, unitPrice: '0.8', note: '1 × image' },
      },
    ],
  );
});

test('every check, hold and order is a line in the log, without the words of the prompt', async (t) => {
  const one = await arrangeGeneration(t, await createTestDatabase(t));
  const userId = await one.person(1);
  const { id: generationId } = await one.order(userId, 'a secret cat');
  for (const msg of ['balance checked', 'credits held', 'generation ordered']) {
    const line = one.lines.find(
      (found) => found.msg === msg && found.generationId === generationId,
    );
    assert.equal(line?.userId, userId, msg);
  }
  const ordered = one.lines.find(({ msg }) => msg === 'generation ordered');
  assert.deepEqual(ordered?.parameters, ['prompt', 'aspect_ratio']);
  assert.ok(!JSON.stringify(one.lines).includes('secret cat'));
});

test('one key is one order, however often and however many at once it is sent', async (t) => {
  const one = await arrangeGeneration(t, await createTestDatabase(t));
  const userId = await one.person(1, credits('10'));
  const sent = await Promise.all(Array.from({ length: 6 }, () => one.order(userId, 'a cat')));
  assert.equal(new Set(sent.map(({ id }) => id)).size, 1);
  assert.equal((await one.order(userId, 'a cat')).id, sent[0]?.id);
  assert.equal((await one.ledger.balance(userId)).held, credits('0.8'));
  assert.equal(one.news.filter(({ type }) => type === 'generation.queued').length, 1);
  await assert.rejects(
    one.orders.confirm({
      userId,
      clientKey: 'a cat',
      order: { modelId, input: { ...input, prompt: 'a dog' } },
    }),
    refusedWith('key_reused'),
  );
  const other = await one.person(2, credits('10'));
  assert.notEqual((await one.order(other, 'a cat')).id, sent[0]?.id);
});

test('too little money tells what is missing, and leaves nothing behind', async (t) => {
  const one = await arrangeGeneration(t, await createTestDatabase(t));
  const userId = await one.person(1, credits('0.5'));
  await assert.rejects(
    one.order(userId, 'a cat'),
    refusedWith('insufficient_credits', { needed: '0.8', available: '0.5', missing: '0.3' }),
  );
  const { rows } = await one.pool.query('select count(*)::int as n from generations');
  assert.deepEqual(rows, [{ n: 0 }]);
  assert.deepEqual(one.news, []);
  const checked = one.lines.find(({ msg }) => msg === 'balance checked');
  assert.equal(checked?.isEnough, false);
});

test('orders at once never spend more than there is', async (t) => {
  const one = await arrangeGeneration(t, await createTestDatabase(t));
  const userId = await one.person(1, credits('2.5'));
  const tried = await Promise.allSettled(
    Array.from({ length: 8 }, (_, i) => one.order(userId, `cat ${i}`)),
  );
  assert.equal(tried.filter(({ status }) => status === 'fulfilled').length, 3);
  assert.equal((await one.ledger.balance(userId)).available, credits('0.1'));
  assert.deepEqual((await one.ledger.reconcile()).breaches, []);
});

test('what is not valid, not sold or not known is refused before any money moves', async (t) => {
  const one = await arrangeGeneration(t, await createTestDatabase(t));
  const userId = await one.person(1);
  const hidden = one.catalogue.models.find(({ id }) => one.catalogue.whyNotSold(id));
  assert.ok(hidden);
  const orders: [ConfirmInput['order'], ErrorCode][] = [
    [{ modelId, input: { aspect_ratio: '1:1' } }, 'bad_request'],
    [{ modelId, input: { ...input, aspect_ratio: 'round' } }, 'bad_request'],
    [{ modelId: 'no-such-model', input }, 'not_found'],
    [{ modelId: hidden.id, input }, 'gone'],
  ];
  for (const [order, code] of orders)
    await assert.rejects(one.orders.confirm({ userId, clientKey: 'k', order }), refusedWith(code));
  assert.equal((await one.ledger.balance(userId)).held, 0n);
});

test('whoever falls under the mark is told once, not at every order below it', async (t) => {
  const database = await createTestDatabase(t);
  const one = await arrangeGeneration(t, database, { lowBalance: credits('3') });
  const userId = await one.person(1, credits('4.5'));
  for (const prompt of ['a', 'b', 'c']) await one.order(userId, prompt);
  assert.deepEqual(
    one.news.filter(({ type }) => type === 'credits.low'),
    [{ type: 'credits.low', userId, available: '2.9' }],
  );
});

test('orders of many people at one moment: whoever is short of credits hears so, and nobody else', async (t) => {
  const one = await arrangeGeneration(t, await createTestDatabase(t));
  const rich = await Promise.all([1, 2, 3, 4].map((id) => one.person(id, credits('10'))));
  const poor = await one.person(5, credits('0.7'));
  const people = [...rich.slice(0, 2), poor, ...rich.slice(2)];
  const sent = await Promise.allSettled(people.map((userId) => one.order(userId, 'a cat')));
  assert.deepEqual(
    sent.map(({ status }) => status),
    ['fulfilled', 'fulfilled', 'rejected', 'fulfilled', 'fulfilled'],
  );
  const refused = sent[2]?.status === 'rejected' ? sent[2].reason : undefined;
  refusedWith('insufficient_credits', { missing: '0.1' })(refused);
  for (const userId of rich)
    assert.equal((await one.ledger.balance(userId)).held, credits('0.8'), userId);
  assert.equal((await one.ledger.balance(poor)).available, credits('0.7'));
  const queued = one.news.filter(({ type }) => type === 'generation.queued');
  assert.equal(queued.length, rich.length);
  assert.ok((await one.ledger.reconcile()).breaches.length === 0);
});
