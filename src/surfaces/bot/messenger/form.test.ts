import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { newId } from '#kernel';
import type { StoredFile } from '#modules/files';
import { formOf, knownId, layOut } from './form.ts';

const mb = 1024 * 1024;
const file = (more: Partial<StoredFile> = {}): StoredFile => ({
  id: newId(),
  number: 1,
  userId: newId(),
  role: 'result',
  kind: 'image',
  state: 'stored',
  position: 0,
  mimeType: 'image/png',
  sizeBytes: mb,
  createdAt: new Date(0),
  expiresAt: new Date(1),
  ...more,
});

const cases: [string, Partial<StoredFile>, string][] = [
  ['a picture', {}, 'photo'],
  ['a picture over 10 MB', { sizeBytes: 10 * mb + 1 }, 'document'],
  ['a picture with sides of 10 001 together', { width: 10_000, height: 1 }, 'document'],
  ['a picture twenty-one times as wide as high', { width: 2_100, height: 100 }, 'document'],
  ['a picture twenty times as wide as high', { width: 2_000, height: 100 }, 'photo'],
  ['a moving picture', { mimeType: 'image/gif' }, 'animation'],
  ['a drawing', { mimeType: 'image/svg+xml' }, 'document'],
  ['a clip', { kind: 'video', mimeType: 'video/mp4' }, 'video'],
  ['a clip of another kind', { kind: 'video', mimeType: 'video/webm' }, 'document'],
  ['a song', { kind: 'audio', mimeType: 'audio/mpeg' }, 'audio'],
  ['a sound without compression', { kind: 'audio', mimeType: 'audio/wav' }, 'document'],
];
for (const [name, more, form] of cases)
  test(`${name} goes as ${form}, and as a file when the original is asked for`, () => {
    assert.equal(formOf(file(more), false), form);
    assert.equal(formOf(file(more), true), 'document');
  });

test('the id of a photo is good for a photo only', () => {
  const known = file({ telegram: { fileId: 'x', as: 'photo' } });
  assert.deepEqual([knownId(known, 'photo'), knownId(known, 'document')], ['x', undefined]);
});

test('photos and clips share albums, sounds and files have their own, and the order within holds', () => {
  const [a, b, c, d, e] = [
    file(),
    file({ kind: 'audio', mimeType: 'audio/mpeg' }),
    file({ kind: 'video', mimeType: 'video/mp4' }),
    file({ mimeType: 'image/gif' }),
    file({ kind: 'audio', mimeType: 'audio/mpeg' }),
  ];
  assert.deepEqual(layOut([a, b, c, d, e], false), [[a, c], [b, e], [d]]);
  assert.deepEqual(layOut([a, b, c, d, e], true), [[a, b, c, d, e]]);
});

test('every file is in one album, no album is mixed or has more than ten', () => {
  const kinds = [
    {},
    { mimeType: 'image/gif' },
    { kind: 'video', mimeType: 'video/mp4' },
    { kind: 'audio', mimeType: 'audio/mpeg' },
    { sizeBytes: 60 * mb },
    { kind: 'file', mimeType: 'application/pdf' },
  ] as const;
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...kinds), { maxLength: 60 }), (wanted) => {
      const files = wanted.map((more) => file(more));
      const albums = layOut(files, false);
      assert.deepEqual(new Set(albums.flat()), new Set(files));
      assert.equal(albums.flat().length, files.length);
      for (const album of albums) {
        assert.ok(album.length >= 1 && album.length <= 10);
        const families = new Set(album.map((one) => formOf(one, false).replace('video', 'photo')));
        assert.equal(families.size, 1);
        if (album.some((one) => one.mimeType === 'image/gif' || one.sizeBytes === 60 * mb))
          assert.equal(album.length, 1);
      }
    }),
  );
});
