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

const noPicture = { bytes: Buffer.from('%PDF-1.4 no picture'), file_name: 'a.pdf' };
const tooBig = { bytes: Buffer.alloc(20 * 1024 * 1024 + 1), file_name: 'big.png' };

test('an album partly of no use gets one answer: how many were taken, and why others were not', async (t) => {
  const { buyer } = await arrangeOrders(t);
  const anna = await buyer();
  await starting(anna, 'Nano Banana: правка');
  await anna.says('соедини');
  const files = [noPicture, { ...photo(), file_name: 'a.png' }, tooBig, noPicture, photo(70)];
  const answers = await anna.uploads(files, { as: 'document' });
  assert.equal(answers.length, 1, answers.map(textOf).join('\n---\n'));
  assert.match(
    textOf(anna.last()),
    /^Из альбома взял 2, не взял 3:\n• 2 × Это не картинка[^\n]+\n• Файл слишком большой/,
  );
  assert.ok(labelsOf(anna.last()).includes('Готово · 2'));
});

test('an album with no form open is offered whole, and one answer says what of it was taken', async (t) => {
  const { buyer } = await arrangeOrders(t);
  const anna = await buyer({ name: 'Bo', language: 'en' });
  const answers = await anna.uploads([tooBig, photo(), photo(70), noPicture], { as: 'document' });
  assert.equal(answers.length, 1, answers.map(textOf).join('\n---\n'));
  const [offer] = anna.seen().slice(-1);
  assert.match(textOf(offer), /^Of the album I took 2 and left 2:\n• The file is too big/);
  assert.match(textOf(offer), /I have 2 files\. What shall I do with them\?$/);
  await anna.presses('Change a picture', offer);
  await pressing(anna, 'Nano Banana Edit');
  await anna.says('put them together');
  assert.match(textOf(anna.last()), /: 2 files/);
});

test('an album for one picture: the first that will do is taken, the rest is told of once', async (t) => {
  const { buyer } = await arrangeOrders(t);
  const anna = await buyer(undefined, '1000');
  await anna.says('/models recraft убрать фон');
  await pressing(anna, 'Recraft');
  await anna.presses('✅ Начать');
  const before = anna.seen().length;
  await anna.uploads([noPicture, photo(), photo(70), photo(80)], { as: 'document' });
  assert.equal(
    anna.seen().length,
    before + 2,
    anna.seen().slice(before).map(textOf).join('\n---\n'),
  );
  assert.match(textOf(anna.seen()[before]), /^Из альбома взял 1, не взял 1:\n• Это не картинка/);
  assert.match(labelsOf(anna.seen()[before])[0] ?? '', /^✅ Создать/);
  assert.match(textOf(anna.last()), /Здесь нужен один файл/);
});
