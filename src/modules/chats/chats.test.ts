import assert from 'node:assert/strict';
import { test } from 'node:test';
import { credits, isAppError, newId } from '#kernel';
import { arrange } from '#testing';

const isNotFound = (error: unknown) => isAppError(error, 'not_found');
const isBad = (error: unknown) => isAppError(error, 'bad_request');

async function open(t: Parameters<typeof arrange>[0]) {
  const { app, person: meet } = await arrange(t);
  const person = async (): Promise<string> => {
    const someone = meet();
    await someone.says('/start');
    const { id } = await app.users.recognise({ telegramId: someone.id });
    const grant = { userId: id, amount: credits('10'), reason: 'grant', key: id } as const;
    await app.db.client.transaction((tx) => app.ledger.grant(tx, grant));
    return id;
  };
  const order = (userId: string, chatId: string) =>
    app.generation.confirm({
      userId,
      clientKey: newId(),
      order: { modelId: 'z-image', input: { prompt: 'a cat', aspect_ratio: '1:1' }, chatId },
    });
  return { app, chats: app.chats, person, order };
}

test('a media chat has a name, a model, settings, a number, and counts what is made in it', async (t) => {
  const { chats, person, order } = await open(t);
  const userId = await person();
  const settings = { aspect_ratio: '16:9', n: 2 };
  const made = await chats.create({
    userId,
    type: 'media',
    name: '  Cats \u0000',
    modelId: 'z-image',
    settings,
  });
  assert.equal(made.name, 'Cats');
  assert.ok(made.number > 0);
  await order(userId, made.id);
  await order(userId, made.id);
  const chat = await chats.get({ userId, number: made.number });
  assert.deepEqual(chat, { ...made, requests: 2, files: 0 });
  assert.deepEqual(chat.settings, settings);
  const edited = await chats.edit({ userId, chatId: made.id, name: 'Dogs', modelId: null });
  assert.deepEqual(edited, {
    ...chat,
    name: 'Dogs',
    modelId: undefined,
    updatedAt: edited.updatedAt,
  });
});

test('lists come newest first and in pages', async (t) => {
  const { chats, person } = await open(t);
  const [userId, other] = [await person(), await person()];
  await chats.create({ userId: other, type: 'media', name: 'not mine' });
  for (const name of ['a', 'b', 'c']) await chats.create({ userId, type: 'media', name });
  const first = await chats.list({ userId, type: 'media', limit: 2 });
  const rest = await chats.list({ userId, limit: 2, before: first.next });
  assert.deepEqual(
    [...first.chats, ...rest.chats].map(({ name }) => name),
    ['c', 'b', 'a'],
  );
  assert.equal(rest.next, undefined);
  await assert.rejects(chats.list({ userId, limit: 0 }), isBad);
});

test('nobody sees, changes, removes or fills the chat of somebody else', async (t) => {
  const { chats, person, order } = await open(t);
  const [userId, other] = [await person(), await person()];
  const { id: chatId } = await chats.create({ userId, type: 'media', name: 'a' });
  const by = { userId: other, chatId };
  assert.equal(await chats.find(by), undefined);
  for (const act of [
    () => chats.get(by),
    () => chats.edit({ ...by, name: 'b' }),
    () => chats.remove(by),
    () => order(other, chatId),
    () => order(other, newId()),
  ])
    await assert.rejects(act(), isNotFound);
  assert.equal((await chats.get({ userId, chatId })).name, 'a');
});

test('a name or settings that cannot be kept are refused', async (t) => {
  const { chats, person } = await open(t);
  const userId = await person();
  const create = (name: string, settings = {}) =>
    chats.create({ userId, type: 'media', name, settings });
  for (const name of ['', ' \u0000 ', 'x'.repeat(201)]) await assert.rejects(create(name), isBad);
  for (const settings of [{ a: '\u0000' }, { a: '\ud800' }, { a: 'x'.repeat(20_000) }])
    await assert.rejects(create('a', settings), isBad);
});

test('a chat that goes leaves what was made in it, and so does a person who is forgotten', async (t) => {
  const { app, chats, person, order } = await open(t);
  const userId = await person();
  const { id: chatId } = await chats.create({ userId, type: 'media', name: 'a' });
  const made = await order(userId, chatId);
  await chats.remove({ userId, chatId });
  assert.equal(await chats.find({ userId, chatId }), undefined);
  const by = { userId, generationId: made.id };
  assert.equal((await app.generation.get(by)).chatId, undefined);
  const { id: second } = await chats.create({ userId, type: 'media', name: 'b' });
  await order(userId, second);
  await app.db.client.transaction((tx) => chats.forget(tx, userId));
  assert.deepEqual((await chats.list({ userId })).chats, []);
  assert.equal((await app.generation.list({ userId })).generations.length, 2);
});
