import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { arrange, createDataDir, labelsOf, textOf } from '#testing';

test('a visitor walks from what to make to a card with its price, and back', async (t) => {
  const { person } = await arrange(t);
  const anna = person({ language: 'ru' });
  const [groups] = await anna.says('/models');
  assert.match(textOf(groups), /^Что хотите сделать\?/);
  assert.match(textOf(groups), /Картинка по описанию · от\u00A0[\d,]+\u00A0кредит/);
  await anna.presses('Картинка по описанию');
  const list = labelsOf(anna.last());
  assert.ok(list.some((label) => /^Nano Banana · от\u00A04\u00A0кредита$/.test(label)));
  await anna.presses('›');
  assert.match(labelsOf(anna.last()).join(), /2 \/ \d/);
  await anna.presses('‹');
  assert.deepEqual(labelsOf(anna.last()), list);
  await anna.presses('Nano Banana · от\u00A04\u00A0кредита');
  const card = textOf(anna.last());
  assert.match(card, /^Nano Banana\n/);
  assert.match(card, /Цена: от\u00A04\u00A0кредита/);
  assert.match(card, /• Что нарисовать \(обязательно/);
  assert.match(card, /Например: /);
  assert.match(card, /Обычно готово за ≈\u00A0\d+\u00A0секунд/);
  assert.deepEqual(labelsOf(anna.last()), ['✅ Начать', '‹ Назад']);
  await anna.presses('‹ Назад');
  assert.deepEqual(labelsOf(anna.last()), list);
  await anna.presses('‹ Назад');
  assert.equal(textOf(anna.last()), textOf(groups));
  assert.equal(anna.seen().length, 1);
});

test('people search in their own words, in both languages', async (t) => {
  const { person } = await arrange(t);
  const anna = person({ language: 'ru' });
  await anna.says('/models убрать фон');
  assert.match(labelsOf(anna.last())[0] ?? '', /^Recraft: убрать фон · /);
  await anna.says('/models ъъъ');
  assert.match(textOf(anna.last()), /^По запросу ъъъ ничего не нашлось/);
  assert.ok(labelsOf(anna.last()).includes('Картинка по описанию'));
  const bob = person({ language: 'en' });
  await bob.says('/models song');
  assert.match(labelsOf(bob.last())[0] ?? '', /^Suno: new song · from\u00A012\u00A0credits/);
  await bob.presses(labelsOf(bob.last())[0] ?? '');
  assert.match(textOf(bob.last()), /Price: from\u00A012\u00A0credits\n/);
  await bob.presses('‹ Back');
  assert.match(textOf(bob.last()), /^What would you like to make\?/);
});

test('a card tells what one asks of this very model, or what its shelf is for', async (t) => {
  const { person } = await arrange(t);
  const anna = person({ language: 'en' });
  const card = async (search: string) => {
    await anna.says(`/models ${search}`);
    await anna.presses(labelsOf(anna.last())[0] ?? '');
    return textOf(anna.last());
  };
  assert.match(await card('flux kontext'), /For example: remove the passers-by/);
  assert.match(await card('z-image'), /For example: portrait of a fisherman/);
  assert.match(await card('wan 2.6'), /^Wan 2\.6[\s\S]*For example: \S/);
});

test('a page that is no longer there shows the last one, a model taken off sale says so', async (t) => {
  const dir = createDataDir(t);
  const file = join(dir, 'catalogue.json');
  await writeFile(file, JSON.stringify([{ id: 'z-image', hidden: true }]));
  const { person, launch, app, idle } = await arrange(t);
  const anna = person({ language: 'en' });
  const [found] = await anna.says('/models z-image');
  assert.match(labelsOf(found)[0] ?? '', /^Z-Image · /);
  await app.stop();
  await launch({ env: { CATALOGUE_FILE: file } });
  const answer = await anna.presses(labelsOf(found)[0] ?? '', found);
  await idle();
  assert.equal(answer.text, 'This model is gone. Here is what there is now.');
  assert.match(textOf(anna.last()), /^What would you like to make\?/);
});
