import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { z } from 'zod';
import { arrange, until } from '#testing';

const order = { modelId: 'z-image', input: { prompt: 'кот', aspect_ratio: '1:1' } };

const film = { modelId: 'veo3_fast', input: { prompt: 'кот' } };

async function arrangeOrder(t: TestContext, env: Record<string, string> = {}) {
  const story = await arrange(t, { generation: true, env });
  const { app, kie, clock, idle, tick } = story;
  const userId = await story.payer();
  let keys = 0;
  const confirmOrder = async (what: { modelId: string; input: Record<string, string> }) => {
    keys += 1;
    return (await app.generation.confirm({ userId, clientKey: `key ${keys}`, order: what })).id;
  };
  return {
    ...story,
    confirm: () => confirmOrder(order),
    /** Films are fetched by a job of their own. */
    confirmFilm: () => confirmOrder(film),
    get: (generationId: string) => app.generation.get({ userId, generationId }),
    pass: async (ms: number) => {
      clock.advance(ms);
      await kie.callbacksIdle();
      await idle();
      await tick();
    },
  };
}

test('a job that was lost after admission is rung for again', async (t) => {
  const { app, confirm, get, pass, idle } = await arrangeOrder(t);
  await app.queue.pause('submit');
  const id = await confirm();
  await app.generation.idle();
  await app.queue.drain('submit');
  await app.queue.resume('submit');
  await idle();
  assert.equal((await get(id)).status, 'PENDING');
  await pass(61_000);
  await pass(5_000);
  assert.equal((await get(id)).status, 'COMPLETED');
});

test('a job that was lost with a result at hand is rung for again', async (t) => {
  const { app, kie, clock, confirmFilm, get, pass, idle } = await arrangeOrder(t);
  const id = await confirmFilm();
  await idle();
  await app.queue.pause('work');
  clock.advance(5_000);
  await kie.callbacksIdle();
  await until('the result is known', async () => (await get(id)).certainty === 'finished');
  await app.generation.idle();
  await app.queue.drain('work');
  await app.queue.resume('work');
  await idle();
  assert.equal((await get(id)).status, 'PROCESSING');
  await pass(31_000);
  assert.equal((await get(id)).status, 'COMPLETED');
});

test('a result that cannot be fetched is fetched later, and nothing is paid before', async (t) => {
  const { app, kie, clock, confirmFilm, get, pass, idle, pool } = await arrangeOrder(t);
  const id = await confirmFilm();
  await idle();
  await app.queue.pause('work');
  clock.advance(5_000);
  await kie.callbacksIdle();
  await until('the result is known', async () => (await get(id)).certainty === 'finished');
  await app.generation.idle();
  const here = `update files set source_url = replace(source_url, '/files/', '/nowhere/')`;
  await pool.query(here);
  await app.queue.resume('work');
  await idle();
  assert.equal((await get(id)).captured, undefined);
  await pool.query(`update files set source_url = replace(source_url, '/nowhere/', '/files/')`);
  for (let i = 0; i < 3; i += 1) await pass(10_000);
  assert.equal((await get(id)).status, 'COMPLETED');
});

test('lanes that count wrongly are counted anew', async (t) => {
  const { app, confirm, get, pass, idle, pool } = await arrangeOrder(t);
  const first = await confirm();
  await idle();
  await pool.query('update lanes set active = cap');
  const second = await confirm();
  await idle();
  assert.equal((await get(second)).admittedAt, undefined);
  await pass(5_000);
  await app.generation.idle();
  await pass(5_000);
  assert.equal((await get(first)).status, 'COMPLETED');
  await pass(5_000);
  assert.equal((await get(second)).status, 'COMPLETED');
});

test('an order that nobody admits for a day ends with the money back', async (t) => {
  const { app, confirm, get, pass, idle } = await arrangeOrder(t);
  await app.generation.pause();
  const id = await confirm();
  await idle();
  await pass(24 * 60 * 60_000 + 1_000);
  const { userId, status, code } = await get(id);
  assert.deepEqual({ status, code }, { status: 'FAILED', code: 'timed_out' });
  assert.partialDeepStrictEqual(await app.ledger.balance(userId), { held: 0n });
});

const created = z.object({ data: z.object({ taskId: z.string() }) });
const secretOf = (url: string | undefined) => url?.split('/').at(-2) ?? '';

test('a callback is heard only with the secret, and its word is never taken', async (t) => {
  const { app, kie, confirm, get, idle } = await arrangeOrder(t);
  const [id, other] = [await confirm(), await confirm()];
  await idle();
  const [task, otherTask] = kie.tasks();
  assert.ok(task && otherTask);
  const post = async (path: string, body: unknown, headers = {}) => {
    const url = `/api/media/completion/webhook/kieai/${path}`;
    const type = { 'content-type': 'application/json', ...headers };
    const sent = { method: 'POST', headers: type, body: JSON.stringify(body) };
    return (await app.http.request(url, sent)).status;
  };
  const secret = secretOf(task.callBackUrl);
  const done = {
    code: 200,
    data: { taskId: task.id, state: 'success', resultJson: '{"resultUrls":["http://x/"]}' },
  };
  assert.equal(await post(`${'a'.repeat(secret.length)}/${id}`, done), 404);
  assert.equal(await post(`${secret}/${id}`, 'garbage'), 400);
  assert.equal(await post(`${secret}/${id}`, done), 200);
  assert.equal(await post(`${secret}/${other}`, { taskId: 'unheard-of' }), 200);
  await idle();
  for (const one of [id, other]) assert.equal((await get(one)).status, 'PROCESSING');
});

test("a task that names somebody else's address is nobody's", async (t) => {
  const { app, kie, kieRoot, clock, confirm, get, idle } = await arrangeOrder(t);
  kie.loseResponse({ path: 'createTask' });
  kie.dropCallbacks({ times: 10 });
  const lost = await confirm();
  await idle();
  const [task] = kie.tasks();
  assert.ok(task);
  const stranger = await fetch(`${kieRoot}/api/v1/jobs/createTask`, {
    method: 'POST',
    headers: { authorization: 'Bearer x', 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'z-image', input: order.input }),
  });
  const { data } = created.parse(await stranger.json());
  clock.advance(5_000);
  const url = `/api/media/completion/webhook/kieai/${secretOf(task.callBackUrl)}/${lost}`;
  const tell = (taskId: string) =>
    app.http.request(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ taskId }),
    });
  assert.equal((await tell(data.taskId)).status, 200);
  await idle();
  assert.partialDeepStrictEqual(await get(lost), { status: 'PROCESSING', certainty: 'submitting' });
  await tell(task.id);
  await idle();
  assert.equal((await get(lost)).status, 'COMPLETED');
});

test('with a webhook key only signed callbacks are heard', async (t) => {
  const key = 'a-key-of-the-provider-0123456789';
  const { app, kie, clock, confirm, get, idle } = await arrangeOrder(t, { KIE_WEBHOOK_KEY: key });
  const id = await confirm();
  await idle();
  const [task] = kie.tasks();
  assert.ok(task);
  kie.holdCallbacks();
  clock.advance(5_000);
  const unsigned = await app.http.request(new URL(task.callBackUrl ?? '').pathname, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ taskId: task.id }),
  });
  assert.equal(unsigned.status, 401);
  kie.setWebhookKey({ key });
  await kie.releaseCallbacks();
  await kie.callbacksIdle();
  await idle();
  assert.equal((await get(id)).status, 'COMPLETED');
});
