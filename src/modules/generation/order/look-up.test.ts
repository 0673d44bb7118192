import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isAppError, newId } from '#kernel';
import { arrangeGeneration, modelId } from '#modules/generation/fixtures';
import { moveGeneration } from '#modules/generation/store';
import { createTestDatabase } from '#testing';

const isNotFound = (error: unknown) => isAppError(error, 'not_found');

test('a person finds their own by id and by number, and nobody else does', async (t) => {
  const one = await arrangeGeneration(t, await createTestDatabase(t));
  const [userId, other] = [await one.person(1), await one.person(2)];
  const made = await one.order(userId, 'a');
  const by = { userId, generationId: made.id };
  assert.equal((await one.orders.get(by)).number, made.number);
  assert.equal((await one.orders.getByNumber({ userId, number: made.number })).id, made.id);
  assert.equal(await one.orders.find({ ...by, userId: other }), undefined);
  await assert.rejects(one.orders.get({ ...by, userId: other }), isNotFound);
  await assert.rejects(one.orders.getByNumber({ userId: other, number: made.number }), isNotFound);
  await assert.rejects(one.orders.batch({ userId, batchId: newId() }), isNotFound);
});

test('lists come newest first, in pages, by status and by chat', async (t) => {
  const one = await arrangeGeneration(t, await createTestDatabase(t));
  const [userId, chatId] = [await one.person(1), newId()];
  await one.pool.query(
    `insert into chats (id, user_id, type, name, settings, created_at, updated_at)
     values ($1, $2, 'media', 'cats', '{}', '2026-11-01', '2026-11-01')`,
    [chatId, userId],
  );
  await one.order(await one.person(2), 'not mine');
  const made: string[] = [];
  for (const prompt of ['a', 'b', 'c', 'd', 'e']) made.push((await one.order(userId, prompt)).id);
  const inChat = await one.orders.confirm({
    userId,
    clientKey: 'chat',
    order: { modelId, input: { prompt: 'f', aspect_ratio: '1:1' }, chatId },
  });
  await one.orders.cancel({ userId, generationId: made[0] ?? '' });
  const first = await one.orders.list({ userId, limit: 4 });
  const rest = await one.orders.list({ userId, limit: 4, before: first.next });
  assert.deepEqual(
    [...first.generations, ...rest.generations].map(({ id }) => id),
    [...made, inChat.id].toReversed(),
  );
  assert.equal(rest.next, undefined);
  const ids = async (query: Omit<Parameters<typeof one.orders.list>[0], 'userId'>) =>
    (await one.orders.list({ userId, ...query })).generations.map(({ id }) => id);
  assert.deepEqual(await ids({ statuses: ['CANCELLED', 'FAILED'] }), [made[0]]);
  assert.deepEqual(await ids({ chatId }), [inChat.id]);
  const order = { modelId, input: { prompt: 'g', aspect_ratio: '1:1' }, chatId };
  await assert.rejects(
    one.orders.confirm({ userId: await one.person(3), clientKey: 'theirs', order }),
    isNotFound,
    'somebody else’s chat',
  );
  await assert.rejects(ids({ limit: 101 }), (error) => isAppError(error, 'bad_request'));
});

test('the place in the line is as the turns will come, and gone when its turn has come', async (t) => {
  const one = await arrangeGeneration(t, await createTestDatabase(t), {
    caps: { all: 50, person: 50 },
  });
  await one.orders.pause();
  const [heavy, light] = [await one.person(1), await one.person(2)];
  const names = new Map<string, string>();
  const order = async (userId: string, prompt: string) => {
    const { id } = await one.order(userId, prompt);
    names.set(id, prompt);
  };
  for (const prompt of ['h1', 'h2', 'h3', 'h4']) await order(heavy, prompt);
  for (const prompt of ['l1', 'l2']) await order(light, prompt);
  const places: [string, number | undefined][] = [];
  for (const [id, prompt] of names) places.push([prompt, (await one.orders.position(id))?.ahead]);
  const foretold = places.toSorted(([, a], [, b]) => (a ?? 0) - (b ?? 0)).map(([prompt]) => prompt);
  assert.deepEqual(foretold, ['h1', 'l1', 'h2', 'l2', 'h3', 'h4']);
  assert.deepEqual(places.map(([, place]) => place).toSorted(), [0, 1, 2, 3, 4, 5]);
  await one.pool.query('update capacity set cap = 2');
  await one.orders.resume();
  await one.admission.idle();
  assert.deepEqual(
    one.pushed.map((id) => names.get(id)),
    foretold.slice(0, 2),
  );
  assert.equal(await one.orders.position(one.pushed[0] ?? ''), undefined);
});

test('who has as many in work as one person may waits for their own, not for others', async (t) => {
  const one = await arrangeGeneration(t, await createTestDatabase(t), {
    caps: { all: 50, person: 2 },
  });
  const [heavy, light] = [await one.person(1), await one.person(2)];
  const ids: string[] = [];
  for (const prompt of ['h1', 'h2', 'h3', 'h4']) ids.push((await one.order(heavy, prompt)).id);
  await one.admission.idle();
  await one.orders.pause();
  const { id } = await one.order(light, 'l1');
  const waits = await Promise.all([...ids, id].map((each) => one.orders.position(each)));
  assert.deepEqual(
    waits.map((place) => place?.ownCap),
    [undefined, undefined, 2, 2, undefined],
  );
  assert.ok(waits.at(-1), 'the light one waits for its turn only');
});

test('the same order made before is found by its result, in whatever order its fields were written', async (t) => {
  const one = await arrangeGeneration(t, await createTestDatabase(t));
  const userId = await one.person(1);
  const { id: generationId } = await one.order(userId, 'a cat');
  const wish = { userId, modelId, input: { aspect_ratio: '1:1', prompt: 'a cat' } };
  assert.equal(await one.orders.findSame(wish), undefined);
  for (const move of ['begin', 'accepted', 'done'] as const)
    await moveGeneration(one.db, { generationId, move });
  await one.end({ generationId, move: 'deliverable', captured: one.catalogue.terms.least });
  assert.equal((await one.orders.findSame(wish))?.id, generationId);
  const other = { ...wish, input: { ...wish.input, prompt: 'a dog' } };
  assert.equal(await one.orders.findSame(other), undefined);
  assert.equal(await one.orders.findSame({ ...wish, userId: await one.person(2) }), undefined);
});

test('whoever is forgotten waits for nothing, pays for nothing and leaves no words', async (t) => {
  const one = await arrangeGeneration(t, await createTestDatabase(t), {
    caps: { all: 1, person: 1 },
  });
  const [userId, other] = [await one.person(1), await one.person(2)];
  const working = await one.order(userId, 'my secret');
  await one.admission.idle();
  await moveGeneration(one.db, { generationId: working.id, move: 'begin' });
  await one.order(userId, 'my other secret');
  const next = await one.order(other, 'a dog');
  await one.db.transaction((tx) => one.orders.forget(tx, userId));
  await one.admission.idle();
  assert.deepEqual(one.pushed, [working.id, next.id]);
  const { rows } = await one.pool.query(
    'select status, code, input::text from generations where user_id = $1 order by number',
    [userId],
  );
  assert.deepEqual(rows, [
    { status: 'FAILED', code: 'forgotten', input: '{}' },
    { status: 'CANCELLED', code: null, input: '{}' },
  ]);
  assert.equal((await one.ledger.balance(userId)).held, 0n);
  assert.equal(
    (await one.orders.get({ userId: other, generationId: next.id })).input.prompt,
    'a dog',
  );
});
