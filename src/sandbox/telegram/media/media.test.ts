import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { gif, jpeg, mp3, mp4, oggOpus, png, wav, webp } from '#sandbox/telegram/media/fixtures';
import { checkByUrl, checkUpload, isThumbnail, MediaError, photoSizes, sniff } from './index.ts';

test('pictures tell their sides', () => {
  assert.deepEqual(sniff(png(640, 480)), { mime_type: 'image/png', width: 640, height: 480 });
  assert.deepEqual(sniff(jpeg(1024, 768)), { mime_type: 'image/jpeg', width: 1024, height: 768 });
  assert.deepEqual(sniff(gif(20, 10)), {
    mime_type: 'image/gif',
    width: 20,
    height: 10,
    silent: true,
  });
  for (const form of ['VP8 ', 'VP8L', 'VP8X'] as const) {
    assert.deepEqual(sniff(webp(form, 512, 300)), {
      mime_type: 'image/webp',
      width: 512,
      height: 300,
    });
  }
});

test('films and sounds tell their length', () => {
  assert.deepEqual(sniff(mp4({ width: 1280, height: 720, seconds: 7, sound: true })), {
    mime_type: 'video/mp4',
    width: 1280,
    height: 720,
    duration: 7,
  });
  assert.deepEqual(sniff(mp4({ width: 64, height: 64, seconds: 2, sound: false })), {
    mime_type: 'video/mp4',
    width: 64,
    height: 64,
    duration: 2,
    silent: true,
  });
  assert.deepEqual(sniff(oggOpus(12)), { mime_type: 'audio/ogg', duration: 12 });
  assert.deepEqual(sniff(wav(3)), { mime_type: 'audio/x-wav', duration: 3 });
  assert.deepEqual(sniff(mp3({ seconds: 4, title: 'Song', performer: 'Ada' })), {
    mime_type: 'audio/mpeg',
    duration: 4,
    title: 'Song',
    performer: 'Ada',
  });
});

test('other files are known by their first bytes, else by their name', () => {
  assert.equal(sniff(Buffer.from('%PDF-1.7')).mime_type, 'application/pdf');
  assert.equal(sniff(Buffer.from('PK\u0003\u0004')).mime_type, 'application/zip');
  assert.equal(sniff(Buffer.from('hello'), 'a.TXT').mime_type, 'text/plain');
  assert.equal(sniff(png(1, 1), 'a.txt').mime_type, 'image/png');
  assert.equal(sniff(Buffer.from('hello')).mime_type, 'application/octet-stream');
});

test('no bytes, whole or cut short, make the reader fail', () => {
  const whole = [
    png(9, 9),
    jpeg(9, 9),
    gif(9, 9),
    webp('VP8X', 9, 9),
    mp4({ width: 9, height: 9, seconds: 1, sound: true }),
    oggOpus(1),
    wav(1),
    mp3({ seconds: 1 }),
  ];
  for (const bytes of whole) {
    for (let size = 0; size < Math.min(bytes.length, 600); size++) {
      assert.equal(typeof sniff(bytes.subarray(0, size)).mime_type, 'string');
    }
  }
  fc.assert(
    fc.property(
      fc.constantFrom(...whole),
      fc.uint8Array({ maxLength: 40 }),
      fc.nat(200),
      (bytes, noise, at) => {
        const broken = Buffer.from(bytes);
        broken.set(noise.subarray(0, Math.max(0, broken.length - at)), Math.min(at, broken.length));
        assert.equal(typeof sniff(broken).mime_type, 'string');
      },
    ),
  );
});

const refused = (check: () => void, message: string, code: 400 | 413 = 400) =>
  assert.throws(check, (thrown) => {
    assert.ok(thrown instanceof MediaError);
    assert.deepEqual([thrown.message, thrown.code], [message, code]);
    return true;
  });

const picture = (width: number, height: number) => ({ mime_type: 'image/png', width, height });

test('photos have limits of weight, sides and proportion', () => {
  const MB = 1024 * 1024;
  checkUpload('photo', 10 * MB, picture(5000, 5000));
  checkUpload('photo', 1, picture(20, 400));
  refused(
    () => checkUpload('photo', 10 * MB + 1, picture(1, 1)),
    'File of size 10485761 bytes is too big for a photo; the maximum size is 10485760 bytes',
  );
  refused(() => checkUpload('photo', 1, picture(5001, 5000)), 'PHOTO_INVALID_DIMENSIONS');
  refused(() => checkUpload('photo', 1, picture(10, 201)), 'PHOTO_INVALID_DIMENSIONS');
  refused(() => checkUpload('photo', 1, { mime_type: 'application/pdf' }), 'IMAGE_PROCESS_FAILED');
  refused(() => checkUpload('photo', 0, picture(1, 1)), 'File must be non-empty');
});

test('other uploads weigh at most 50 MB', () => {
  checkUpload('video', 50 * 1024 * 1024, { mime_type: 'video/mp4' });
  refused(
    () => checkUpload('document', 50 * 1024 * 1024 + 1, { mime_type: 'x/y' }),
    'Request Entity Too Large',
    413,
  );
});

test('what Telegram fetches itself is lighter and of few types', () => {
  checkByUrl('photo', 5 * 1024 * 1024, picture(9, 9));
  checkByUrl('document', 20 * 1024 * 1024, { mime_type: 'application/pdf' });
  refused(
    () => checkByUrl('photo', 5 * 1024 * 1024 + 1, picture(9, 9)),
    'Failed to get HTTP URL content',
  );
  refused(
    () => checkByUrl('video', 20 * 1024 * 1024 + 1, { mime_type: 'video/mp4' }),
    'Failed to get HTTP URL content',
  );
  refused(
    () => checkByUrl('photo', 9, { mime_type: 'text/html' }),
    'Wrong type of the web page content',
  );
  refused(
    () => checkByUrl('video', 9, { mime_type: 'video/quicktime' }),
    'Wrong type of the web page content',
  );
  refused(
    () => checkByUrl('document', 9, { mime_type: 'text/plain' }),
    'Wrong type of the web page content',
  );
});

test('a photo is shown in several sizes that keep its proportion', () => {
  assert.deepEqual(photoSizes(1024, 512), [
    { width: 90, height: 45 },
    { width: 320, height: 160 },
    { width: 800, height: 400 },
    { width: 1024, height: 512 },
  ]);
  assert.deepEqual(photoSizes(1, 1), [{ width: 1, height: 1 }]);
  assert.deepEqual(photoSizes(4000, 2000).at(-1), { width: 2560, height: 1280 });
});

test('a thumbnail is a small JPEG', () => {
  assert.ok(isThumbnail(1000, { mime_type: 'image/jpeg', width: 320, height: 320 }));
  assert.ok(!isThumbnail(1000, { mime_type: 'image/jpeg', width: 321, height: 320 }));
  assert.ok(!isThumbnail(1000, picture(9, 9)));
  assert.ok(!isThumbnail(200 * 1024, { mime_type: 'image/jpeg', width: 9, height: 9 }));
});
