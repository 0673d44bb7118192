import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { type MediaFacts, readMedia, sourceOf } from './index.ts';

const folder = join(import.meta.dirname, '..', 'fixtures', 'media');
const bytesOf = (name: string) => readFileSync(join(folder, name));

const image = (mimeType: string): Partial<MediaFacts> => ({
  kind: 'image',
  mimeType,
  width: 64,
  height: 36,
});
const video = (mimeType: string, seconds = 1.2): Partial<MediaFacts> => ({
  kind: 'video',
  mimeType,
  width: 64,
  height: 36,
  seconds,
});
const audio = (mimeType: string, seconds = 1.5): Partial<MediaFacts> => ({
  kind: 'audio',
  mimeType,
  seconds,
});

/** Made by ffmpeg; lengths as ffprobe tells them. */
const expected: Record<string, Partial<MediaFacts>> = {
  'picture.png': image('image/png'),
  'picture.jpg': image('image/jpeg'),
  'picture.gif': image('image/gif'),
  'picture.webp': image('image/webp'),
  'lossless.webp': image('image/webp'),
  'picture.bmp': image('image/bmp'),
  'picture.avif': image('image/avif'),
  'first.mp4': video('video/mp4'),
  'last.mp4': video('video/mp4'),
  'upright.mp4': { ...video('video/mp4'), width: 36, height: 64 },
  'fragmented.mp4': video('video/mp4'),
  'clip.mov': video('video/quicktime', 1.208),
  'clip.webm': video('video/webm'),
  'clip.mkv': video('video/x-matroska'),
  'sound.webm': audio('audio/webm'),
  'sound.m4a': audio('audio/mp4'),
  'sound.wav': audio('audio/wav'),
  'sound.flac': audio('audio/flac'),
  'music.ogg': audio('audio/ogg'),
  'voice.ogg': audio('audio/ogg'),
  'sound.aac': audio('audio/aac', 1.526),
  'cbr.mp3': audio('audio/mpeg', 1.541),
  'vbr.mp3': audio('audio/mpeg', 1.541),
  'plain-vbr.mp3': audio('audio/mpeg', 1.541),
  'low.mp3': audio('audio/mpeg', 1.567),
};

for (const name of readdirSync(folder))
  test(`${name}: kind, size and length are read from the bytes`, async () => {
    const wanted = expected[name];
    assert.ok(wanted, 'a fixture nobody expects');
    const { seconds, extension, ...facts } = (await readMedia(sourceOf(bytesOf(name)))) ?? {};
    const { seconds: wantedSeconds, ...wantedFacts } = wanted;
    assert.deepEqual(facts, wantedFacts);
    assert.match(String(extension), /^\w{3,4}$/);
    if (wantedSeconds === undefined || name === 'fragmented.mp4') assert.equal(seconds, undefined);
    else
      assert.ok(Math.abs((seconds ?? 0) - wantedSeconds) < 0.05, `${seconds} for ${wantedSeconds}`);
  });

test('a photo that lies on its side is measured as it is shown', async () => {
  const jpeg = bytesOf('picture.jpg');
  const exif = (orientation: number) => {
    const body = Buffer.from(
      '457869660000' + '4d4d002a00000008' + '0001' + '011200030000000100000000' + '00000000',
      'hex',
    );
    body.writeUInt16BE(orientation, 24);
    const head = Buffer.from([0xff, 0xe1, 0, body.length + 2]);
    return Buffer.concat([jpeg.subarray(0, 2), head, body, jpeg.subarray(2)]);
  };
  const sizes = await Promise.all(
    [1, 3, 6, 8].map(async (orientation) => {
      const facts = await readMedia(sourceOf(exif(orientation)));
      return [facts?.width, facts?.height];
    }),
  );
  assert.deepEqual(sizes, [
    [64, 36],
    [64, 36],
    [36, 64],
    [36, 64],
  ]);
});

test('what is no media is nothing, whatever it is called', async () => {
  const texts = [
    '',
    'GIF',
    '<html><body>404</body></html>',
    '{"code":200}',
    '%PDF-1.7',
    'PK\x03\x04zip',
  ];
  for (const text of texts) assert.equal(await readMedia(sourceOf(Buffer.from(text))), undefined);
});

test('a sound without a length in its head has the length of all its frames', async () => {
  const one = bytesOf('plain-vbr.mp3');
  const [single, double] = await Promise.all(
    [one, Buffer.concat([one, one])].map((bytes) => readMedia(sourceOf(bytes))),
  );
  assert.ok(Math.abs((double?.seconds ?? 0) - 2 * (single?.seconds ?? 0)) < 0.06);
});

const names = Object.keys(expected);

test('cut or spoilt at any place, a file is read to an end and nothing is thrown', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...names),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(255)), { maxLength: 8 }),
      async (name, part, spoilt) => {
        const whole = bytesOf(name);
        const bytes = whole.subarray(0, Math.ceil(whole.length * part));
        for (const [where, value] of spoilt)
          if (bytes.length > 0) bytes[Math.floor(where * (bytes.length - 1))] = value;
        const facts = await readMedia(sourceOf(bytes));
        assert.ok(facts?.seconds === undefined || (facts.seconds > 0 && facts.seconds < Infinity));
      },
    ),
    { numRuns: 600 },
  );
});
