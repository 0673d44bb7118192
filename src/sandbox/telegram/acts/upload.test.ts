import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Upload, uploadFiles } from '#sandbox/telegram/acts';
import { type Answer, arrangeSandbox } from '#sandbox/telegram/fixtures';
import { gif, mp3, mp4, oggOpus, png } from '#sandbox/telegram/media/fixtures';

const film = mp4({ width: 64, height: 48, seconds: 3, sound: true });

async function arrange(t: Parameters<typeof arrangeSandbox>[0]) {
  const sandbox = await arrangeSandbox(t);
  const { control, chat } = sandbox;
  const upload = (as: Upload['as'], files: readonly [string, Buffer][], caption = '') =>
    uploadFiles(
      { world: control.world, bot: control.bot() },
      { user: chat, as, caption, files: files.map(([file_name, bytes]) => ({ file_name, bytes })) },
    );
  return { ...sandbox, upload };
}

test('a dropped file becomes what it is, and the bot can fetch it', async (t) => {
  const { upload, updates, ok, url } = await arrange(t);
  await upload('auto', [['a.png', png(60, 30)]], 'look #cat');
  await upload('auto', [['a.mp4', film]]);
  await upload('auto', [['a.mp3', mp3({ seconds: 2 })]]);
  await upload('auto', [['a.gif', gif(5, 5)]]);
  await upload('auto', [['long.png', png(10, 500)]]);
  await upload('voice', [['v.ogg', oggOpus(2)]]);
  await upload('document', [['a.png', png(60, 30)]]);
  const messages: Answer[] = (await updates()).map((update: Answer) => update.message);
  assert.deepEqual(
    messages.map((message) =>
      Object.keys(message).filter((key) =>
        ['photo', 'video', 'audio', 'animation', 'document', 'voice'].includes(key),
      ),
    ),
    [
      ['photo'],
      ['video'],
      ['audio'],
      ['animation', 'document'],
      ['document'],
      ['voice'],
      ['document'],
    ],
  );
  assert.deepEqual(messages[0].caption_entities, [{ type: 'hashtag', offset: 5, length: 4 }]);
  const file = await ok('getFile', { file_id: messages[6].document.file_id });
  const bytes = await (
    await fetch(`${url}/file/bot4200000002:conformance/${file.file_path}`)
  ).arrayBuffer();
  assert.deepEqual(Buffer.from(bytes), png(60, 30));
});

test('several files of a kind are one album of separate updates, caption on the first', async (t) => {
  const { upload, updates } = await arrange(t);
  await upload(
    'auto',
    [
      ['a.png', png(60, 30)],
      ['b.mp4', film],
    ],
    'two',
  );
  const messages: Answer[] = (await updates()).map((update: Answer) => update.message);
  assert.equal(messages.length, 2);
  assert.ok(messages[0].media_group_id);
  assert.equal(messages[0].media_group_id, messages[1].media_group_id);
  assert.deepEqual([messages[0].caption, messages[1].caption], ['two', undefined]);
  const mixed = await upload('auto', [
    ['a.png', png(60, 30)],
    ['b.mp3', mp3({ seconds: 1 })],
  ]);
  assert.deepEqual(
    mixed.map((message) => message.media_group_id),
    [undefined, undefined],
  );
});

test('what is no picture cannot be sent as a photo', async (t) => {
  const { upload } = await arrange(t);
  await assert.rejects(upload('photo', [['a.txt', Buffer.from('x')]]), { name: 'ActRefused' });
  await assert.rejects(upload('document', [['a.txt', Buffer.alloc(0)]]), { name: 'ActRefused' });
});
