import assert from 'node:assert/strict';
import { test } from 'node:test';
import { labelsOf, textOf } from '#testing';
import { ordering, photo, pressing, starting } from './fixtures/form-story.ts';
import { arrangeOrders } from './fixtures/order-story.ts';

test('an album fills a list, and one answer grows with it', async (t) => {
  const { buyer } = await arrangeOrders(t);
  const anna = await buyer();
  await starting(anna, 'Nano Banana: правка');
  await anna.says('соедини');
  const before = anna.seen().length;
  const answers = await anna.uploads([photo(), photo(70), photo(80)]);
  assert.equal(answers.length, 1);
  assert.equal(anna.seen().length, before + 1);
  assert.ok(labelsOf(anna.last()).includes('Готово · 3'));
  await anna.presses('Готово · 3');
  assert.match(textOf(anna.last()), /: 3 файла/);
});

test('a storyboard: groups in a list, each with its own fields, changed and taken away', async (t) => {
  const { buyer, app } = await arrangeOrders(t);
  const anna = await buyer(undefined, '1000');
  await starting(anna, 'ElevenLabs: диалог');
  assert.match(textOf(anna.last()), /Добавляйте по одному/);
  await anna.presses('Добавить');
  await anna.says('Привет, ты где?');
  assert.match(textOf(anna.last()), /Нажмите на вариант/);
  assert.match(labelsOf(anna.last()).join(), /1 \/ \d/);
  await anna.presses('›');
  assert.match(labelsOf(anna.last()).join(), /2 \/ \d/);
  await anna.presses(labelsOf(anna.last())[0] ?? '');
  await anna.presses('Добавить');
  await anna.says('Уже на крыше');
  await anna.says('james');
  await anna.presses('Добавить');
  await anna.says('Лишнее');
  await anna.says('Mark');
  assert.ok(labelsOf(anna.last()).includes('Готово · 3'));
  await pressing(anna, '3.');
  await pressing(anna, 'Убрать этот пункт');
  assert.ok(labelsOf(anna.last()).includes('Готово · 2'));
  await pressing(anna, '1.');
  await pressing(anna, 'Текст');
  await anna.says('Привет! Ты где?');
  await anna.presses('Готово · 2');
  assert.match(textOf(anna.last()), /2 пункта/);
  const generations = await ordering(anna, app, '✅ Создать');
  const dialogue = generations[0]?.input.dialogue;
  assert.partialDeepStrictEqual(dialogue, [
    { text: 'Привет! Ты где?' },
    { text: 'Уже на крыше', voice: 'EkK5I93UQWFDigLMpZcX' },
  ]);
});

test('every kind of parameter is changed in the panel, and the price follows', async (t) => {
  const { buyer, app } = await arrangeOrders(t);
  const anna = await buyer();
  await starting(anna, 'Kling 3.0 ·', '/models kling 3.0');
  await anna.says('Погоня на крышах');
  assert.match(textOf(anna.last()), /Цена: 90\u00A0кредитов/);
  await pressing(anna, 'Качество');
  assert.match(textOf(anna.last()), /на сколько изменится цена/);
  const cheaper = labelsOf(anna.last()).find((one) => one.includes('−20'));
  await anna.presses(cheaper ?? 'a cheaper option');
  assert.match(textOf(anna.last()), /Цена: 70\u00A0кредитов/);
  await pressing(anna, 'Длительность');
  await anna.says('3');
  assert.match(textOf(anna.last()), /Цена: 42\u00A0кредита/);
  await pressing(anna, 'Видео со звуком');
  await pressing(anna, 'Да');
  assert.match(textOf(anna.last()), /Цена: 60\u00A0кредитов/);
  await pressing(anna, 'Видео со звуком');
  await anna.presses('‹ Назад');
  assert.match(textOf(anna.last()), /Цена: 60\u00A0кредитов/);
  await anna.presses('Вписать всё сразу');
  await anna.says('Длительность: 10\nФормат кадра: 9:16\nsound: нет\nЦвет неба: синий');
  assert.match(textOf(anna.last()), /Принял 3 параметра/);
  assert.match(textOf(anna.last()), /Не знаю, что это: Цвет неба/);
  assert.match(textOf(anna.last()), /Цена: 140\u00A0кредитов/);
  await anna.presses('Вписать всё сразу');
  await anna.says('{"duration":"3","mode":"std","aspect_ratio":"1:1"}');
  const generations = await ordering(anna, app, '✅ Создать за 42');
  assert.partialDeepStrictEqual(generations[0]?.input, {
    prompt: 'Погоня на крышах',
    duration: '3',
    aspect_ratio: '1:1',
    sound: false,
  });
});

test('wrong inputs at every step get their reason and the question again', async (t) => {
  const { buyer, telegram, idle } = await arrangeOrders(t);
  const anna = await buyer();
  await starting(anna, 'Nano Banana: правка');
  const refused = async (says: () => Promise<unknown>, why: RegExp, title: RegExp) => {
    await says();
    assert.match(textOf(anna.last()), why);
    assert.match(textOf(anna.last()), title);
  };
  const prompt = /Что изменить/;
  await refused(() => anna.uploads([photo()]), /Здесь нужен текст/, prompt);
  await refused(
    () => anna.sends({ location: { latitude: 1, longitude: 2 } }),
    /нужен текст/,
    prompt,
  );
  await anna.says('ярче');
  const images = /картинк|фото/i;
  await refused(() => anna.says('просто слова'), /ссылку целиком/, images);
  await refused(() => anna.says('http://127.0.0.1/a.png'), /По этой ссылке я не хожу/, images);
  await refused(
    () => anna.uploads([{ bytes: Buffer.from('%PDF-1.4 no picture'), file_name: 'a.pdf' }]),
    /Это не картинка/,
    images,
  );
  telegram.sendContent({
    user: anna.id,
    content: { sticker: { ...photoRecord(), type: 'regular' } },
  });
  await idle();
  assert.match(textOf(anna.last()), /не подойдёт/);
  await anna.uploads([photo()]);
  await pressing(anna, 'Готово');
  assert.match(labelsOf(anna.last())[0] ?? '', /^✅ Создать/);
});

const photoRecord = () => ({ file_id: 'f', file_unique_id: 'u', width: 9, height: 9 });

test('words that were no answer are taken otherwise by one button', async (t) => {
  const { buyer } = await arrangeOrders(t);
  const anna = await buyer();
  await starting(anna, 'Nano Banana ·');
  const [panel] = await anna.says('Как дела?');
  assert.match(textOf(panel), /Записал: Что нарисовать/);
  await anna.presses('Это было не сюда', panel);
  assert.match(textOf(anna.last()), /^Понял это как идею: Как дела\?/);
  assert.ok(anna.seen().some((one) => /Убрал из формы/.test(textOf(one))));
});

test('a preset is saved from the panel and opens filled in, from the card', async (t) => {
  const { buyer } = await arrangeOrders(t);
  const anna = await buyer();
  await starting(anna, 'Nano Banana ·');
  await anna.says('кот');
  await anna.presses('Сохранить набор');
  await anna.says('Мой кот');
  assert.match(textOf(anna.last()), /Сохранил набор «Мой кот»/);
  await anna.presses('Отложить');
  await anna.says('/models nano banana');
  await pressing(anna, 'Nano Banana ·');
  await anna.presses('Набор «Мой кот»');
  assert.match(textOf(anna.last()), /• Что нарисовать: кот/);
});

test('a work made before is an answer, and the answers go along to another model', async (t) => {
  const { buyer, made, idle } = await arrangeOrders(t);
  const anna = await buyer();
  await anna.order();
  await idle();
  await made();
  await starting(anna, 'Nano Banana: правка');
  await anna.says('ярче');
  await anna.presses('Из моих работ');
  await pressing(anna, '№ ');
  await pressing(anna, 'Готово');
  assert.match(textOf(anna.last()), /: 1 файл/);
  await anna.presses('Другая модель');
  await pressing(anna, 'Seedream 4.0');
  assert.match(textOf(anna.last()), /ярче[\s\S]*1 файл/);
});
