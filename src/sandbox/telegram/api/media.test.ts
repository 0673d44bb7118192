import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { type TestContext, test } from 'node:test';
import { arrangeSandbox, assertRefused, refused } from '#sandbox/telegram/fixtures';
import { gif, jpeg, mp3, mp4, oggOpus, png, webp } from '#sandbox/telegram/media/fixtures';

const film = (sound: boolean) => mp4({ width: 640, height: 360, seconds: 5, sound });
const MB = 1024 * 1024;

test('an uploaded photo is shown in several sizes and its bytes come back', async (t) => {
  const { post, ok, url, chat } = await arrangeSandbox(t);
  const bytes = png(1000, 500);
  const { result } = await post(
    'sendPhoto',
    { chat_id: chat, caption: '<b>hi</b>', parse_mode: 'HTML' },
    { photo: { bytes } },
  );
  assert.deepEqual(
    result.photo.map((size: { width: number; height: number }) => [size.width, size.height]),
    [
      [90, 45],
      [320, 160],
      [800, 400],
      [1000, 500],
    ],
  );
  assert.equal(result.caption, 'hi');
  assert.deepEqual(result.caption_entities, [{ type: 'bold', offset: 0, length: 2 }]);
  for (const size of result.photo) {
    const file = await ok('getFile', { file_id: size.file_id });
    const answer = await fetch(`${url}/file/bot4200000002:conformance/${file.file_path}`);
    assert.deepEqual(Buffer.from(await answer.arrayBuffer()), bytes);
  }
  const again = await ok('sendPhoto', { chat_id: chat, photo: result.photo.at(-1).file_id });
  assert.deepEqual(again.photo, result.photo);
});

test('each method makes the kind of message its file allows', async (t) => {
  const { post, chat } = await arrangeSandbox(t);
  const send = async (method: string, field: string, bytes: Buffer, more = {}) =>
    (await post(method, { chat_id: chat, ...more }, { [field]: { bytes, name: 'a.bin' } })).result;
  const video = await send('sendVideo', 'video', film(true));
  assert.partialDeepStrictEqual(video.video, {
    width: 640,
    height: 360,
    duration: 5,
    mime_type: 'video/mp4',
    file_name: 'a.bin',
  });
  assert.ok((await send('sendAnimation', 'animation', film(false))).animation);
  const animation = await send('sendDocument', 'document', gif(9, 9));
  assert.ok(animation.animation && animation.document);
  const document = await send('sendDocument', 'document', gif(9, 9), {
    disable_content_type_detection: true,
  });
  assert.ok(document.document && document.animation === undefined);
  assert.partialDeepStrictEqual(
    (await send('sendAudio', 'audio', mp3({ seconds: 9, title: 'Song' }))).audio,
    { duration: 9, title: 'Song', mime_type: 'audio/mpeg' },
  );
  assert.equal((await send('sendVoice', 'voice', oggOpus(3))).voice.duration, 3);
  assert.ok((await send('sendVoice', 'voice', Buffer.from('text'))).document);
  assert.partialDeepStrictEqual(
    (await send('sendVideoNote', 'video_note', film(true))).video_note,
    { length: 360, duration: 5 },
  );
  assert.equal(
    (await send('sendSticker', 'sticker', webp('VP8X', 512, 512))).sticker.type,
    'regular',
  );
});

test('a thumbnail is taken when it is uploaded and small, else ignored', async (t) => {
  const { post, chat } = await arrangeSandbox(t);
  const files = (thumbnail: Buffer) => ({
    video: { bytes: film(true) },
    thumb: { bytes: thumbnail },
  });
  const params = { chat_id: chat, thumbnail: 'attach://thumb' };
  const { result } = await post('sendVideo', params, files(jpeg(320, 180)));
  assert.equal(result.video.thumbnail.width, 320);
  const { result: without } = await post('sendVideo', params, files(png(10, 10)));
  assert.equal(without.video.thumbnail, undefined);
});

test('uploads over the limits are refused in the words of the server', async (t) => {
  const { post, chat } = await arrangeSandbox(t);
  const photo = (bytes: Buffer) => post('sendPhoto', { chat_id: chat }, { photo: { bytes } });
  const heavy = Buffer.concat([png(10, 10), Buffer.alloc(10 * MB)]);
  refused(
    await photo(heavy),
    `file of size ${heavy.length} bytes is too big for a photo; the maximum size is 10485760 bytes`,
  );
  refused(await photo(png(9000, 1001)), 'PHOTO_INVALID_DIMENSIONS');
  refused(await photo(png(210, 10)), 'PHOTO_INVALID_DIMENSIONS');
  refused(await photo(Buffer.from('no picture')), 'IMAGE_PROCESS_FAILED');
  refused(await photo(Buffer.alloc(0)), 'file must be non-empty');
  const huge = await post(
    'sendDocument',
    { chat_id: chat },
    { document: { bytes: Buffer.alloc(50 * MB + 1) } },
  );
  assertRefused(huge, 'Request Entity Too Large', 413);
});

test('a call without its file is refused', async (t) => {
  const { call, chat } = await arrangeSandbox(t);
  for (const [method, noun] of [
    ['sendPhoto', 'photo'],
    ['sendVideo', 'video'],
    ['sendDocument', 'document'],
    ['sendVoice', 'voice'],
    ['sendVideoNote', 'video note'],
  ] as const) {
    refused(await call(method, { chat_id: chat }), `there is no ${noun} in the request`);
    refused(
      await call(method, { chat_id: chat, [method.slice(4).toLowerCase()]: '' }),
      `there is no ${noun} in the request`,
    );
  }
  refused(
    await call('sendPhoto', { chat_id: chat, photo: 'attach://nothing' }),
    'there is no photo in the request',
  );
});

test('a file_id belongs to one bot and keeps its kind', async (t) => {
  const { post, call, control, chat } = await arrangeSandbox(t);
  const photo = (
    await post('sendPhoto', { chat_id: chat }, { photo: { bytes: png(9, 9) } })
  ).result.photo.at(-1).file_id;
  const video = (await post('sendVideo', { chat_id: chat }, { video: { bytes: film(true) } }))
    .result.video.file_id;
  refused(
    await call('sendDocument', { chat_id: chat, document: photo }),
    "can't use file of type Photo as Document",
  );
  refused(
    await call('sendPhoto', { chat_id: chat, photo: video }),
    "can't use file of type Video as Photo",
  );
  assert.ok((await call('sendDocument', { chat_id: chat, document: video })).result.video);
  refused(
    await call('sendPhoto', { chat_id: chat, photo: 'nonsense' }),
    'wrong file identifier/HTTP URL specified',
  );
  control.addBot({ token: '77:other' });
  refused(
    await call('getFile', { file_id: photo }, '77:other'),
    'wrong file_id or the file is temporarily unavailable',
  );
});

test('getFile refuses what is unknown or over 20 MB', async (t) => {
  const { post, call, chat } = await arrangeSandbox(t);
  refused(await call('getFile'), 'parameter "file_id" is required');
  refused(await call('getFile', { file_id: 'AgADnothing' }), 'invalid file_id');
  const big = await post(
    'sendDocument',
    { chat_id: chat },
    { document: { bytes: Buffer.alloc(20 * MB + 1) } },
  );
  refused(await call('getFile', { file_id: big.result.document.file_id }), 'file is too big');
});

test('a link to a file lives for an hour, then one asks again', async (t) => {
  const { post, ok, url, control, chat } = await arrangeSandbox(t);
  const { result } = await post(
    'sendDocument',
    { chat_id: chat },
    { document: { bytes: Buffer.from('text') } },
  );
  const { file_id } = result.document;
  const { file_path } = await ok('getFile', { file_id });
  const status = async () =>
    (await fetch(`${url}/file/bot4200000002:conformance/${file_path}`)).status;
  control.clock.advance(3_599_000);
  assert.equal(await status(), 200);
  control.clock.advance(10_000);
  assert.equal(await status(), 404);
  await ok('getFile', { file_id });
  assert.equal(await status(), 200);
});

test('captions are read like texts', async (t) => {
  const { post, chat } = await arrangeSandbox(t);
  const send = (caption: string, more = {}) =>
    post('sendPhoto', { chat_id: chat, caption, ...more }, { photo: { bytes: png(9, 9) } });
  refused(await send('x'.repeat(1025)), 'message caption is too long');
  refused(
    await send('<b>x', { parse_mode: 'HTML' }),
    'can\'t parse entities: Can\'t find end tag corresponding to start tag "b"',
  );
  assert.equal(
    (await send('x', { has_spoiler: true, show_caption_above_media: true })).result
      .has_media_spoiler,
    true,
  );
});

async function serve(t: TestContext, files: Readonly<Record<string, Buffer>>): Promise<string> {
  const server = createServer((request, response) => {
    const bytes = files[request.url ?? ''];
    response.writeHead(bytes === undefined ? 404 : 200).end(bytes);
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  t.after(() => void server.close());
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
}

test('files by address are fetched within their limits', async (t) => {
  const { call, chat } = await arrangeSandbox(t);
  const site = await serve(t, {
    '/a.png': png(30, 20),
    '/big.png': Buffer.concat([png(30, 20), Buffer.alloc(5 * MB)]),
    '/a.mp4': film(true),
    '/a.txt': Buffer.from('text'),
    '/a.pdf': Buffer.from('%PDF-1.7'),
    '/a.ogg': oggOpus(3),
    '/long.ogg': Buffer.concat([oggOpus(3), Buffer.alloc(MB)]),
  });
  const photo = (path: string) => call('sendPhoto', { chat_id: chat, photo: `${site}${path}` });
  const voice = async (path: string) =>
    (await call('sendVoice', { chat_id: chat, voice: `${site}${path}` })).result;
  assert.ok((await voice('/a.ogg')).voice);
  assert.ok((await voice('/long.ogg')).document);
  assert.equal((await photo('/a.png')).result.photo.at(-1).width, 30);
  refused(await photo('/big.png'), 'failed to get HTTP URL content');
  refused(await photo('/none.png'), 'failed to get HTTP URL content');
  refused(await photo('/a.txt'), 'wrong type of the web page content');
  refused(
    await call('sendPhoto', { chat_id: chat, photo: 'ftp://a.com/x' }),
    'wrong HTTP URL specified',
  );
  assert.equal(
    (await call('sendVideo', { chat_id: chat, video: `${site}/a.mp4` })).result.video.file_name,
    'a.mp4',
  );
  assert.ok(
    (await call('sendDocument', { chat_id: chat, document: `${site}/a.pdf` })).result.document,
  );
  refused(
    await call('sendDocument', { chat_id: chat, document: `${site}/a.txt` }),
    'wrong type of the web page content',
  );
});

test('a blocked bot sends no media either', async (t) => {
  const { post, control, chat } = await arrangeSandbox(t);
  control.block({ user: chat, blocked: true });
  assertRefused(
    await post('sendPhoto', { chat_id: chat }, { photo: { bytes: png(9, 9) } }),
    'Forbidden: bot was blocked by the user',
    403,
  );
});
