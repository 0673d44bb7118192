import assert from 'node:assert/strict';
import { test } from 'node:test';
import { labelsOf, textOf } from '#testing';
import { photo, pressing, starting } from './fixtures/form-story.ts';
import { arrangeOrders } from './fixtures/order-story.ts';

test('somebody new makes a first picture', async (t) => {
  const { person, app, made } = await arrangeOrders(t);
  const anna = person();
  await anna.says('/start');
  await anna.presses('🎨 Создать');
  assert.match(textOf(anna.last()), /^Что хотите сделать\?/);
  await anna.presses('Картинка по описанию');
  await pressing(anna, 'Nano Banana ·');
  assert.match(textOf(anna.last()), /Например: /);
  await anna.presses('✅ Начать');
  assert.match(textOf(anna.last()), /Что нарисовать \(обязательно\)/);
  const [panel] = await anna.says('Кот в космосе');
  assert.match(textOf(panel), /• Что нарисовать: Кот в космосе/);
  assert.match(
    textOf(panel),
    /Цена: 4\u00A0кредита\n.*10\u00A0кредитов.*останется 6\u00A0кредитов/,
  );
  await anna.presses('✅ Создать за 4\u00A0кредита', panel);
  assert.ok(anna.seen().some((one) => /^Принял: заказ № 1\n/.test(textOf(one))));
  await made();
  assert.ok(anna.last().photo, 'the picture is in the chat');
  const user = await app.users.findUser({ telegramId: anna.id });
  const { generations } = await app.generation.list({ userId: user?.id ?? '' });
  assert.deepEqual(
    generations.map(({ status, input }) => [status, input]),
    [['COMPLETED', { prompt: 'Кот в космосе', aspect_ratio: '1:1', output_format: 'png' }]],
  );
});

test('a photo that is sent is edited: fitting models at once, its caption is the wish', async (t) => {
  const { buyer, app, made } = await arrangeOrders(t);
  const anna = await buyer();
  const [offer] = await anna.uploads([photo()], { caption: 'сделай фон осенним' });
  assert.match(textOf(offer), /^Картинка у меня/);
  assert.ok(!labelsOf(offer).includes('Картинка по описанию'));
  await anna.presses('Изменить картинку', offer);
  await pressing(anna, 'Nano Banana: правка');
  const panel = anna.last();
  assert.match(textOf(panel), /• Что изменить: сделай фон осенним\n• .*: 1 файл/);
  await pressing(anna, '✅ Создать');
  await made();
  assert.ok(anna.last().photo);
  const { files } = await app.files.list({ userId: anna.userId, role: 'input' });
  const { generations } = await app.generation.list({ userId: anna.userId });
  assert.deepEqual(generations[0]?.input.image_urls, [`jackdraw://file/${files[0]?.id}`]);
});

test('double taps everywhere order once and leave no press unanswered', async (t) => {
  const { buyer, app, idle } = await arrangeOrders(t);
  const anna = await buyer();
  await anna.says('/models nano banana 2');
  const twice = async (start: string) => {
    const message = anna.last();
    const label = labelsOf(message).find((one) => one.startsWith(start));
    assert.ok(label, `${start}: ${labelsOf(message)}`);
    anna.press(label, message);
    anna.press(label, message);
    await idle();
  };
  await twice('Nano Banana 2 ·');
  await twice('✅ Начать');
  await anna.says('кот');
  await twice('Формат кадра');
  await twice('9:16');
  await twice('✅ Создать');
  await idle();
  const { generations } = await app.generation.list({ userId: anna.userId });
  assert.equal(generations.length, 1);
  assert.equal(generations[0]?.input.aspect_ratio, '9:16');
});

test('a form in the middle survives a restart, with its question', async (t) => {
  const { buyer, app, launch, quit } = await arrangeOrders(t);
  const anna = await buyer();
  await starting(anna, 'Nano Banana: правка');
  await quit(app);
  anna.send('сделай ярче');
  const next = await launch();
  await anna.hears(/Записал: Что изменить/);
  await anna.uploads([photo()]);
  const panelBefore = anna.last();
  await quit(next);
  const last = await launch();
  await pressing(anna, 'Готово', panelBefore);
  await pressing(anna, '✅ Создать');
  const { generations } = await last.generation.list({ userId: anna.userId });
  assert.equal(generations.length, 1);
});

test('a form whose conversation is lost takes the message all the same', async (t) => {
  const { buyer, pool } = await arrangeOrders(t);
  const anna = await buyer();
  await starting(anna, 'Nano Banana ·');
  await pool.query('delete from kv_entries where key = $1', [`question:${anna.id}`]);
  await anna.says('Кот');
  assert.match(textOf(anna.last()), /• Что нарисовать: Кот/);
});

test('stale buttons show the form as it is and change nothing', async (t) => {
  const { buyer } = await arrangeOrders(t);
  const anna = await buyer();
  await starting(anna, 'Nano Banana ·');
  const question = anna.last();
  const [panel] = await anna.says('кот');
  await pressing(anna, 'Формат кадра', panel);
  await pressing(anna, '16:9');
  const answer = await anna.presses('‹ Назад', question);
  assert.match(answer.text ?? '', /изменилась/);
  const shown = anna.seen().find((one) => one.message_id === question.message_id);
  assert.match(textOf(shown), /Nano Banana[\s\S]*кот[\s\S]*16:9/);
  await pressing(anna, '✅ Создать', shown);
  const again = await anna.presses(
    labelsOf(anna.seen().find(isPanel))[0] ?? '',
    anna.seen().find(isPanel),
  );
  assert.match(again.text ?? '', /Уже принято, заказ № 1/);
});

const isPanel = (message: Parameters<typeof labelsOf>[0]) =>
  labelsOf(message)[0]?.startsWith('✅ Создать за') ?? false;

test('/cancel puts the form aside, other commands too, and it is gone on with', async (t) => {
  const { buyer } = await arrangeOrders(t);
  const anna = await buyer();
  await starting(anna, 'Nano Banana ·');
  const [cancelled] = await anna.says('/cancel');
  assert.match(textOf(cancelled), /Черновик «Nano Banana» сохранён/);
  const [offer] = await anna.says('Кот');
  assert.match(textOf(offer), /^Понял это как идею/);
  await anna.presses('Продолжить: Nano Banana', cancelled);
  await anna.says('Кот');
  assert.match(textOf(anna.last()), /• Что нарисовать: Кот/);
  await anna.presses('Отложить');
  await anna.says('/models');
  await anna.presses('Продолжить: Nano Banana');
  assert.match(textOf(anna.last()), /• Что нарисовать: Кот/);
  await anna.presses('Отложить');
  await anna.presses('Удалить черновик');
  await anna.says('/models');
  assert.ok(!labelsOf(anna.last()).includes('Продолжить: Nano Banana'));
});

test('too little money: how much is missing, the order waits and goes on', async (t) => {
  const { buyer, app } = await arrangeOrders(t);
  const anna = await buyer(undefined, '1');
  await starting(anna, 'Nano Banana Pro ·', '/models nano banana pro');
  const [panel] = await anna.says('кот');
  assert.match(textOf(panel), /не хватает 7\u00A0кредитов/);
  await pressing(anna, '✅ Создать', panel);
  assert.match(textOf(anna.last()), /^Не хватает: 7\u00A0кредитов/);
  assert.match(textOf(anna.last()), new RegExp(`${anna.id}`));
  await pressing(anna, 'Проверить счёт');
  assert.match(textOf(anna.last()), /^Не хватает: 7\u00A0кредитов/);
  await anna.pays('100');
  await pressing(anna, 'Проверить счёт');
  const { generations } = await app.generation.list({ userId: anna.userId });
  assert.equal(generations.length, 1);
});

test('my works are listed, opened again, and sent as the person likes', async (t) => {
  const { buyer, made, idle } = await arrangeOrders(t);
  const anna = await buyer();
  await anna.says('/works');
  assert.match(textOf(anna.last()), /Пока пусто/);
  await anna.order();
  await idle();
  await made();
  await anna.says('/works');
  const list = anna.last();
  const before = anna.seen().length;
  await pressing(anna, '№ 1', list);
  assert.equal(anna.seen().length, before + 1);
  assert.ok(anna.last().photo);
  const answer = await anna.presses('Присылать: для просмотра', list);
  assert.match(answer.text ?? '', /оригиналы/);
  await anna.presses('Избранное', list);
  assert.match(textOf(anna.seen().find((one) => one.message_id === list.message_id)), /Пока пусто/);
});
