import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { type TestContext, test } from 'node:test';
import { isAppError } from '#kernel';
import { createKie, failureOf, isSigned, taskIdOf } from '#modules/generation/providers/kie';
import { createMemoryLog } from '#platform/log';
import { createOutgoing } from '#platform/net';
import { createKieSandbox } from '#sandbox/kie';

const order = {
  modelId: 'z-image',
  endpoint: 'jobs',
  input: { prompt: 'x', aspect_ratio: '1:1' },
} as const;

async function arrange(t: TestContext) {
  const durations = { image: 1_000, video: 1_000, audio: 1_000, text: 1_000, data: 1_000 };
  const sandbox = createKieSandbox({ durations, limits: false });
  const { url } = await sandbox.start();
  const { log, lines } = createMemoryLog();
  const outgoing = createOutgoing({ log, service: 'kie' });
  t.after(async () => {
    outgoing.stop();
    await sandbox.stop();
  });
  sandbox.control.clock.freeze();
  const kie = createKie({ outgoing, apiKey: 'top-secret', baseUrl: url, uploadUrl: url });
  return { kie, sandbox, control: sandbox.control, lines, url };
}

function fresh(t: TestContext, url: string) {
  const outgoing = createOutgoing({ log: createMemoryLog().log, service: 'kie' });
  t.after(outgoing.stop);
  return createKie({ outgoing, apiKey: 'key', baseUrl: url, uploadUrl: url });
}

test('a task is followed to its pictures, and names its callback', async (t) => {
  const { kie, control, lines } = await arrange(t);
  const callbackUrl = 'http://127.0.0.1:9/x';
  const task = { ...(await kie.submit({ ...order, callbackUrl })), endpoint: 'jobs' } as const;
  assert.deepEqual(await kie.look(task), { state: 'running', callbackUrl });
  control.clock.advance(1_000);
  const view = await kie.look(task);
  assert.partialDeepStrictEqual(view, {
    state: 'done',
    callbackUrl,
    cost: 0.8,
    media: [{ kind: 'image' }],
  });
  assert.match(
    await kie.downloadLink(view.state === 'done' ? (view.media[0]?.url ?? '') : ''),
    /direct/,
  );
  assert.doesNotMatch(JSON.stringify(lines), /top-secret/);
});

test('the families, songs and texts come in the same words', async (t) => {
  const { kie, control } = await arrange(t);
  const view = async (
    modelId: string,
    endpoint: 'jobs' | 'veo' | 'flux-kontext',
    input: object,
  ) => {
    const { taskId } = await kie.submit({ modelId, endpoint, input: { ...input } });
    control.clock.advance(1_000);
    const seen = await kie.look({ taskId, endpoint });
    return seen.state === 'done'
      ? { kinds: seen.media.map(({ kind }) => kind), text: seen.text }
      : seen;
  };
  assert.partialDeepStrictEqual(await view('veo3_fast', 'veo', { prompt: 'x' }), {
    kinds: ['video'],
  });
  assert.partialDeepStrictEqual(await view('flux-kontext-pro', 'flux-kontext', { prompt: 'x' }), {
    kinds: ['image'],
  });
  const song = { prompt: 'x', custom_mode: false, instrumental: true, model: 'V6' };
  assert.partialDeepStrictEqual(await view('ai-music-api/generate', 'jobs', song), {
    kinds: ['audio', 'audio'],
  });
  const lyrics = await view('ai-music-api/generate-lyrics', 'jobs', { prompt: 'x' });
  assert.match(JSON.stringify(lyrics), /Chorus/);
});

const codes = [
  [400, 'input_rejected'],
  [401, 'provider_unauthorized'],
  [402, 'provider_unfunded'],
  [404, 'provider_off'],
  [408, 'provider_failed'],
  [409, 'prompt_rejected'],
  [413, 'prompt_rejected'],
  [422, 'input_rejected'],
  [429, 'provider_busy'],
  [433, 'provider_unfunded'],
  [451, 'input_unreadable'],
  [455, 'provider_paused'],
  [500, 'provider_failed'],
  [501, 'provider_failed'],
  [505, 'provider_off'],
  [531, 'provider_failed'],
] as const;

test('every documented code has its meaning, at creation and in a task', async (t) => {
  const { kie, control } = await arrange(t);
  for (const [code, meaning] of codes) {
    control.failNext({ code, at: 'create' });
    await assert.rejects(kie.submit(order), (error) => isAppError(error, meaning));
    control.failNext({ code });
    const { taskId } = await kie.submit(order);
    control.clock.advance(1_000);
    const view = await kie.look({ taskId, endpoint: 'jobs' });
    assert.partialDeepStrictEqual(view, {
      state: 'failed',
      code: meaning,
      providerCode: code,
      cost: 0,
    });
  }
  assert.equal(failureOf(400, 'flagged by our content policy'), 'prompt_rejected');
  assert.equal(failureOf(400, 'could not read the image'), 'input_unreadable');
});

test('a code without a meaning, such as a gateway gives, says nothing of the task', async (t) => {
  const { kie, control } = await arrange(t);
  for (const code of [502, 503, 504]) {
    const body = JSON.stringify({ code, msg: 'gateway timeout', data: null });
    control.answerGarbage({ status: 200, body });
    await assert.rejects(kie.submit(order), (error) => isAppError(error, 'provider_uncertain'));
  }
  assert.equal(control.tasks().length, 3);
});

test('a lost or garbled answer is uncertain, a refused connection is not', async (t) => {
  const { kie, sandbox, control, url: sandboxUrl } = await arrange(t);
  control.loseResponse();
  await assert.rejects(kie.submit(order), (error) => isAppError(error, 'provider_uncertain'));
  control.answerGarbage();
  await assert.rejects(kie.submit(order), (error) => isAppError(error, 'provider_uncertain'));
  assert.equal(control.tasks().length, 2);
  // A new client: on a kept connection that just ended nobody can know whether the order got through.
  await sandbox.stop();
  await assert.rejects(fresh(t, sandboxUrl).submit(order), (error) =>
    isAppError(error, 'unreachable'),
  );
});

test('a record that cannot be seen yet is no failure', async (t) => {
  const { kie, control } = await arrange(t);
  control.hideRecord({ ms: 500 });
  const { taskId } = await kie.submit(order);
  assert.deepEqual(await kie.look({ taskId, endpoint: 'jobs' }), { state: 'unseen' });
});

test('files go up three ways, and the balance is read', async (t) => {
  const { kie } = await arrange(t);
  const bytes = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a]);
  const file = { fileName: 'a b.png', bytes, mimeType: 'image/png' };
  const streamed = await kie.upload({ ...file, form: 'stream' });
  const based = await kie.upload({ ...file, form: 'base64' });
  const copied = await kie.upload({ fileName: 'c.png', form: 'url', url: based });
  for (const url of [streamed, based, copied])
    assert.deepEqual(new Uint8Array(await (await fetch(url)).arrayBuffer()), bytes);
  assert.equal(await kie.credit(), 10_000);
  const offer = (await kie.offers()).find(({ modelId }) => modelId === 'z-image');
  assert.deepEqual(offer, { modelId: 'z-image', priceText: '0.8 credits per image' });
});

test('only a fresh signature of this task is a signature', () => {
  const timestamp = '1790000000';
  const signature = createHmac('sha256', 'key').update(`t1.${timestamp}`).digest('base64');
  const now = new Date(1_790_000_000_000);
  const signed = { taskId: 't1', timestamp, signature };
  assert.equal(isSigned(signed, { key: 'key', now }), true);
  assert.equal(isSigned(signed, { key: 'other', now }), false);
  assert.equal(isSigned({ ...signed, taskId: 't2' }, { key: 'key', now }), false);
  assert.equal(isSigned({ ...signed, timestamp: 'soon' }, { key: 'key', now }), false);
  assert.equal(isSigned(signed, { key: 'key', now: new Date(now.getTime() + 301_000) }), false);
});

test('a callback names its task in any of three places', () => {
  for (const body of [{ data: { taskId: 'a' } }, { data: { task_id: 'a' } }, { taskId: 'a' }])
    assert.equal(taskIdOf(body), 'a');
  assert.equal(taskIdOf('garbage'), undefined);
});
