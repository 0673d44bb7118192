import assert from 'node:assert/strict';
import { test } from 'node:test';
import { labelsOf, textOf, until } from '#testing';
import { pressing, starting } from './fixtures/form-story.ts';
import { arrangeOrders } from './fixtures/order-story.ts';

test('a video is made from words and raised in quality from its result', async (t) => {
  const { buyer, app, made } = await arrangeOrders(t);
  const anna = await buyer(undefined, '1000');
  const source = app.catalogue.get('grok-imagine/text-to-video').title.ru;
  const raise = app.catalogue.get('grok-imagine/upscale').title.ru;
  await starting(anna, `${source} ·`);
  await anna.says('Кот едет на самокате');
  await pressing(anna, '✅ Создать');
  await made();
  const video = anna.last();
  assert.ok(video.video);
  await anna.presses('Использовать', video);
  await pressing(anna, raise);
  const panel = anna.last();
  assert.match(textOf(panel), new RegExp(raise));
  assert.doesNotMatch(textOf(panel), /task/i, 'whose task it is, the bot knows by itself');
  await pressing(anna, '✅ Создать', panel);
  await made();
  assert.ok(anna.last().video);
  assert.notEqual(anna.last().message_id, video.message_id);
  const { generations } = await app.generation.list({ userId: anna.userId });
  assert.deepEqual(
    generations.map(({ modelId, status }) => [modelId, status]),
    [
      ['grok-imagine/upscale', 'COMPLETED'],
      ['grok-imagine/text-to-video', 'COMPLETED'],
    ],
  );
});

test('a song comes as two tracks, and each goes on by itself', async (t) => {
  const { buyer, app, made } = await arrangeOrders(t);
  const anna = await buyer(undefined, '1000');
  await starting(anna, 'Suno: новая песня', '/models suno новая песня');
  await answerAll(anna);
  await pressing(anna, '✅ Создать');
  await made();
  const { generations } = await app.generation.list({ userId: anna.userId });
  const [song] = generations;
  assert.equal(song?.status, 'COMPLETED');
  const files = await app.files.ofGeneration(song?.id ?? '');
  assert.equal(files.filter(({ kind }) => kind === 'audio').length, 2);
  assert.equal(anna.seen().filter(({ audio, document }) => audio ?? document).length, 2);
  await anna.presses('Использовать');
  assert.match(labelsOf(anna.last()).join(), /· 1.*· 2/s);
});

async function answerAll(anna: Parameters<typeof pressing>[0]): Promise<void> {
  for (let i = 0; i < 8; i += 1) {
    const labels = labelsOf(anna.last());
    if (labels[0]?.startsWith('✅ Создать')) return;
    if (labels[0]?.startsWith('‹')) await anna.says('Песня про кота на крыше');
    else await pressing(anna, labels[0] ?? '');
  }
}

test('two orders at once are watched apart and both delivered', async (t) => {
  const { buyer, app, made } = await arrangeOrders(t);
  const anna = await buyer();
  for (const words of ['кот', 'пёс']) {
    await anna.order({ modelId: 'z-image', input: { prompt: words, aspect_ratio: '1:1' } });
    await until('the order', async () => {
      const { generations } = await app.generation.list({ userId: anna.userId });
      return generations.some(({ input }) => input.prompt === words);
    });
  }
  await made();
  await until('both pictures', async () => {
    await made();
    return anna.seen().filter(({ photo }) => photo !== undefined).length === 2;
  });
  const captions = anna.seen().flatMap((one) => (one.photo ? [textOf(one)] : []));
  assert.ok(captions.some((text) => /кот/.test(text)) && captions.some((text) => /пёс/.test(text)));
});
