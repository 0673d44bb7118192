import assert from 'node:assert/strict';
import { test } from 'node:test';
import { labelsOf, textOf, until } from '#testing';
import { arrangeOrders, picture } from './fixtures/order-story.ts';

test('a result for somebody who blocked the bot waits for them and comes when they are back', async (t) => {
  const { buyer, idle, made, telegram, passesUntil, pool } = await arrangeOrders(t);
  const anna = await buyer();
  await anna.order();
  await idle();
  telegram.block({ user: anna.id, blocked: true });
  await made();
  const parked = async () =>
    (await pool.query(`select count(*)::int as n from outbox where state = 'parked'`)).rows[0].n;
  assert.ok((await parked()) > 0);
  telegram.block({ user: anna.id, blocked: false });
  await passesUntil('the result', () => anna.shown().some(({ photo }) => photo !== undefined));
  await idle();
  assert.equal(await parked(), 0);
  assert.equal(anna.shown().length, 1, 'the status went away');
});

test('a storm of 429 loses nothing and doubles nothing', async (t) => {
  const { buyer, idle, made, telegram, passesUntil } = await arrangeOrders(t);
  const [anna, bo] = [await buyer(), await buyer({ name: 'Bo', language: 'en' })];
  for (const method of ['sendMessage', 'sendPhoto'])
    telegram.failNext({
      method,
      times: 5,
      code: 429,
      description: 'Too Many Requests: retry after 1',
      retryAfter: 1,
    });
  for (const one of [anna, anna, bo, bo]) await one.order();
  await idle();
  await made();
  const photos = (one: typeof anna) => one.shown().filter(({ photo }) => photo).length;
  await passesUntil('all results', () => photos(anna) === 2 && photos(bo) === 2);
  await idle();
  await passesUntil('and nothing else', () => anna.shown().length + bo.shown().length === 4);
});

test('a picture that Telegram takes as no photo comes as a file', async (t) => {
  const { app, buyer, made, idle, telegram, passesUntil } = await arrangeOrders(t);
  const anna = await buyer();
  telegram.failNext({
    method: 'sendPhoto',
    code: 400,
    description: 'Bad Request: PHOTO_INVALID_DIMENSIONS',
  });
  const { id } = await anna.order();
  await idle();
  await made();
  await passesUntil('the file', () => anna.last().document !== undefined);
  assert.ok(labelsOf(anna.last()).includes('Ещё раз'));
  await idle();
  assert.equal((await app.files.ofGeneration(id))[0]?.telegram?.as, 'document');
});

test('a status that the person deleted is said anew, and the result comes all the same', async (t) => {
  const { app, buyer, idle, made, telegram, passesUntil } = await arrangeOrders(t, {
    refusals: [/message to edit not found/],
  });
  await app.generation.pause();
  const anna = await buyer();
  await anna.order();
  await idle();
  const first = anna.last().message_id;
  telegram.delete({ user: anna.id, message_ids: [first] });
  await app.generation.resume();
  await until('another status', () => anna.shown().some((one) => one.message_id > first));
  await made();
  await passesUntil('the result', () => anna.shown().some(({ photo }) => photo !== undefined));
  assert.equal(anna.shown().length, 1);
});

test('refused content is told apart from a fault, with the money back and what to do', async (t) => {
  const { app, buyer, idle, made, kie } = await arrangeOrders(t);
  const anna = await buyer();
  kie.refuseContent();
  await anna.order();
  await idle();
  await made();
  const [told, ...more] = anna.shown();
  assert.deepEqual(more, []);
  assert.match(textOf(told), /не проходят её правила/);
  assert.match(textOf(told), /Деньги вернулись: 0,8\u00A0кредита\./);
  assert.deepEqual(labelsOf(told), ['Изменить описание', 'Другая модель']);
  assert.doesNotMatch(textOf(told), /policy|flagged|kie/i);
  assert.equal((await app.ledger.balance(anna.userId)).held, 0n);
  await anna.presses('Другая модель');
  assert.match(textOf(anna.last()), /^Какой модели отдать\?/);
  await anna.presses('Изменить описание');
  assert.match(textOf(anna.last()), /кот в космосе/);
});

test('a fault is told, and one press orders the same again, however often it is pressed', async (t) => {
  const { app, buyer, idle, pass, kie } = await arrangeOrders(t);
  const anna = await buyer();
  kie.failNext({ code: 501, times: 3 });
  await anna.order();
  await idle();
  for (let i = 0; i < 6; i += 1) await pass(20_000);
  await until('the failure is told', () => labelsOf(anna.last()).includes('Попробовать ещё раз'));
  const failed = anna.last();
  const [first, second] = await Promise.all([
    anna.presses('Попробовать ещё раз', failed),
    anna.presses('Попробовать ещё раз', failed),
  ]);
  assert.match(first.text ?? '', /^Принял: заказ №\u00A0\d+\.$/);
  assert.equal(second.text, first.text);
  const { generations } = await app.generation.list({ userId: anna.userId });
  assert.equal(generations.length, 2);
});

test('with the provider down the order waits, then fails kindly', async (t) => {
  const { buyer, idle, pass, kie } = await arrangeOrders(t);
  const anna = await buyer();
  kie.failNext({ code: 429, at: 'create', times: 1_000 });
  await anna.order();
  await idle();
  assert.match(textOf(anna.last()), /^Заказ/);
  for (let i = 0; i < 10; i += 1) await pass(5 * 60_000);
  await until('the failure is told', () => labelsOf(anna.last()).includes('Попробовать ещё раз'));
  assert.match(textOf(anna.last()), /Деньги вернулись: 0,8\u00A0кредита\./);
});

test('a result after the end is free and says so', async (t) => {
  const { app, buyer, idle, pass, kie } = await arrangeOrders(t);
  const anna = await buyer();
  kie.neverFinish();
  await anna.order();
  await idle();
  for (let i = 0; i < 4; i += 1) await pass(8 * 60_000);
  const [task] = kie.tasks();
  assert.ok(task);
  kie.dropCallbacks();
  kie.finish({ taskId: task.id });
  await pass(15 * 60_000);
  await until('the late result', () => anna.shown().some(({ photo }) => photo !== undefined));
  assert.match(textOf(anna.last()), /Пришло с опозданием, поэтому бесплатно\./);
  assert.equal((await app.ledger.balance(anna.userId)).available, anna.had);
});

test('a restart in the wait and one in the delivery lose nothing', async (t) => {
  const { app, launch, quit, buyer, idle, pass, telegram, kie, clock, pool } =
    await arrangeOrders(t);
  const anna = await buyer();
  await anna.order(picture);
  await idle();
  await quit(app);
  const second = await launch();
  // The callback went to the process that is gone: the other one looks.
  await until('the result', async () => {
    await pass(20_000);
    return anna.shown().some(({ photo }) => photo !== undefined);
  });
  await until('only the result', () => anna.shown().length === 1);

  await anna.order(picture, second);
  await idle();
  const release = telegram.hang({ method: 'sendPhoto' });
  const struck = telegram.struck();
  clock.advance(5_000);
  await kie.callbacksIdle();
  await struck;
  const stopped = quit(second);
  await launch();
  await until('the second result', () => anna.shown().filter(({ photo }) => photo).length === 2);
  release();
  await stopped;
  await idle();
  const { rows } = await pool.query('select sum(repeats)::int as repeats from outbox');
  assert.equal(rows[0].repeats, 1);
  assert.ok(anna.shown().filter(({ photo }) => photo).length <= 2 + rows[0].repeats);
});
