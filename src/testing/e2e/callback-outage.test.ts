import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { arrange, createTcpProxy, type TcpProxy, until } from '#testing';

const order = { modelId: 'z-image', input: { prompt: 'кот', aspect_ratio: '1:1' } };
const refusal = z.object({ error: z.object({ code: z.string(), requestId: z.string() }) });
// What every address with a database behind it answers while that is away.
const secret = 'a-secret-of-the-webhook-0123456789';
const env = {
  ROLES: 'http',
  BOT_MODE: 'webhook',
  WEBHOOK_SECRET: secret,
  PUBLIC_URL: 'https://jackdraw.example',
};

test('while PostgreSQL is away a callback is asked to come again, and then brings the result', async (t) => {
  const { app, kie, clock, idle, launch, lines, payer } = await arrange(t, {
    generation: true,
  });
  let line: TcpProxy | undefined;
  const door = await launch({
    env,
    adjust: async (config) => {
      line = await createTcpProxy(t, config.db.url);
      return { ...config, db: { ...config.db, url: line.url } };
    },
  });
  const userId = await payer();
  kie.dropCallbacks({ times: 100 });
  const confirmed = await app.generation.confirm({ userId, clientKey: 'key', order });
  await idle();
  const [task] = kie.tasks();
  assert.ok(task?.callBackUrl);
  const root = door.http.url();
  const { pathname } = new URL(task.callBackUrl);
  const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    fetch(`${root}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
  const call = () => post(pathname, { code: 200, data: { taskId: task.id } });
  const update = () =>
    post('/telegram/webhook', { update_id: 1 }, { 'x-telegram-bot-api-secret-token': secret });

  await line?.refuse();
  for (const ask of [call, update]) {
    const answer = await ask();
    assert.equal(answer.status, 503);
    assert.equal(answer.headers.get('retry-after'), '5');
    const { error } = refusal.parse(await answer.json());
    assert.equal(error.code, 'unavailable');
    const own = lines.filter(({ requestId }) => requestId === error.requestId);
    assert.deepEqual(
      own.map(({ level, msg }) => `${level} ${msg}`),
      ['warn refused for a while', 'warn http request'],
    );
    assert.doesNotMatch(JSON.stringify(own), new RegExp(pathname.split('/').at(-2) ?? '-'));
  }
  await line?.heal();

  clock.advance(2_000);
  assert.equal((await call()).status, 200);
  await until('the result is there', async () => {
    const { status } = await app.generation.get({ userId, generationId: confirmed.id });
    return status === 'COMPLETED';
  });
  await idle();
});
