import assert from 'node:assert/strict';
import { test } from 'node:test';
import { labelsOf, textOf } from '#testing';
import { arrangeOrders } from './fixtures/order-story.ts';

test('a song comes with both of its tracks and one message of buttons, and each can be gone on with', async (t) => {
  const { buyer, idle, made, passesUntil, app } = await arrangeOrders(t);
  const anna = await buyer();
  const { id } = await anna.order({
    modelId: 'ai-music-api/generate',
    input: {
      custom_mode: false,
      instrumental: false,
      model: 'V6',
      prompt: 'весёлая песня про галку',
    },
  });
  await idle();
  await made();
  await passesUntil('the buttons', () => labelsOf(anna.last()).includes('Ещё раз'));
  // The sandbox sings in WAV, which Telegram takes as a file only.
  const tracks = anna.shown().filter(({ document }) => document?.mime_type === 'audio/x-wav');
  assert.equal(tracks.length, 2);
  assert.equal(new Set(tracks.map(({ media_group_id }) => media_group_id)).size, 1);
  assert.match(textOf(tracks[0]), /весёлая песня про галку/);
  assert.equal(textOf(anna.last()), 'Что дальше?');
  assert.equal(anna.shown().length, 3);
  const files = await app.files.ofGeneration(id);
  assert.deepEqual(
    files.map(({ telegram }) => telegram?.as),
    ['document', 'document'],
  );

  await anna.presses('Использовать');
  const labels = labelsOf(anna.last());
  assert.deepEqual(labels.slice(0, 2), ['Вариант 1', 'Вариант 2']);
  const wav = labels.find((label) => / · 2$/.test(label) && /WAV/i.test(label));
  assert.ok(wav, labels.join());
  await anna.presses(wav);
  const [draft] = await app.studio.listDrafts(anna.userId);
  const found = await app.generation.get({ userId: anna.userId, generationId: id });
  assert.deepEqual(draft?.state.value, { task_id: found.taskId, audio_id: files[1]?.trackId });
});

test('a result of words comes as a message with the same buttons', async (t) => {
  const { buyer, idle, made, passesUntil, app } = await arrangeOrders(t);
  const anna = await buyer();
  const { id } = await anna.order({
    modelId: 'ai-music-api/generate-lyrics',
    input: { prompt: 'песня про галку' },
  });
  await idle();
  await made();
  await passesUntil('the words', () => labelsOf(anna.last()).includes('Ещё раз'));
  const { resultText } = await app.generation.get({ userId: anna.userId, generationId: id });
  assert.ok(resultText);
  assert.ok(textOf(anna.last()).endsWith(resultText));
  assert.match(resultText, /^.+\n\n\[Verse 1\]/, 'a title and its verses');
  assert.match(resultText, /\n\n\* \* \*\n\n/, 'both versions');
  assert.ok(!textOf(anna.last()).includes('{"'));
  assert.ok(!labelsOf(anna.last()).includes('Оригинал'), 'there is no file');
});

test('whoever wants originals gets files at once', async (t) => {
  const { buyer, idle, made, passesUntil, app } = await arrangeOrders(t);
  const anna = await buyer();
  await app.studio.setDelivery(anna.userId, 'original');
  await anna.order();
  await idle();
  await made();
  await passesUntil('the file', () => anna.last().document !== undefined);
  assert.ok(labelsOf(anna.last()).includes('Ещё раз'));
});

test('little money is told once, and an alert reaches the admin', async (t) => {
  const { app, buyer, person, idle, passesUntil } = await arrangeOrders(t, {
    env: { ADMIN_IDS: '700000001' },
  });
  const admin = person({ id: 700_000_001, name: 'Admin' });
  await admin.says('/start');
  const anna = await buyer();
  await app.db.client.transaction(async (tx) => {
    await app.notifications.publish(tx, {
      type: 'credits.low',
      userId: anna.userId,
      available: '0.5',
    });
    await app.notifications.publish(tx, {
      type: 'admin.alert',
      code: 'provider_unfunded',
      details: { balance: 3 },
    });
  });
  await idle();
  await passesUntil('the notice', () => /осталось мало/.test(textOf(anna.last())));
  const alert =
    'Внимание. У сервиса генерации кончились кредиты, заказы ждут.\nПополните счёт там: заказы продолжатся сами.\nОсталось кредитов: 3';
  await passesUntil('the alert', () => textOf(admin.last()) === alert);
});
