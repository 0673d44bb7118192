import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Answer, arrangeSandbox, refused } from '#sandbox/telegram/fixtures';
import { mp3, mp4, png } from '#sandbox/telegram/media/fixtures';

const film = mp4({ width: 640, height: 360, seconds: 5, sound: true });
const files = {
  a: { bytes: png(10, 20) },
  b: { bytes: png(30, 40) },
  v: { bytes: film },
  s: { bytes: mp3({ seconds: 2 }) },
};
const item = (type: string, field: string, more = {}) => ({
  type,
  media: `attach://${field}`,
  ...more,
});

test('photos and videos make one album with a common id', async (t) => {
  const { post, chat, control } = await arrangeSandbox(t);
  const media = [
    item('photo', 'a', { caption: '*hi*', parse_mode: 'Markdown' }),
    item('video', 'v'),
    item('photo', 'b', { has_spoiler: true }),
  ];
  const { s: _, ...used } = files;
  const { result } = await post('sendMediaGroup', { chat_id: chat, media }, used);
  assert.equal(result.length, 3);
  assert.equal(new Set(result.map((message: Answer) => message.media_group_id)).size, 1);
  assert.equal(result[0].caption, 'hi');
  assert.equal(result[1].video.width, 640);
  assert.equal(result[2].has_media_spoiler, true);
  assert.deepEqual(
    control.transcript.calls({ method: 'sendMediaGroup' }).flatMap(({ warnings }) => warnings),
    [],
  );
});

test('wrong albums are refused in the words of the server', async (t) => {
  const { post, chat } = await arrangeSandbox(t);
  const send = (media: unknown) => post('sendMediaGroup', { chat_id: chat, media }, files);
  refused(await send([]), 'there are no messages to send');
  refused(await send('{'), "can't parse media JSON object");
  refused(await send({}), 'expected an Array of InputMedia');
  refused(
    await send([item('photo', 'a')]),
    'there must be at least 2 messages to send as an album',
  );
  refused(await send(Array(11).fill(item('photo', 'a'))), 'too many messages to send as an album');
  refused(
    await send([item('photo', 'a'), item('animation', 'v')]),
    'can\'t parse InputMedia: type "animation" can\'t be used in sendMediaGroup',
  );
  refused(
    await send([item('photo', 'a'), item('audio', 's')]),
    "audio can't be mixed with other media types",
  );
  refused(
    await send([item('document', 'a'), item('photo', 'a')]),
    "document can't be mixed with other media types",
  );
  refused(
    await send([item('photo', 'a'), item('photo', 'none')]),
    "can't parse InputMedia: media not found",
  );
  refused(
    await send([item('photo', 'a'), { type: 'photo' }]),
    'can\'t parse InputMedia: Can\'t find field "media"',
  );
  refused(
    await send([item('photo', 'a'), { media: 'x' }]),
    'can\'t parse InputMedia: Can\'t find field "type"',
  );
  refused(
    await send([item('photo', 'a'), item('photo', 'v')]),
    'failed to send message #2 with the error message "IMAGE_PROCESS_FAILED"',
  );
  refused(
    await send([{ type: 'photo', media: 'http://127.0.0.1:1/x.png' }, item('photo', 'a')]),
    'failed to send message #1 with the error message "WEBPAGE_CURL_FAILED"',
  );
});

test('a placeholder text becomes the picture in the same message', async (t) => {
  const { post, ok, chat } = await arrangeSandbox(t);
  const { message_id } = await ok('sendMessage', { chat_id: chat, text: 'wait' });
  const params = {
    chat_id: chat,
    message_id,
    media: item('photo', 'a', { caption: 'done' }),
    reply_markup: { inline_keyboard: [[{ text: 'x', callback_data: 'y' }]] },
  };
  const { result } = await post('editMessageMedia', params, files);
  assert.equal(result.message_id, message_id);
  assert.equal(result.text, undefined);
  assert.equal(result.caption, 'done');
  assert.equal(result.photo.at(-1).width, 10);
  assert.ok(result.reply_markup);
  const video = await post(
    'editMessageMedia',
    { chat_id: chat, message_id, media: item('video', 'v') },
    files,
  );
  assert.ok(
    video.result.video &&
      video.result.photo === undefined &&
      video.result.reply_markup === undefined,
  );
});

test('media is not edited where it cannot be', async (t) => {
  const { post, ok, call, chat } = await arrangeSandbox(t);
  const dice = await ok('sendDice', { chat_id: chat });
  const edit = (message_id: number, media: unknown) =>
    post('editMessageMedia', { chat_id: chat, message_id, media }, files);
  refused(await edit(dice.message_id, item('photo', 'a')), "message media can't be edited");
  refused(await edit(999, item('photo', 'a')), 'message to edit not found');
  refused(
    await call('editMessageMedia', { chat_id: chat, message_id: 1 }),
    'input media is not specified',
  );
  const [first] = (
    await post(
      'sendMediaGroup',
      { chat_id: chat, media: [item('photo', 'a'), item('photo', 'b')] },
      files,
    )
  ).result;
  refused(
    await edit(first.message_id, item('audio', 's')),
    "can't use the media of the specified type in the album",
  );
  assert.ok((await edit(first.message_id, item('video', 'v'))).result.video);
  const photo = (await ok('sendPhoto', { chat_id: chat, photo: first.photo.at(-1).file_id }))
    .message_id;
  refused(
    await edit(photo, { type: 'photo', media: first.photo.at(-1).file_id }),
    'message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message',
  );
  const text = (await ok('sendMessage', { chat_id: chat, text: 'x' })).message_id;
  refused(
    await call('editMessageText', { chat_id: chat, message_id: photo, text: 'y' }),
    'there is no text in the message to edit',
  );
  refused(
    await call('editMessageCaption', { chat_id: chat, message_id: text, caption: 'y' }),
    'there is no caption in the message to edit',
  );
});
