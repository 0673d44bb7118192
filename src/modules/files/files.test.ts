import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { newId } from '#kernel';
import { createTestDatabase } from '#testing';
import { arrangeFiles, expectOne, fixture, onDisk, refuses } from './fixtures/arrange-files.ts';
import { openOnFullDisk } from './fixtures/full-disk.ts';
import { createDiskStorage, parseRef, refOf } from './index.ts';

test('what a person gives is kept as it was, with what its bytes tell', async (t) => {
  const room = await arrangeFiles(t, await createTestDatabase(t));
  const userId = await room.person();
  const bytes = fixture('upright.mp4');
  const file = await room.files.addInput({ userId, bytes, fileName: '../../etc/Мой фильм.mp4' });
  assert.partialDeepStrictEqual(file, {
    userId,
    role: 'input',
    kind: 'video',
    state: 'stored',
    mimeType: 'video/mp4',
    sizeBytes: bytes.length,
    width: 36,
    height: 64,
    seconds: 1.2,
    fileName: 'Мой фильм.mp4',
  });
  assert.deepEqual(await room.files.readBytes(file), bytes);
  assert.deepEqual(onDisk(room), [file.id]);
  assert.equal(parseRef(refOf(file)), file.id);
  assert.ok(URL.canParse(refOf(file)));
});

test('a stream is taken as well, and what Telegram said of it goes before its header', async (t) => {
  const room = await arrangeFiles(t, await createTestDatabase(t));
  const userId = await room.person();
  async function* bytes() {
    const whole = fixture('sound.wav');
    for (let at = 0; at < whole.length; at += 1_000) yield whole.subarray(at, at + 1_000);
  }
  const telegram = { fileId: 'AwACx', uniqueId: 'u1', as: 'voice' } as const;
  const file = await room.files.addInput({ userId, bytes: bytes(), seconds: 7, telegram });
  assert.deepEqual([file.kind, file.seconds, file.telegram], ['audio', 7, telegram]);
  assert.deepEqual(await room.files.readBytes(file), fixture('sound.wav'));
  assert.equal((await room.files.findInput({ userId, uniqueId: 'u1' }))?.id, file.id);
  const other = await room.person();
  assert.equal(await room.files.findInput({ userId: other, uniqueId: 'u1' }), undefined);
});

test('what is no media, empty or too big is refused and leaves nothing', async (t) => {
  const room = await arrangeFiles(t, await createTestDatabase(t));
  const userId = await room.person();
  const add = (bytes: Buffer, maxBytes?: number) =>
    room.files.addInput({ userId, bytes, maxBytes });
  await assert.rejects(add(Buffer.from('#!/bin/sh')), refuses('file_kind'));
  await assert.rejects(add(Buffer.alloc(0)), refuses('file_unreadable'));
  await assert.rejects(add(fixture('picture.png'), 100), refuses('file_too_big'));
  assert.deepEqual(onDisk(room), []);
  assert.deepEqual((await room.files.list({ userId, role: 'input' })).files, []);
});

test('a full disk is said as such and leaves neither a row nor half a file', async (t) => {
  const room = await arrangeFiles(t, await createTestDatabase(t));
  const { dir, clock } = room;
  const storage = createDiskStorage({ dir, clock, openFile: openOnFullDisk });
  const userId = await room.person();
  const full = room.open({ storage });
  const bytes = fixture('picture.png');
  await assert.rejects(full.addInput({ userId, bytes }), refuses('storage_full'));
  assert.deepEqual(onDisk(room), []);
  const { file } = await expectOne(room);
  await assert.rejects(full.fetchResult(file.id), refuses('storage_full'));
  assert.equal((await room.files.fetchResult(file.id)).state, 'stored', 'there is room again');
});

test('a link is fetched and stored; one into our own network is not followed', async (t) => {
  const room = await arrangeFiles(t, await createTestDatabase(t));
  const userId = await room.person();
  const url = room.provider.at('picture.jpg');
  const file = await room.files.addLink({ userId, url });
  assert.deepEqual([file.kind, file.fileName, file.sourceUrl], ['image', 'picture.jpg', url]);
  const inside = { userId, url: 'http://169.254.169.254/latest/meta-data/' };
  await assert.rejects(room.files.addLink(inside), refuses('file_link'));
  room.provider.answer('picture.jpg', (_request, response) => response.end('<html>'));
  await assert.rejects(room.files.addLink({ userId, url }), refuses('file_kind'));
  assert.deepEqual(onDisk(room), [file.id]);
});

test('a file is its owner’s alone', async (t) => {
  const room = await arrangeFiles(t, await createTestDatabase(t));
  const [owner, stranger] = [await room.person(), await room.person()];
  const { id: fileId } = await room.files.addInput({
    userId: owner,
    bytes: fixture('picture.gif'),
  });
  assert.equal((await room.files.get({ userId: owner, fileId })).id, fileId);
  await assert.rejects(room.files.get({ userId: stranger, fileId }), refuses('not_found'));
  assert.equal(await room.files.find({ userId: stranger, fileId }), undefined);
  await assert.rejects(room.files.remove({ userId: stranger, fileId }), refuses('not_found'));
  await room.files.remove({ userId: owner, fileId });
  assert.equal(await room.files.find({ userId: owner, fileId }), undefined);
});

test('what Telegram took is remembered, beyond the life of the bytes', async (t) => {
  const room = await arrangeFiles(t, await createTestDatabase(t));
  const { file, userId } = await expectOne(room);
  await room.files.fetchResult(file.id);
  const telegram = { fileId: 'AgAC', uniqueId: 'u', as: 'photo' } as const;
  await room.files.setTelegram(file.id, telegram);
  room.clock.advance(31 * 86_400_000);
  assert.equal((await room.files.cleanup()).expired, 1);
  const after = await room.files.get({ userId, fileId: file.id });
  assert.deepEqual([after.state, after.telegram], ['gone', telegram]);
  await assert.rejects(room.files.readBytes(after), refuses('gone'));
  await assert.rejects(room.files.fetchResult(file.id), refuses('gone'));
});

test('a page at a time, newest first', async (t) => {
  const room = await arrangeFiles(t, await createTestDatabase(t));
  const userId = await room.person();
  const made: number[] = [];
  for (let i = 0; i < 5; i += 1)
    made.push((await room.files.addInput({ userId, bytes: fixture('picture.gif') })).number);
  const first = await room.files.list({ userId, role: 'input', limit: 3 });
  assert.deepEqual(
    first.files.map(({ number }) => number),
    made.toReversed().slice(0, 3),
  );
  const rest = await room.files.list({ userId, role: 'input', limit: 3, before: first.next });
  assert.deepEqual(
    rest.files.map(({ number }) => number),
    made.toReversed().slice(3),
  );
  assert.equal(rest.next, undefined);
  await assert.rejects(
    room.files.list({ userId, role: 'input', limit: 0 }),
    refuses('bad_request'),
  );
});

test('whoever is forgotten leaves neither rows nor bytes, and nothing of others goes', async (t) => {
  const room = await arrangeFiles(t, await createTestDatabase(t));
  const [gone, stays] = [await room.person(), await room.person()];
  await room.files.addInput({ userId: gone, bytes: fixture('picture.gif') });
  const kept = await room.files.addInput({ userId: stays, bytes: fixture('picture.gif') });
  await assert.rejects(
    room.db.transaction(async (tx) => {
      await room.files.forget(tx, gone);
      throw new Error('changed its mind');
    }),
  );
  assert.equal(onDisk(room).length, 2, 'nothing goes before the commit');
  await room.db.transaction((tx) => room.files.forget(tx, gone));
  assert.deepEqual((await room.files.list({ userId: gone, role: 'input' })).files, []);
  room.clock.advance(86_400_000);
  await room.files.cleanup();
  assert.deepEqual(onDisk(room), [kept.id]);
});

test('cleanup takes what has had its time and what a kill left; a dry run only counts', async (t) => {
  const room = await arrangeFiles(t, await createTestDatabase(t));
  const userId = await room.person();
  const old = await room.files.addInput({ userId, bytes: fixture('picture.gif') });
  const used = await room.files.addInput({ userId, bytes: fixture('picture.gif') });
  // Killed between the bytes and the row, and in the middle of writing.
  const killed = await room.storage.draft(fixture('picture.gif'), { maxBytes: 10_000 });
  await killed.keep(newId());
  const half = await room.storage.draft(fixture('picture.gif'), { maxBytes: 10_000 });
  t.after(() => half.drop());
  writeFileSync(join(room.dir, 'README'), 'not ours');

  assert.deepEqual(
    await room.files.cleanup(),
    { expired: 0, rows: 0, orphans: 0, drafts: 0 },
    'all is young',
  );
  room.clock.advance(20 * 86_400_000);
  await room.files.markUsed({ userId, fileIds: [used.id] });
  room.clock.advance(11 * 86_400_000);
  const counts = { expired: 1, rows: 0, orphans: 1, drafts: 1 };
  const before = onDisk(room);
  assert.deepEqual(await room.files.cleanup({ dryRun: true }), counts);
  assert.deepEqual(onDisk(room), before);
  assert.deepEqual(await room.files.cleanup(), counts);
  assert.deepEqual(onDisk(room), ['README', used.id].sort());
  assert.equal((await room.files.get({ userId, fileId: old.id })).state, 'gone');
  room.clock.advance(366 * 86_400_000);
  assert.deepEqual(await room.files.cleanup(), { expired: 1, rows: 1, orphans: 0, drafts: 0 });
  assert.equal(await room.files.find({ userId, fileId: old.id }), undefined);
});

test('a draft that is kept once more under its id is the same file', async (t) => {
  const room = await arrangeFiles(t, await createTestDatabase(t));
  const draft = await room.storage.draft(fixture('picture.gif'), { maxBytes: 10_000 });
  const id = newId();
  await draft.keep(id);
  await draft.keep(id);
  await draft.drop();
  const opened = await room.storage.open(id);
  opened?.stream.destroy();
  assert.equal(opened?.sizeBytes, draft.sizeBytes);
});
