import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import { test } from 'node:test';
import { newId } from '#kernel';
import { createTestDatabase } from '#testing';
import { arrangeFiles, expectOne, fixture, onDisk, refuses } from './fixtures/arrange-files.ts';

test('results are expected once per generation, however often and under whatever address', async (t) => {
  const room = await arrangeFiles(t, await createTestDatabase(t));
  const { db, files, provider } = room;
  const [userId, generationId] = [await room.person(), newId()];
  const media = [
    {
      kind: 'audio' as const,
      url: provider.at('cbr.mp3'),
      title: 'Песня',
      trackId: 't1',
      coverUrl: provider.at('picture.jpg'),
    },
    { kind: 'audio' as const, url: provider.at('vbr.mp3') },
  ];
  const first = await db.transaction((tx) =>
    files.expectResults(tx, { userId, generationId, media }),
  );
  const moved = media.map((one) => ({ ...one, url: `${one.url}?again` }));
  const second = await db.transaction((tx) =>
    files.expectResults(tx, { userId, generationId, media: moved }),
  );
  assert.deepEqual(second, first);
  assert.deepEqual(
    first.map(({ position, state, title, trackId }) => ({ position, state, title, trackId })),
    [
      { position: 0, state: 'expected', title: 'Песня', trackId: 't1' },
      { position: 1, state: 'expected', title: undefined, trackId: undefined },
    ],
  );
  for (const { id } of first) await files.fetchResult(id);
  const stored = await files.ofGeneration(generationId);
  assert.deepEqual(
    stored.map(({ state, kind, mimeType }) => [state, kind, mimeType]),
    Array.from({ length: 2 }, () => ['stored', 'audio', 'audio/mpeg']),
  );
  const cover = await files.previewOf({ generationId, position: 0 });
  assert.equal(cover?.mimeType, 'image/jpeg');
  assert.equal(await files.previewOf({ generationId, position: 1 }), undefined);
});

test('a cover that cannot be had does not keep the result back', async (t) => {
  const room = await arrangeFiles(t, await createTestDatabase(t));
  const { db, files, provider } = room;
  const [userId, generationId] = [await room.person(), newId()];
  provider.answer('picture.jpg', (_request, response) => response.writeHead(500).end());
  const media = [
    { kind: 'audio' as const, url: provider.at('cbr.mp3'), coverUrl: provider.at('picture.jpg') },
  ];
  const [file] = await db.transaction((tx) =>
    files.expectResults(tx, { userId, generationId, media }),
  );
  assert.equal((await files.fetchResult(file?.id ?? '')).state, 'stored');
});

test('a result is fetched once, also by many at once', async (t) => {
  const room = await arrangeFiles(t, await createTestDatabase(t));
  const { file } = await expectOne(room);
  const found = await Promise.all(Array.from({ length: 6 }, () => room.files.fetchResult(file.id)));
  assert.equal(new Set(found.map((one) => JSON.stringify(one))).size, 1);
  const asked = room.provider.asked.length;
  await room.files.fetchResult(file.id);
  assert.equal(room.provider.asked.length, asked, 'what is here is not asked for');
  assert.deepEqual(onDisk(room), [file.id]);
});

test('half a result, a page of excuses and a refusal are fetched again until it is there', async (t) => {
  const room = await arrangeFiles(t, await createTestDatabase(t));
  const { file } = await expectOne(room);
  const faults = [
    (response: ServerResponse) => {
      response.writeHead(200, { 'content-length': '5000' });
      response.write(fixture('picture.png'), () => response.destroy());
    },
    (response: ServerResponse) =>
      response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>busy</h1>'),
    (response: ServerResponse) => response.writeHead(503).end(),
    (response: ServerResponse) => response.end(),
  ];
  for (const fault of faults) {
    room.provider.answer('picture.png', (_request, response) => fault(response));
    await assert.rejects(room.files.fetchResult(file.id), refuses('unavailable'));
    assert.deepEqual(onDisk(room), []);
  }
  room.provider.heal('picture.png');
  assert.deepEqual(
    await room.files.readBytes(await room.files.fetchResult(file.id)),
    fixture('picture.png'),
  );
});

test('an address that has run out is renewed', async (t) => {
  const room = await arrangeFiles(t, await createTestDatabase(t));
  room.provider.answer('old.png', (_request, response) => response.writeHead(403).end());
  const { file } = await expectOne(room, 'old.png');
  await assert.rejects(room.files.fetchResult(file.id), refuses('upstream_rejected'));
  const renewing = room.open({ renewLink: async (url) => url.replace('old', 'picture') });
  assert.equal((await renewing.fetchResult(file.id)).width, 64);
});

test('bytes that were lost are fetched again as long as the provider has them', async (t) => {
  const room = await arrangeFiles(t, await createTestDatabase(t));
  const { file } = await expectOne(room);
  await room.files.fetchResult(file.id);
  await room.storage.remove(file.id);
  assert.deepEqual(await room.files.readBytes(file), fixture('picture.png'));
  assert.ok(room.lines.some(({ msg }) => msg === 'the bytes of a file are missing'));
  const input = await room.files.addInput({ userId: file.userId, bytes: fixture('picture.gif') });
  await room.storage.remove(input.id);
  await assert.rejects(room.files.readBytes(input), refuses('gone'));
});

for (const moment of ['before', 'after'])
  test(`killed just ${moment} the bytes get their name, the result is fetched again and is whole`, async (t) => {
    const database = await createTestDatabase(t);
    const room = await arrangeFiles(t, database);
    const { file, generationId } = await expectOne(room, 'clip.webm');
    const program = join(import.meta.dirname, 'fixtures', 'killed-fetch.ts');
    const child = spawn(
      process.execPath,
      [program, database.url, room.dir, room.provider.url, file.id, moment],
      { stdio: ['ignore', 'inherit', 'inherit'] },
    );
    assert.deepEqual(await once(child, 'exit'), [null, 'SIGKILL']);
    assert.deepEqual(
      (await room.files.ofGeneration(generationId)).map(({ state }) => state),
      ['expected'],
    );
    const stored = await room.files.fetchResult(file.id);
    assert.deepEqual(await room.files.readBytes(stored), fixture('clip.webm'));
    room.clock.advance(86_400_000);
    await room.files.cleanup();
    assert.deepEqual(onDisk(room), [file.id], 'what the killed one left is swept');
  });
