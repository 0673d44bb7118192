import assert from 'node:assert/strict';
import { createHash, createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import { type TestContext, test } from 'node:test';
import { z } from 'zod';
import { createModels } from '#sandbox/kie/models';
import { createKieSandbox, type KieSandboxOptions } from './index.ts';

const picture = {
  model: 'nano-banana-pro',
  input: { prompt: 'галка & «moon»', aspect_ratio: '16:9' },
};
// Data is read as it comes: each test says what must be in it.
const envelope = z.object({ code: z.number(), msg: z.string(), data: z.any() });
const durations = { image: 10_000, video: 10_000, audio: 10_000, text: 10_000, data: 10_000 };

async function arrange(t: TestContext, options: KieSandboxOptions = {}) {
  const sandbox = createKieSandbox({ durations, ...options });
  const { url } = await sandbox.start();
  t.after(sandbox.stop);
  sandbox.control.clock.freeze();
  const call = async (path: string, body?: unknown) => {
    const answer = await fetch(`${url}${path}`, {
      headers: { authorization: 'Bearer key', 'content-type': 'application/json' },
      ...(body !== undefined && { method: 'POST', body: JSON.stringify(body) }),
    });
    assert.equal(answer.status, 200);
    return envelope.parse(await answer.json());
  };
  const create = (body: unknown = picture) => call('/api/v1/jobs/createTask', body);
  const look = (id: string) => call(`/api/v1/jobs/recordInfo?taskId=${id}`);
  const made = async (body: unknown = picture) => {
    const { code, msg, data } = await create(body);
    assert.equal(code, 200, msg);
    sandbox.control.clock.advance(10_000);
    return (await look(data.taskId)).data;
  };
  return { sandbox, control: sandbox.control, url, call, create, look, made };
}

/** Somebody to call back; answers with the status that comes first in `statuses`, then 200. */
async function listen(t: TestContext, statuses: number[] = []) {
  const got: { body: { data: { taskId: string } }; headers: NodeJS.Dict<string | string[]> }[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    got.push({ body: JSON.parse(Buffer.concat(chunks).toString()), headers: request.headers });
    response.writeHead(statuses.shift() ?? 200).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => server.close());
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : 0;
  return { got, callBackUrl: `http://127.0.0.1:${port}/done` };
}

test('nobody corrected the copy of the reference catalogue', () => {
  const hash = createHash('sha256').update(JSON.stringify(createModels().list())).digest('hex');
  assert.equal(hash, 'db27e4bfc2dc0549135fbfe8e8dfa28ff5518212637a1fbc92d8df195d4fbe40');
});

test('a task waits, queues, generates and succeeds by the clock', async (t) => {
  const { control, create, look } = await arrange(t);
  const { data } = await create();
  const states: string[] = [];
  for (const ms of [0, 1_500, 2_000, 6_500]) {
    control.clock.advance(ms);
    states.push((await look(data.taskId)).data.state);
  }
  assert.deepEqual(states, ['waiting', 'queuing', 'generating', 'success']);
  const { data: record } = await look(data.taskId);
  assert.deepEqual(JSON.parse(JSON.parse(record.param).input), picture.input);
  assert.deepEqual(JSON.parse(record.resultJson), record.response);
  assert.partialDeepStrictEqual(record, { costTime: 10, creditsConsumed: 18, successFlag: 1 });
});

test('a picture has the asked shape and is gone after fourteen days', async (t) => {
  const { control, made } = await arrange(t);
  const [address] = (await made()).response.resultUrls;
  const png = Buffer.from(await (await fetch(address)).arrayBuffer());
  const ratio = png.readUInt32BE(16) / png.readUInt32BE(20);
  assert.ok(Math.abs(ratio - 16 / 9) < 0.03, `ratio ${ratio}`);
  control.clock.advance(14 * 86_400_000);
  assert.equal((await fetch(address)).status, 404);
});

test('a video is an mp4, speech a wav, a song two tracks, lyrics an object', async (t) => {
  const { made } = await arrange(t);
  const head = async (address: string) =>
    Buffer.from(await (await fetch(address)).arrayBuffer()).toString('latin1', 0, 12);
  const film = await made({ model: 'veo-3-1', input: { prompt: 'sea' } });
  assert.match(await head(film.response.resultUrls[0]), /ftyp/);
  const voice = await made({
    model: 'elevenlabs/text-to-speech-turbo-2-5',
    input: { text: 'hello there' },
  });
  assert.match(await head(voice.response.resultUrls[0]), /^RIFF.*WAVE/s);
  const song = await made({
    model: 'ai-music-api/generate',
    input: { prompt: 'a slow song', custom_mode: false, instrumental: true, model: 'V6' },
  });
  assert.equal(song.response.data.length, 2);
  assert.match(await head(song.response.data[1].audio_url), /^RIFF/);
  const lyrics = await made({
    model: 'ai-music-api/generate-lyrics',
    input: { prompt: 'тихий дом' },
  });
  assert.match(lyrics.response.resultObject.lyricsData[0].text, /Chorus/);
});

test('what is wrong with a call is a code inside 200', async (t) => {
  const { url, create, look, call } = await arrange(t);
  const codeOf = async (answer: Promise<{ code: number }>) => (await answer).code;
  assert.equal(await codeOf(create({ model: 'veo3', input: { prompt: 'x' } })), 404);
  assert.equal(await codeOf(create({ model: 'z-image', input: {} })), 422);
  assert.equal(await codeOf(create({ model: 'z-image', input: { prompt: 'x', more: 1 } })), 422);
  assert.equal(await codeOf(look('0'.repeat(32))), 404);
  assert.equal(await codeOf(call('/api/v1/jobs/recordInfo')), 400);
  assert.equal(await codeOf(call('/api/v1/nothing')), 404);
  const bare = await fetch(`${url}/api/v1/chat/credit`);
  assert.equal(envelope.parse(await bare.json()).code, 401);
});

test('credits are reserved, given back after a failure, and refused when there are none', async (t) => {
  const { control, create, made } = await arrange(t, { balance: 30 });
  control.failNext({ code: 501 });
  const { data } = await create();
  assert.equal(control.balance(), 12);
  assert.equal((await create()).code, 402);
  control.clock.advance(10_000);
  assert.equal(control.balance(), 30);
  control.setSpendingLimit({ hourly: 20 });
  assert.equal((await made()).state, 'success');
  assert.equal((await create()).code, 433);
  assert.ok(data.taskId);
});

test('twenty tasks in ten seconds and ten looks a second are the limit', async (t) => {
  const { control, create, look } = await arrange(t);
  const answers = await Promise.all(Array.from({ length: 21 }, () => create()));
  assert.deepEqual(
    answers
      .map(({ code }) => code)
      .toSorted()
      .at(-1),
    429,
  );
  assert.equal(control.tasks().length, 20);
  control.clock.advance(10_000);
  const { data } = await create();
  const looks = await Promise.all(Array.from({ length: 11 }, () => look(data.taskId)));
  assert.equal(looks.filter(({ code }) => code === 429).length, 1);
});

test('a callback is signed, tried again, and comes twice on demand', async (t) => {
  const { control, create } = await arrange(t, { webhookKey: 'secret' });
  const { got, callBackUrl } = await listen(t, [500]);
  const { data } = await create({ ...picture, callBackUrl });
  control.clock.advance(10_000);
  await control.callbacksIdle();
  control.clock.advance(5_000);
  await control.callbacksIdle();
  assert.deepEqual(
    control.callbacks().map(({ outcome }) => outcome),
    ['refused', 'accepted'],
  );
  const { headers } = got[0] ?? {};
  const signed = `${data.taskId}.${headers?.['x-webhook-timestamp']}`;
  const expected = createHmac('sha256', 'secret').update(signed).digest('base64');
  assert.equal(headers?.['x-webhook-signature'], expected);
  control.duplicateCallbacks();
  await create({ ...picture, callBackUrl });
  control.clock.advance(10_000);
  await control.callbacksIdle();
  assert.equal(got.length, 4);
});

test('held callbacks come out of order, dropped ones never', async (t) => {
  const { control, create } = await arrange(t);
  const { got, callBackUrl } = await listen(t);
  control.holdCallbacks();
  const first = await create({ ...picture, callBackUrl });
  const second = await create({ ...picture, callBackUrl });
  control.clock.advance(10_000);
  await control.releaseCallbacks({ order: 'reversed' });
  const order = got.map(({ body }) => body.data.taskId);
  assert.deepEqual(order, [second.data.taskId, first.data.taskId]);
  control.dropCallbacks();
  await create({ ...picture, callBackUrl });
  control.clock.advance(10_000);
  await control.callbacksIdle();
  assert.equal(got.length, 2);
});

test('a lost or garbled answer leaves the task made; one that never ends stays in work', async (t) => {
  const { control, create, look } = await arrange(t);
  control.loseResponse();
  await assert.rejects(create());
  control.answerGarbage();
  await assert.rejects(create());
  assert.equal(control.tasks().length, 2);
  control.neverFinish();
  const { data } = await create();
  control.clock.advance(86_400_000);
  assert.equal((await look(data.taskId)).data.state, 'generating');
});

test('uploads come three ways, live a day, and a lost one fails the task', async (t) => {
  const { control, url, call, made } = await arrange(t);
  const base64Data = `data:image/png;base64,${Buffer.from('89504e470d0a1a0a', 'hex').toString('base64')}`;
  const plain = await call('/api/file-base64-upload', { base64Data, uploadPath: 'in' });
  const copied = await call('/api/file-url-upload', {
    fileUrl: plain.data.downloadUrl,
    uploadPath: 'in',
  });
  const form = new FormData();
  form.set('file', new File(['bytes'], 'a b.png', { type: 'image/png' }));
  form.set('uploadPath', 'in');
  const headers = { authorization: 'Bearer key' };
  const sent = await fetch(`${url}/api/file-stream-upload`, {
    method: 'POST',
    headers,
    body: form,
  });
  const streamed = envelope.parse(await sent.json());
  for (const { data } of [plain, copied, streamed])
    assert.equal((await fetch(data.downloadUrl)).status, 200);
  assert.equal(
    (await call('/api/file-base64-upload', { base64Data, uploadPath: '/in' })).code,
    400,
  );
  control.clock.advance(86_400_000);
  const input = { prompt: 'x', image_urls: [plain.data.downloadUrl] };
  const record = await made({ model: 'google/nano-banana-edit', input });
  assert.partialDeepStrictEqual(record, { state: 'fail', failCode: '451', creditsConsumed: 0 });
});

test('the families have their own calls, and a direct link lives twenty minutes', async (t) => {
  const { control, call } = await arrange(t);
  const veo = await call('/api/v1/veo/generate', { model: 'veo3_fast', prompt: 'sea' });
  const flux = await call('/api/v1/flux/kontext/generate', {
    model: 'flux-kontext-pro',
    prompt: 'sea',
  });
  control.clock.advance(10_000);
  const film = await call(`/api/v1/veo/record-info?taskId=${veo.data.taskId}`);
  assert.partialDeepStrictEqual(film.data, { successFlag: 1, response: { resolution: '720p' } });
  const drawn = await call(`/api/v1/flux/kontext/record-info?taskId=${flux.data.taskId}`);
  const link = await call('/api/v1/common/download-url', {
    url: drawn.data.response.resultImageUrl,
  });
  assert.equal((await fetch(link.data)).status, 200);
  control.clock.advance(20 * 60_000);
  assert.equal((await fetch(link.data)).status, 404);
  assert.equal(
    (await call('/api/v1/common/download-url', { url: 'https://else.example/x' })).code,
    422,
  );
});

test('models are listed once a second, and control is reached over HTTP', async (t) => {
  const { url, call } = await arrange(t);
  const { data } = await call('/api/v1/models?q=z-image');
  assert.equal(data.models[0].model, 'z-image');
  assert.equal((await call('/api/v1/models/z-image/price')).code, 429);
  const post = (word: string, body: unknown) =>
    fetch(`${url}/control/${word}`, { method: 'POST', body: JSON.stringify(body) });
  await post('setBalance', { credits: 7.5 });
  assert.equal((await call('/api/v1/chat/credit')).data, 7.5);
  assert.equal((await post('nothing', {})).status, 400);
});
