import assert from 'node:assert/strict';
import { test } from 'node:test';
import { labelsOf, textOf, until } from '#testing';
import { pressing, starting } from './fixtures/form-story.ts';
import { arrangeOrders } from './fixtures/order-story.ts';

type Story = Awaited<ReturnType<typeof arrangeOrders>>;
type Buyer = Awaited<ReturnType<Story['buyer']>>;

const ordersOf = async ({ app }: Story, { userId }: Buyer) =>
  (await app.generation.list({ userId })).generations.toReversed();

/** A form of Nano Banana 2, filled in, on the page of series. */
async function toSeries(anna: Buyer): Promise<void> {
  await starting(anna, 'Nano Banana 2 ·');
  await anna.says('кот');
  await anna.presses('Варианты и серии');
}

test('several values of one parameter: the price of all, one confirmation, one batch however often it is pressed', async (t) => {
  const story = await arrangeOrders(t);
  const anna = await story.buyer();
  await toSeries(anna);
  assert.match(textOf(anna.last()), /несколько заказов/);
  await anna.presses('Разные значения параметра');
  await pressing(anna, 'Формат кадра');
  assert.match(textOf(anna.last()), /Нужно хотя бы два заказа/);
  assert.ok(!labelsOf(anna.last()).some((one) => one.startsWith('✅')));
  await anna.presses('9:16');
  await anna.presses('1:1');
  await anna.presses('›');
  await anna.presses('16:9');
  assert.match(labelsOf(anna.last()).join(), /2 \/ 2/, 'the page stays');
  await anna.presses('‹');
  await anna.presses('✓ 1:1');
  await anna.presses('›');
  for (const one of labelsOf(anna.last()).filter((label) => label.startsWith('✓')))
    if (one !== '✓ 16:9') await anna.presses(one);
  assert.match(textOf(anna.last()), /Отмечено: 9:16, 16:9\./);
  assert.match(textOf(anna.last()), /Цена за всё: 16\u00A0кредитов/);
  const [confirm = ''] = labelsOf(anna.last());
  assert.equal(confirm, '✅ Создать 2 за 16\u00A0кредитов');
  const screen = anna.last();
  const presses = [anna.press(confirm, screen), anna.press(confirm, screen)];
  await Promise.all(presses.map((one) => one.answer()));
  await story.idle();
  const orders = await ordersOf(story, anna);
  assert.deepEqual(
    orders.map(({ input }) => [input.prompt, input.aspect_ratio]),
    [
      ['кот', '9:16'],
      ['кот', '16:9'],
    ],
  );
  assert.equal(new Set(orders.map(({ batchId }) => batchId)).size, 1);
  assert.ok(anna.seen().some((one) => /^Принял: партия № 1\n/.test(textOf(one))));
  const again = await anna.presses('Ещё раз, но иначе');
  assert.ok(again);
  assert.match(textOf(anna.last()), /• Что нарисовать: кот/);
});

test('variants from the panel: counted, priced, made, and back in one message', async (t) => {
  const story = await arrangeOrders(t);
  const anna = await story.buyer({ name: 'Bo', language: 'en' });
  await anna.says('/models nano banana 2');
  await pressing(anna, 'Nano Banana 2 ·');
  await anna.presses('✅ Start');
  await anna.says('a cat');
  await anna.presses('Variants and series');
  await anna.presses('×3 · 24\u00A0credits');
  assert.match(textOf(anna.last()), /A series: 3\u00A0variants of one order\./);
  await anna.presses('✅ Create 3 for 24\u00A0credits');
  assert.equal((await ordersOf(story, anna)).length, 3);
  await story.made();
  await story.passesUntil('the end of all', () =>
    anna.shown().some((one) => /All done\./.test(textOf(one))),
  );
});

test('the same wish on several models, each at its own price', async (t) => {
  const story = await arrangeOrders(t);
  const anna = await story.buyer();
  await toSeries(anna);
  await anna.presses('На нескольких моделях');
  assert.match(labelsOf(anna.last()).join('\n'), /✓ Nano Banana 2 · 8\u00A0кредитов/);
  const isThere = () => labelsOf(anna.last()).some((label) => label.startsWith('Z-Image'));
  for (let page = 0; page < 9 && !isThere(); page += 1) await anna.presses('›');
  await pressing(anna, 'Z-Image');
  const [confirm = ''] = labelsOf(anna.last());
  assert.equal(confirm, '✅ Создать 2 за 8,8\u00A0кредита');
  await anna.presses(confirm);
  const orders = await ordersOf(story, anna);
  assert.deepEqual(
    orders.map(({ modelId, input }) => [modelId, input.prompt]),
    [
      ['nano-banana-2', 'кот'],
      ['z-image', 'кот'],
    ],
  );
});

test('pasted prompts become orders; a long paste comes in pieces and what does not fit is told', async (t) => {
  const story = await arrangeOrders(t);
  const anna = await story.buyer();
  await toSeries(anna);
  await anna.presses('Несколько описаний');
  await anna.says('один кот');
  assert.match(textOf(anna.last()), /хотя бы два описания/);
  await anna.says('1. кот на крыше\n2. кот в лодке');
  assert.match(
    textOf(anna.last()),
    /Серия: 2\u00A0описания\.\n\n1\. кот на крыше\n2\. кот в лодке/,
  );
  await anna.says('кот в космосе');
  assert.match(textOf(anna.last()), /3\u00A0описания[\s\S]*3\. кот в космосе/);
  await anna.says('x\n'.repeat(101));
  assert.match(textOf(anna.last()), /Больше 100 заказов сразу не получится[\s\S]*3\u00A0описания/);
  await pressing(anna, '✅ Создать 3 за 24');
  assert.deepEqual(
    (await ordersOf(story, anna)).map(({ input }) => input.prompt),
    ['кот на крыше', 'кот в лодке', 'кот в космосе'],
  );
});

test('back makes it one order again, any change of the form too, and putting it aside keeps the series', async (t) => {
  const story = await arrangeOrders(t);
  const anna = await story.buyer();
  await toSeries(anna);
  await pressing(anna, '×2');
  await anna.presses('‹ Назад');
  assert.match(labelsOf(anna.last())[0] ?? '', /^✅ Создать за 8/);
  await anna.presses('Варианты и серии');
  await pressing(anna, '×4');
  await anna.presses('Отложить');
  await anna.presses('Продолжить: Nano Banana 2');
  assert.match(labelsOf(anna.last())[0] ?? '', /^✅ Создать 4 за 32/);
  assert.deepEqual(await ordersOf(story, anna), []);
});

test('too little money for a series: what is missing is told, and it goes on as it was', async (t) => {
  const story = await arrangeOrders(t);
  const anna = await story.buyer(undefined, '1');
  await toSeries(anna);
  await pressing(anna, '×3');
  assert.match(textOf(anna.last()), /не хватает 13\u00A0кредитов/);
  await pressing(anna, '✅ Создать 3');
  assert.match(textOf(anna.last()), /^Не хватает: 13\u00A0кредитов/);
  assert.deepEqual(await ordersOf(story, anna), [], 'all or none');
  await anna.pays('100');
  await pressing(anna, 'Проверить счёт');
  assert.equal((await ordersOf(story, anna)).length, 3);
});

test('a series is watched in one message: k of n, what failed, the money back, and the rest cancelled', async (t) => {
  const story = await arrangeOrders(t);
  const { app, idle } = story;
  const anna = await story.buyer();
  await app.generation.pause();
  await toSeries(anna);
  await pressing(anna, '×3');
  await pressing(anna, '✅ Создать 3');
  await idle();
  await until('one status for all', () =>
    anna.shown().some((one) => /^Партия №\u00A0\d+ · 3\u00A0заказа/.test(textOf(one))),
  );
  const before = await app.ledger.balance(anna.userId);
  assert.equal(before.held, 24_000n);
  await anna.presses('Отменить то, что ещё не начато');
  await story.passesUntil('its end', () =>
    anna.shown().some((one) => /Деньги вернулись: 24\u00A0кредита/.test(textOf(one))),
  );
  assert.equal((await app.ledger.balance(anna.userId)).held, 0n);
});
