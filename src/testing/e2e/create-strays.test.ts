import assert from 'node:assert/strict';
import { test } from 'node:test';
import { labelsOf, textOf } from '#testing';
import { photo, pressing, starting } from './fixtures/form-story.ts';
import { arrangeOrders } from './fixtures/order-story.ts';

test('a photo while words are asked is offered its place, and the question stays', async (t) => {
  const { buyer, app } = await arrangeOrders(t);
  const anna = await buyer();
  await starting(anna, 'Nano Banana: правка');
  const [offer] = await anna.uploads([photo()]);
  assert.match(textOf(offer), /^Здесь нужен текст\. Картинку я сохранил\. Кнопка ниже возьмёт её/);
  assert.match(textOf(offer), /Что изменить \(обязательно\)/);
  const [label] = labelsOf(offer);
  assert.match(label ?? '', /^Взять в «.+»$/);
  await Promise.all([anna.presses(label ?? '', offer), anna.presses(label ?? '', offer)]);
  assert.match(textOf(anna.last()), /Что изменить \(обязательно\)/, 'still asked');
  await anna.says('сделай ярче');
  await pressing(anna, 'Готово · 1');
  await pressing(anna, '✅ Создать');
  const { generations } = await app.generation.list({ userId: anna.userId });
  const { files } = await app.files.list({ userId: anna.userId, role: 'input' });
  assert.equal(generations[0]?.input.prompt, 'сделай ярче');
  assert.deepEqual(generations[0]?.input.image_urls, [`jackdraw://file/${files[0]?.id}`]);
});

test('an album while words are asked is offered whole in one answer', async (t) => {
  const { buyer } = await arrangeOrders(t);
  const anna = await buyer({ name: 'Bo', language: 'en' });
  await anna.says('/models nano banana edit');
  await pressing(anna, 'Nano Banana Edit ·');
  await anna.presses('✅ Start');
  const answers = await anna.uploads([photo(), photo(70), photo(80)]);
  assert.equal(answers.length, 1);
  assert.match(textOf(anna.last()), /^A text is needed here\. I kept the files \(3\)\./);
  await pressing(anna, 'Take it for');
  await anna.says('put them together');
  assert.ok(labelsOf(anna.last()).includes('Done · 3'), labelsOf(anna.last()).join());
});

test('a photo with words under it answers both questions', async (t) => {
  const { buyer } = await arrangeOrders(t);
  const anna = await buyer();
  await starting(anna, 'Nano Banana: правка');
  await anna.uploads([photo(), photo(70)], { caption: 'соедини их' });
  assert.ok(labelsOf(anna.last()).includes('Готово · 2'), labelsOf(anna.last()).join());
  await pressing(anna, 'Готово · 2');
  assert.match(textOf(anna.last()), /• Что изменить: соедини их\n• .*: 2 файла/);
});

test('a photo while a parameter is being changed keeps that parameter open and all that was entered', async (t) => {
  const { buyer } = await arrangeOrders(t);
  const anna = await buyer();
  await starting(anna, 'Nano Banana 2 ·');
  const [panel] = await anna.says('кот');
  await pressing(anna, 'Что', panel);
  const [offer] = await anna.uploads([photo()]);
  await pressing(anna, 'Взять в', offer);
  assert.match(textOf(anna.last()), /Сейчас: кот/);
  await anna.says('кот в шляпе');
  await pressing(anna, 'Готово · 1');
  assert.match(textOf(anna.last()), /кот в шляпе[\s\S]*: 1 файл/);
});

test('a model that takes no pictures says so, and the photo can go elsewhere', async (t) => {
  const { buyer, app } = await arrangeOrders(t);
  const anna = await buyer();
  await starting(anna, 'Nano Banana ·');
  const [told] = await anna.uploads([photo()]);
  assert.match(textOf(told), /^Здесь нужен текст\. Картинок эта модель не берёт/);
  await anna.presses('Что ещё сделать с картинкой', told);
  assert.match(textOf(anna.last()), /^Картинка у меня/);
  await anna.says('кот');
  assert.match(textOf(anna.last()), /• Что нарисовать: кот/, 'the form went on');
  const [draft] = await app.studio.listDrafts(anna.userId);
  assert.equal(draft?.modelId, 'google/nano-banana');
});

test('a bare link while words are asked may be the file behind it or the words themselves', async (t) => {
  const { buyer } = await arrangeOrders(t);
  const anna = await buyer();
  await starting(anna, 'Nano Banana: правка');
  const [offer] = await anna.says('http://127.0.0.1/a.png');
  assert.match(textOf(offer), /^Это ссылка, а здесь нужен текст/);
  await pressing(anna, 'Взять в', offer);
  assert.match(textOf(anna.last()), /По этой ссылке я не хожу/);
  const [again] = await anna.says('https://example.com/a.png');
  await anna.presses('Записать как текст', again);
  assert.match(textOf(anna.last()), /картинк|фото/i);
  await anna.uploads([photo()]);
  await pressing(anna, 'Готово');
  assert.match(textOf(anna.last()), /• Что изменить: https:\/\/example\.com\/a\.png/);
});
