import assert from 'node:assert/strict';
import { test } from 'node:test';
import { credits, isAppError, newId } from '#kernel';
import { refOf } from '#modules/files';
import { arrangeGeneration } from '#modules/generation/fixtures';
import { createTestDatabase } from '#testing';

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const sampleRate = 8_000;

/** Silence. */
function wav(seconds: number): Buffer {
  const data = Buffer.alloc(seconds * sampleRate, 128);
  const head = Buffer.alloc(44);
  head.write('RIFF', 0);
  head.writeUInt32LE(36 + data.length, 4);
  head.write('WAVEfmt ', 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(sampleRate, 24);
  head.writeUInt32LE(sampleRate, 28);
  head.writeUInt16LE(1, 32);
  head.writeUInt16LE(8, 34);
  head.write('data', 36);
  head.writeUInt32LE(data.length, 40);
  return Buffer.concat([head, data]);
}

test('what costs by the second costs the length of the file, whatever length the caller names', async (t) => {
  const one = await arrangeGeneration(t, await createTestDatabase(t));
  const userId = await one.person(1);
  const face = await one.files.addInput({ userId, bytes: png, fileName: 'face.png' });
  const song = await one.files.addInput({ userId, bytes: wav(7), fileName: 'song.wav' });
  assert.equal(song.seconds, 7);
  const order = (seconds?: number) => ({
    // Eight credits a second.
    modelId: 'kling/ai-avatar-standard',
    input: { prompt: 'спой', image_url: refOf(face), audio_url: refOf(song) },
    ...(seconds !== undefined && { seconds: { [refOf(song)]: seconds } }),
  });
  for (const said of [0, 1, 7, 900, undefined]) {
    const { total } = await one.orders.quote({ userId, orders: [order(said)] });
    assert.equal(total, credits('56'), `${said}`);
    const { price } = await one.orders.confirm({
      userId,
      clientKey: `one ${said}`,
      order: order(said),
    });
    assert.equal(price.amount, credits('56'), `${said}`);
    const { generations } = await one.orders.confirmBatch({
      userId,
      clientKey: `batch ${said}`,
      kind: 'parallel',
      orders: [order(said)],
    });
    assert.deepEqual(
      generations.map((made) => made.price.amount),
      [credits('56')],
    );
  }
});

test('a length that no row of ours knows is nobody’s to name', async (t) => {
  const one = await arrangeGeneration(t, await createTestDatabase(t));
  const userId = await one.person(1);
  for (const address of ['https://songs.example.org/long.mp3', `jackdraw://file/${newId()}`])
    await assert.rejects(
      one.orders.confirm({
        userId,
        clientKey: newId(),
        order: {
          modelId: 'kling/ai-avatar-standard',
          input: {
            prompt: 'спой',
            image_url: 'https://pictures.example.org/face.png',
            audio_url: address,
          },
          seconds: { [address]: 1 },
        },
      }),
      (error) => isAppError(error, 'bad_request') && error.details.reason === 'length_unknown',
    );
});
