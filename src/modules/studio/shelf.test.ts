import assert from 'node:assert/strict';
import { test } from 'node:test';
import { refOf } from '#modules/files';
import { createTestDatabase } from '#testing';
import { arrangeStudio } from './fixtures/arrange-studio.ts';

test('presets keep answers under a name, without files', async (t) => {
  const { studio, person, files, png } = await arrangeStudio(t, await createTestDatabase(t));
  const userId = await person();
  const file = await files.addInput({ userId, bytes: png });
  const input = { prompt: 'ярче', image_urls: [refOf(file)], aspect_ratio: '16:9' };
  const view = await studio.openDraft({ userId, modelId: 'google/nano-banana-edit', input });
  const saved = await studio.savePreset({
    ...{ userId, draftId: view.draft.id },
    name: '  Мой\n стиль ',
  });
  assert.ok(typeof saved === 'object');
  assert.deepEqual(
    [saved.name, saved.input],
    ['Мой стиль', { prompt: 'ярче', aspect_ratio: '16:9' }],
  );
  await studio.savePreset({ ...{ userId, draftId: view.draft.id }, name: 'Мой стиль' });
  const listed = await studio.listPresets({ userId, modelId: 'google/nano-banana-edit' });
  assert.equal(listed.length, 1);
  const stranger = await person();
  const [preset] = listed;
  assert.ok(preset);
  assert.equal(await studio.findPreset({ userId: stranger, presetId: preset.id }), undefined);
  assert.equal(await studio.deletePreset({ userId: stranger, presetId: preset.id }), false);
  assert.equal(await studio.deletePreset({ userId, presetId: preset.id }), true);
});

test('favourites come newest first and by pages, settings keep to their person', async (t) => {
  const { studio, person, clock } = await arrangeStudio(t, await createTestDatabase(t));
  const userId = await person();
  const ids = ['a', 'b', 'c'].map((c) => `0199f000-0000-7000-8000-00000000000${c}`);
  for (const generationId of ids) {
    await studio.addFavourite({ userId, generationId });
    await studio.addFavourite({ userId, generationId });
    clock.advance(1000);
  }
  const page = await studio.listFavourites({ userId, limit: 2 });
  assert.deepEqual(page.generationIds, [ids[2], ids[1]]);
  const rest = await studio.listFavourites({ userId, limit: 2, before: page.next });
  assert.deepEqual(rest, { generationIds: [ids[0]], next: undefined });
  await studio.removeFavourite({ userId, generationId: ids[0] ?? '' });
  assert.deepEqual([...(await studio.favouritesAmong(userId, ids))].sort(), ids.slice(1));
  assert.equal(await studio.delivery(userId), 'preview');
  await studio.setDelivery(userId, 'original');
  assert.equal(await studio.delivery(userId), 'original');
  assert.equal(await studio.delivery(await person()), 'preview');
});

test('a forgotten person leaves nothing here, and old drafts go by themselves', async (t) => {
  const { studio, person, db, clock } = await arrangeStudio(t, await createTestDatabase(t));
  const userId = await person();
  const view = await studio.openDraft({ userId, modelId: 'z-image', input: { prompt: 'кот' } });
  await studio.savePreset({ ...{ userId, draftId: view.draft.id }, name: 'кот' });
  await studio.addFavourite({ userId, generationId: view.draft.id });
  await studio.setDelivery(userId, 'original');
  const rows = async () => {
    const tables = ['drafts', 'presets', 'favourites', 'studio_settings'];
    const counts = tables.map((table) => `(select count(*)::int from ${table})`);
    const { rows: found } = await db.$client.query(`select ${counts.join(' + ')} as n`);
    return found[0].n;
  };
  assert.equal(await rows(), 4);
  clock.advance(61 * 24 * 60 * 60 * 1000);
  assert.deepEqual(await studio.cleanup({ dryRun: true }), { drafts: 1 });
  assert.equal(await rows(), 4);
  assert.deepEqual(await studio.cleanup(), { drafts: 1 });
  assert.equal(await rows(), 3);
  await db.transaction((tx) => studio.forget(tx, userId));
  assert.equal(await rows(), 0);
});
