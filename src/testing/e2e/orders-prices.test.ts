import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { toShortId } from '#kernel';
import { createDataDir, labelsOf, textOf, until } from '#testing';
import { pressing, starting } from './fixtures/form-story.ts';
import { leaveButtons } from './fixtures/old-buttons.ts';
import { arrangeOrders, picture } from './fixtures/order-story.ts';

type Story = Awaited<ReturnType<typeof arrangeOrders>>;

/** The same installation after a deploy with which Z-Image costs five credits. */
async function becomesDearer(t: TestContext, { app, quit, launch }: Story): Promise<void> {
  const file = join(createDataDir(t), 'models.json');
  writeFileSync(file, JSON.stringify([{ id: 'z-image', price: { credits: 5, per: 'image' } }]));
  await quit(app);
  const next = await launch({ env: { CATALOGUE_FILE: file } });
  await until('the new one sits', () => next.bot.isSeated());
}

/** How many orders there are, and how much of the money is gone or taken aside. */
const standing = async ({ pool }: Story, userId: string) => {
  const { rows } = await pool.query<{ orders: number; price: number | null }>(
    'select count(*)::int as orders, max(price_mc)::int as price from generations where user_id = $1',
    [userId],
  );
  return rows[0];
};

test('a price button takes the price it tells, or asks anew when that has grown', async (t) => {
  const story = await arrangeOrders(t);
  const { idle, made } = story;
  const anna = await story.buyer();
  await anna.order();
  await idle();
  await made();
  const result = anna.last();
  assert.ok(result.photo);
  await anna.presses('Ещё раз', result);
  const again = anna.last();
  await anna.presses('Варианты', result);
  const variants = anna.last();
  await becomesDearer(t, story);

  await anna.presses('Заказать · 0,8\u00A0кредита', again);
  const asked = anna.shown().find(({ message_id }) => message_id === again.message_id);
  assert.match(textOf(asked), /было 0,8\u00A0кредита, теперь 5\u00A0кредитов/);
  assert.deepEqual(labelsOf(asked), ['Заказать · 5\u00A0кредитов']);
  await anna.presses('×2 · 1,6\u00A0кредита', variants);
  const askedTwo = anna.shown().find(({ message_id }) => message_id === variants.message_id);
  assert.match(textOf(askedTwo), /было 1,6\u00A0кредита, теперь 10\u00A0кредитов/);
  assert.deepEqual(await standing(story, anna.userId), { orders: 1, price: 800 });

  await anna.presses('Заказать · 5\u00A0кредитов', asked);
  await anna.presses('×2 · 10\u00A0кредитов', askedTwo);
  assert.deepEqual(await standing(story, anna.userId), { orders: 4, price: 5_000 });
});

test('buttons from before they told their price ask anew, also one of a batch that is gone', async (t) => {
  const story = await arrangeOrders(t);
  const { idle, made, telegram } = story;
  const anna = await story.buyer();
  const { id } = await anna.order();
  await idle();
  await made();
  const short = toShortId(id);
  const old = {
    again: `v1:oy:${short}:1`,
    variants: `v1:oz:${short}:1:2`,
    failed: `v1:br:${short}`,
  };
  await leaveButtons(story, anna, old);
  const before = anna.last();
  await anna.presses('again', before);
  assert.match(textOf(anna.last()), /^Повторить заказ Z-Image/);
  await anna.presses('variants', before);
  assert.match(textOf(anna.last()), /^Сколько вариантов сделать/);
  assert.equal((await anna.presses('failed', before)).text, 'Этой партии больше нет.');
  assert.equal((await standing(story, anna.userId))?.orders, 1);
  assert.ok(telegram.transcript.calls({ method: 'answerCallbackQuery' }).length >= 3);
});

test('the failed of a batch are repeated at most at their price of then, in its chat', async (t) => {
  const story = await arrangeOrders(t);
  const { app, kie, idle, made, passesUntil } = story;
  const anna = await story.buyer();
  kie.refuseContent({ times: 2 });
  await app.generation.confirmBatch({
    userId: anna.userId,
    clientKey: 'two',
    kind: 'parallel',
    orders: [picture, picture],
  });
  await idle();
  await made();
  await passesUntil('the end', () => /Ни один заказ не получился/.test(textOf(anna.last())));
  const summary = anna.last();
  const label = 'Повторить неудачные (2) · 1,6\u00A0кредита';
  assert.ok(labelsOf(summary).includes(label), labelsOf(summary).join());
  await becomesDearer(t, story);
  await anna.presses(label, summary);
  assert.match(textOf(anna.last()), /было 1,6\u00A0кредита, теперь 10\u00A0кредитов/);
  assert.equal((await standing(story, anna.userId))?.orders, 2);
  const question = anna.last();
  await anna.presses('Заказать · 10\u00A0кредитов', question);
  await anna.presses(label, summary);
  assert.deepEqual(await standing(story, anna.userId), { orders: 4, price: 5_000 });
  assert.ok(
    anna.shown().some((one) => /^Принял: партия №\u00A02, 2\u00A0заказа\.$/.test(textOf(one))),
  );
});

test('a series over several models is asked anew when another than the first became dearer', async (t) => {
  const story = await arrangeOrders(t);
  const anna = await story.buyer();
  await starting(anna, 'Nano Banana 2 ·');
  await anna.says('кот');
  await anna.presses('Варианты и серии');
  await anna.presses('На нескольких моделях');
  const isThere = () => labelsOf(anna.last()).some((label) => label.startsWith('Z-Image'));
  for (let page = 0; page < 9 && !isThere(); page += 1) await anna.presses('›');
  await pressing(anna, 'Z-Image');
  await becomesDearer(t, story);
  await anna.presses('✅ Создать 2 за 8,8\u00A0кредита');
  assert.match(textOf(anna.last()), /была 8,8\u00A0кредита/);
  assert.deepEqual(await standing(story, anna.userId), { orders: 0, price: null });
  await anna.presses('✅ Создать 2 за 13\u00A0кредитов');
  assert.deepEqual(await standing(story, anna.userId), { orders: 2, price: 8_000 });
});
