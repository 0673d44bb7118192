import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { createDataDir, labelsOf, textOf, until } from '#testing';
import { arrangeOrders, picture } from './fixtures/order-story.ts';

/** Somebody who looks at a result. */
async function arrangeResult(t: TestContext) {
  const story = await arrangeOrders(t);
  const anna = await story.buyer();
  const { id, number } = await anna.order();
  await story.idle();
  await story.made();
  const result = anna.last();
  assert.ok(result.photo, 'the result is there');
  const listed = async () => (await story.app.generation.list({ userId: anna.userId })).generations;
  return { ...story, anna, id, number, result, listed };
}

test('the same once more has its price first, and is ordered once however often it is pressed', async (t) => {
  const { anna, result, listed, idle } = await arrangeResult(t);
  await anna.presses('Ещё раз', result);
  const question = anna.last();
  assert.match(textOf(question), /^Повторить заказ Z-Image/);
  const label = 'Заказать · 0,8\u00A0кредита';
  assert.deepEqual(labelsOf(question), [label]);
  await Promise.all([anna.presses(label, question), anna.presses(label, question)]);
  await idle();
  assert.equal((await listed()).length, 2);
  assert.ok(anna.shown().some((one) => /^Принял: заказ/.test(textOf(one))));
  await anna.presses('Ещё раз', result);
  await anna.presses(label, anna.last());
  assert.equal((await listed()).length, 3, 'asked anew it is another order');
});

test('variants tell the price of all first, run as a batch and come back as one album', async (t) => {
  const { anna, result, listed, idle, made, passesUntil } = await arrangeResult(t);
  await anna.presses('Варианты', result);
  assert.deepEqual(labelsOf(anna.last()).slice(0, 2), [
    '×2 · 1,6\u00A0кредита',
    '×3 · 2,4\u00A0кредита',
  ]);
  await anna.presses('×3 · 2,4\u00A0кредита');
  await idle();
  assert.equal((await listed()).length, 4);
  await until('one status for all', () =>
    anna.shown().some((one) => /^Партия №\u00A0\d+ · 3\u00A0заказа/.test(textOf(one))),
  );
  await made();
  await passesUntil('the album', () =>
    anna.shown().some((one) => /Всё готово\./.test(textOf(one))),
  );
  await idle();
  const album = anna.shown().filter(({ media_group_id }) => media_group_id !== undefined);
  assert.equal(album.length, 3);
  const summary = anna.last();
  assert.match(textOf(summary), /Списано: 2,4\u00A0кредита\./);
  const [first] = labelsOf(summary);
  assert.match(first ?? '', /^№ \d+$/);
  assert.equal(
    anna.shown().some((one) => /▰|▱/.test(textOf(one))),
    false,
    'the status is tidied away',
  );
  await anna.presses(first ?? '', summary);
  await passesUntil('that one by itself', () => anna.last().photo !== undefined);
  assert.ok(labelsOf(anna.last()).includes('Оригинал'));
});

test('a batch with a failure tells what failed, gives the money back, and the failed can be repeated', async (t) => {
  const { app, kie, buyer, idle, made, passesUntil } = await arrangeOrders(t);
  const anna = await buyer();
  kie.refuseContent();
  await app.generation.confirmBatch({
    userId: anna.userId,
    clientKey: 'three',
    kind: 'parallel',
    orders: [picture, picture, picture],
  });
  await idle();
  await made();
  await passesUntil('the end', () => /Готово 2 из/.test(textOf(anna.last())));
  const summary = anna.last();
  assert.match(textOf(summary), /Не получилось: 1\n• Модель отказалась/);
  assert.match(textOf(summary), /Деньги вернулись: 0,8\u00A0кредита\./);
  await anna.presses('Повторить неудачные (1) · 0,8\u00A0кредита', summary);
  await idle();
  await made();
  assert.equal((await app.generation.list({ userId: anna.userId })).generations.length, 4);
});

test('the original comes as a file, and the picture keeps its id', async (t) => {
  const { app, anna, id, result, passesUntil } = await arrangeResult(t);
  await anna.presses('Оригинал', result);
  await passesUntil('the file', () => anna.last().document !== undefined);
  assert.equal((await app.files.ofGeneration(id))[0]?.telegram?.as, 'photo');
});

test('the prompt can be copied at a touch, and a long one is sent', async (t) => {
  const { buyer, idle, made, anna, result } = await arrangeResult(t);
  const keys = (result.reply_markup?.inline_keyboard ?? []).flat();
  const copy = keys.find(({ text }) => text === 'Описание');
  assert.ok(copy && 'copy_text' in copy);
  assert.deepEqual(copy.copy_text, { text: 'кот в космосе' });
  assert.equal(anna.shown().length, 1);
  const bo = await buyer({ name: 'Bo', language: 'en' });
  const prompt = 'a cat in space, '.repeat(30).trim();
  await bo.order({ ...picture, input: { ...picture.input, prompt } });
  await idle();
  await made();
  await until('the result', () => bo.last().photo !== undefined);
  await bo.presses('Prompt');
  assert.equal(textOf(bo.last()), `Prompt\n\n${prompt}`);
});

test('a favourite is kept and let go, in place', async (t) => {
  const { app, anna, id, result } = await arrangeResult(t);
  const isKept = async () => (await app.studio.favouritesAmong(anna.userId, [id])).has(id);
  await anna.presses('☆ В избранное', result);
  assert.equal(await isKept(), true);
  assert.ok(labelsOf(anna.last()).includes('★ Убрать из избранного'));
  await anna.presses('★ Убрать из избранного');
  assert.equal(await isKept(), false);
});

test('what is deleted is asked for twice, then gone from the chat and the disk, and stays in the history', async (t) => {
  const { app, anna, id, result } = await arrangeResult(t);
  await anna.presses('Удалить', result);
  assert.deepEqual(labelsOf(anna.last()), ['Удалить навсегда', 'Оставить']);
  await anna.presses('Оставить');
  assert.ok(labelsOf(anna.last()).includes('Ещё раз'));
  await anna.presses('Удалить');
  await anna.presses('Удалить навсегда');
  assert.deepEqual(anna.shown(), []);
  assert.deepEqual(await app.files.ofGeneration(id), []);
  assert.equal((await app.generation.get({ userId: anna.userId, generationId: id })).id, id);
});

test('changing opens the form with all its answers', async (t) => {
  const { app, anna, result } = await arrangeResult(t);
  await anna.presses('Изменить', result);
  assert.match(textOf(anna.last()), /кот в космосе/);
  const [draft] = await app.studio.listDrafts(anna.userId);
  assert.deepEqual(draft?.state.value, picture.input);
});

test('a result can be used at once for what takes such a file', async (t) => {
  const { anna, result } = await arrangeResult(t);
  await anna.presses('Использовать', result);
  assert.ok(labelsOf(anna.last()).includes('Убрать фон'), labelsOf(anna.last()).join());
});

test('buttons work after a deploy that took the model off sale: the nearest one opens, filled in', async (t) => {
  const { app, launch, quit, anna, result } = await arrangeResult(t);
  const file = join(createDataDir(t), 'models.json');
  writeFileSync(file, JSON.stringify([{ id: 'z-image', hidden: true }]));
  await quit(app);
  const next = await launch({ env: { CATALOGUE_FILE: file } });
  await until('the other one sits', () => next.bot.isSeated());
  await anna.presses('Ещё раз', result);
  assert.match(textOf(anna.last()), /кот в космосе/);
  const [draft] = await next.studio.listDrafts(anna.userId);
  assert.ok(draft && draft.modelId !== 'z-image');
  await anna.presses('☆ В избранное', result);
  assert.ok(labelsOf(anna.shown().find(({ photo }) => photo)).includes('★ Убрать из избранного'));
});

test('two orders at once are two statuses and two results, each with its own', async (t) => {
  const { buyer, idle, made, passesUntil } = await arrangeOrders(t);
  const anna = await buyer();
  const orders = await Promise.all([anna.order(), anna.order()]);
  await idle();
  await made();
  await passesUntil('both', () => anna.shown().filter(({ photo }) => photo).length === 2);
  await passesUntil('nothing else', () => anna.shown().length === 2);
  for (const { number } of orders)
    assert.equal(
      anna.shown().filter((one) => textOf(one).startsWith(`Заказ №\u00A0${number} `)).length,
      1,
    );
});
