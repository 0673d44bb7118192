import assert from 'node:assert/strict';
import { test } from 'node:test';
import { labelsOf, textOf, until } from '#testing';
import { photo, pressing, starting } from './fixtures/form-story.ts';
import { arrangeOrders } from './fixtures/order-story.ts';

const hourMs = 60 * 60 * 1000;

test('a result goes into another model and comes back changed', async (t) => {
  const { buyer, app, idle, made } = await arrangeOrders(t);
  const anna = await buyer();
  await anna.order();
  await idle();
  await made();
  const first = anna.last();
  assert.ok(first.photo);
  await anna.presses('Использовать', first);
  await anna.presses('Изменить картинку');
  await pressing(anna, 'Nano Banana: правка');
  await anna.says('сделай фон осенним');
  await pressing(anna, '✅ Создать');
  await made();
  await until('the changed picture', () => anna.last().photo !== undefined);
  assert.notEqual(anna.last().message_id, first.message_id);
  const { generations } = await app.generation.list({ userId: anna.userId });
  const [changed, source] = generations;
  const [file] = await app.files.ofGeneration(source?.id ?? '');
  assert.equal(changed?.status, 'COMPLETED');
  assert.deepEqual(changed?.input.image_urls, [`jackdraw://file/${file?.id}`]);
});

test('a video is continued from its result, to the end', async (t) => {
  const { buyer, app, made } = await arrangeOrders(t);
  const anna = await buyer({ name: 'Bo', language: 'en' }, '1000');
  const source = app.catalogue.get('grok-imagine/text-to-video').title.en;
  const [extend] = app.catalogue
    .followUps('grok-imagine/text-to-video')
    .filter(({ kind }) => kind === 'video-extend');
  assert.ok(extend, 'it can be continued');
  await anna.says(`/models ${source}`);
  await pressing(anna, `${source} ·`);
  await anna.presses('✅ Start');
  await anna.says('A cat on a scooter');
  await pressing(anna, '✅ Create');
  await made();
  const video = anna.last();
  assert.ok(video.video);
  await anna.presses('Use it', video);
  await pressing(anna, extend.title.en);
  await answering(anna, 'It jumps over a fence');
  await pressing(anna, '✅ Create');
  await made();
  await until('the longer one', () => anna.last().message_id !== video.message_id);
  assert.ok(anna.last().video, textOf(anna.last()));
  const { generations } = await app.generation.list({ userId: anna.userId });
  assert.deepEqual(
    generations.map(({ modelId, status }) => [modelId, status]),
    [
      [extend.id, 'COMPLETED'],
      ['grok-imagine/text-to-video', 'COMPLETED'],
    ],
  );
});

/** Words for what is asked in words, the first option of everything else. */
async function answering(who: Parameters<typeof pressing>[0], words: string): Promise<void> {
  for (let asked = 0; asked < 8; asked += 1) {
    const [first = ''] = labelsOf(who.last());
    if (first.startsWith('✅')) return;
    if (first.startsWith('‹')) await who.says(words);
    else await pressing(who, first);
  }
}

const ofStudio = `
  select (select count(*)::int from drafts) as drafts, (select count(*)::int from presets) as presets,
         (select count(*)::int from favourites) as favourites,
         (select count(*)::int from files where state = 'stored') as files`;

test('/delete_me takes open forms, presets, favourites and files along', async (t) => {
  const { buyer, pool, idle, made } = await arrangeOrders(t);
  const anna = await buyer();
  await anna.order();
  await idle();
  await made();
  await anna.presses('☆ В избранное');
  await starting(anna, 'Nano Banana ·');
  const [panel] = await anna.says('кот');
  await anna.presses('Сохранить набор', panel);
  await anna.says('Мой кот');
  await pressing(anna, 'Варианты и серии');
  await pressing(anna, '×2');
  const series = anna.last();
  await starting(anna, 'Nano Banana: правка');
  await anna.says('ярче');
  await anna.uploads([photo()]);
  const { rows: before } = await pool.query(ofStudio);
  assert.deepEqual(before, [{ drafts: 2, presets: 1, favourites: 1, files: 2 }]);
  await anna.says('/delete_me');
  await anna.says('УДАЛИТЬ');
  assert.match(textOf(anna.last()), /^Готово/);
  const { rows: after } = await pool.query(ofStudio);
  assert.deepEqual(after, [{ drafts: 0, presets: 0, favourites: 0, files: 0 }]);
  // Buttons of what is gone say so, and nothing is ordered.
  const [confirm = ''] = labelsOf(series);
  const answer = await anna.presses(confirm, series);
  assert.match(answer.text ?? '', /больше нет/);
});

test('a status too old to be deleted says that it is over, and the result comes once', async (t) => {
  const { buyer, app, idle, made, telegram, clock, tick, passesUntil, callsOf } =
    await arrangeOrders(t, { refusals: [/message can't be deleted/] });
  const anna = await buyer();
  const { id } = await anna.order();
  await idle();
  const [status] = anna.shown();
  telegram.block({ user: anna.id, blocked: true });
  await made();
  assert.equal(
    (await app.generation.get({ userId: anna.userId, generationId: id })).status,
    'COMPLETED',
  );
  clock.advance(49 * hourMs);
  await tick();
  telegram.block({ user: anna.id, blocked: false });
  await passesUntil('the result', () => anna.shown().some((one) => one.photo !== undefined));
  await idle();
  const old = anna.seen().find(({ message_id }) => message_id === status?.message_id);
  assert.match(textOf(old), /^Заказ закончен, новости о нём ниже\.$/);
  assert.deepEqual(labelsOf(old), []);
  const deletes = callsOf('deleteMessage').length;
  clock.advance(hourMs);
  await tick();
  assert.equal(callsOf('deleteMessage').length, deletes, 'it is not tried again');
  assert.equal(anna.shown().filter((one) => one.photo !== undefined).length, 1);
});
