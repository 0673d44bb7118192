import assert from 'node:assert/strict';
import { test } from 'node:test';
import { credits } from '#kernel';
import { createCatalogue } from '#modules/catalogue';
import { waysOn } from './ways.ts';

const terms = { rate: '1', step: credits('0.1'), least: credits('0.1') };
const catalogue = createCatalogue({ terms });
const idsOf = (order: { modelId: string; taskId: string | undefined }, tracks: readonly string[]) =>
  waysOn(
    { catalogue },
    order,
    tracks.map((trackId) => ({ trackId })),
  ).map(({ model, at }) => `${model.id} ${at}`);

test('what goes on from a task needs no file of it, what goes on from a track needs that track', () => {
  const video = { modelId: 'veo3', taskId: 'task' };
  assert.deepEqual(idsOf(video, []), idsOf(video, ['']));
  assert.ok(idsOf(video, []).includes('veo/extend 0'));
  const song = { modelId: 'ai-music-api/generate', taskId: 'task' };
  const wav = 'ai-music-api/convert-to-wav-format';
  assert.ok(!idsOf(song, []).some((one) => one.startsWith(wav)));
  assert.deepEqual(
    idsOf(song, ['a', 'b']).filter((one) => one.startsWith(wav)),
    [`${wav} 0`, `${wav} 1`],
  );
});

test('without its task, or without its model, there is no way on', () => {
  assert.deepEqual(idsOf({ modelId: 'veo3', taskId: undefined }, []), []);
  assert.deepEqual(idsOf({ modelId: 'of-last-year', taskId: 'task' }, []), []);
});
