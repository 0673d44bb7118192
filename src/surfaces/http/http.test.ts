import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AppError } from '#kernel';
import { arrange, assertRefused, post, secret } from './fixtures/arrange.ts';

test('/health says exactly that it lives', async () => {
  const answer = await arrange().http.request('/health');
  assert.equal(answer.status, 200);
  assert.equal(await answer.text(), '{"status":"ok"}');
});

test('/ready runs every check and tells each; one that fails makes it 503 with a code only', async () => {
  const down = async () => {
    throw new AppError('unreachable', {}, { cause: new Error('canary') });
  };
  const { http, lines } = arrange({ checks: { database: async () => undefined, telegram: down } });
  const answer = await http.request('/ready');
  assert.equal(answer.status, 503);
  const text = await answer.text();
  assert.doesNotMatch(text, /canary/);
  const { status, checks } = JSON.parse(text);
  assert.equal(status, 'not_ready');
  assert.equal(checks.database.ok, true);
  assert.deepEqual({ ...checks.telegram, ms: 0 }, { ok: false, ms: 0, code: 'unreachable' });
  assert.ok(lines.some(({ msg, what }) => msg === 'failure' && what === 'check telegram'));
  assert.equal((await arrange().http.request('/ready')).status, 200);
});

test('/metrics tells about the process and about requests, by route', async () => {
  const { http } = arrange();
  await http.request('/health');
  await http.request('/no/such/123');
  const text = await (await http.request('/metrics')).text();
  assert.match(
    text,
    /jackdraw_http_request_seconds_count\{method="GET",route="\/health",status="200"\} 1/,
  );
  assert.match(
    text,
    /jackdraw_http_request_seconds_count\{method="GET",route="none",status="404"\} 1/,
  );
  assert.match(text, /process_cpu_seconds_total/);
});

test('every answer carries a trace id and its duration; a sane id of the caller is kept', async () => {
  const { http } = arrange();
  const ask = async (id?: string) => {
    const answer = await http.request(
      '/health',
      id === undefined ? {} : { headers: { 'x-trace-id': id } },
    );
    assert.match(answer.headers.get('x-process-time') ?? '', /^\d+\.\d{6}$/);
    return answer.headers.get('x-trace-id');
  };
  assert.equal(await ask('trace-0001.a_b'), 'trace-0001.a_b');
  const fresh = /^[0-9a-f-]{36}$/;
  for (const id of [undefined, '', 'short', 'with space in it', '<script>alert', 'x'.repeat(65)])
    assert.match((await ask(id)) ?? '', fresh);
  const error = await http.request('/nowhere', { headers: { 'x-trace-id': 'trace-0002' } });
  assert.equal(error.headers.get('x-trace-id'), 'trace-0002');
  assert.ok(error.headers.get('x-process-time'));
});

test('every request is one line, with its answer and without its query', async () => {
  const { http, requests } = arrange();
  await http.request('/nowhere?token=canary', { headers: { 'x-trace-id': 'trace-0003' } });
  const [line, ...rest] = requests();
  assert.deepEqual(rest, []);
  assert.ok(typeof line?.ms === 'number');
  assert.partialDeepStrictEqual(line, {
    level: 'info',
    requestId: 'trace-0003',
    method: 'GET',
    path: '/nowhere',
    status: 404,
    code: 'not_found',
  });
  assert.doesNotMatch(JSON.stringify(line), /canary/);
});

test('an update with the right secret is kept and answered at once', async () => {
  const { http, received } = arrange();
  const answer = await http.request(
    '/telegram/webhook',
    post('{"update_id":7,"message":{"text":"hi"}}'),
  );
  assert.equal(answer.status, 200);
  assert.deepEqual(received, [{ update_id: 7, message: { text: 'hi' } }]);
});

test('a wrong, a longer, a missing secret: refused before the body is looked at', async () => {
  const { http, received } = arrange();
  for (const token of ['', 'wrong', `${secret}x`, secret.slice(1)])
    await assertRefused(
      await http.request(
        '/telegram/webhook',
        post('{not json', { 'x-telegram-bot-api-secret-token': token }),
      ),
      401,
      'unauthorized',
    );
  assert.deepEqual(received, []);
});

test('bad bodies are refused by name', async () => {
  const { http, received } = arrange();
  const ask = (init: RequestInit) => http.request('/telegram/webhook', init);
  await assertRefused(await ask(post('{"update_id":')), 400, 'bad_request');
  await assertRefused(await ask(post('[]')), 400, 'bad_request');
  await assertRefused(await ask(post('{"update_id":"7"}')), 400, 'bad_request');
  await assertRefused(await ask(post('')), 400, 'bad_request');
  const form = post('update_id=7', { 'content-type': 'application/x-www-form-urlencoded' });
  await assertRefused(await ask(form), 415, 'unsupported_media_type');
  const large = JSON.stringify({ update_id: 1, text: 'x'.repeat(1024 * 1024) });
  await assertRefused(await ask(post(large)), 413, 'body_too_large');
  assert.deepEqual(received, []);
});

test('an unknown address is 404, a wrong method 405 with the right ones', async () => {
  const { http } = arrange();
  await assertRefused(await http.request('/nowhere'), 404, 'not_found');
  const wrong = await http.request('/health', { method: 'DELETE' });
  assert.equal(wrong.headers.get('allow'), 'GET, HEAD');
  await assertRefused(wrong, 405, 'method_not_allowed');
  await assertRefused(await http.request('/telegram/webhook'), 405, 'method_not_allowed');
  assert.equal((await http.request('/health', { method: 'HEAD' })).status, 200);
});

test('without a webhook its address does not exist', async () => {
  const { http } = arrange({ webhook: undefined });
  await assertRefused(
    await http.request('/telegram/webhook', post('{"update_id":1}')),
    404,
    'not_found',
  );
});

test('a bug of ours is a code and an id outside, and all of it in the log', async () => {
  const receive = async () => {
    throw new TypeError('canary of a bug');
  };
  const { http, lines } = arrange({ webhook: { path: '/telegram/webhook', secret, receive } });
  const answer = await http.request('/telegram/webhook', post('{"update_id":1}'));
  const copy = answer.clone();
  await assertRefused(answer, 500, 'internal');
  assert.doesNotMatch(await copy.text(), /canary|TypeError|at /);
  const failure = lines.find(({ msg }) => msg === 'failure');
  assert.equal(failure?.requestId, answer.headers.get('x-trace-id'));
  assert.match(JSON.stringify(failure?.err), /canary of a bug.*http\.test\.ts/);
});

test('preflights are answered for exactly the listed origins', async () => {
  const { http } = arrange();
  const ask = (origin: string) =>
    http.request('/health', {
      method: 'OPTIONS',
      headers: { origin, 'access-control-request-method': 'POST' },
    });
  for (const origin of ['https://app.example.com', 'http://localhost:3000']) {
    const { status, headers } = await ask(origin);
    assert.equal(status, 204);
    assert.equal(headers.get('access-control-allow-origin'), origin);
    assert.match(headers.get('access-control-allow-methods') ?? '', /PATCH/);
    assert.match(headers.get('access-control-allow-headers') ?? '', /authorization/);
  }
  const strangers = [
    'https://app.example.com.evil.example',
    'https://evil.example',
    'http://app.example.com',
    'http://localhost:3001',
    'null',
  ];
  for (const origin of strangers) {
    const refused = await ask(origin);
    assert.equal(refused.headers.get('access-control-allow-origin'), null);
    await assertRefused(refused, 403, 'forbidden');
  }
});

test('an answer, also a refusal, may be read by a listed origin and by no other', async () => {
  const { http } = arrange();
  for (const path of ['/health', '/nowhere']) {
    const good = await http.request(path, { headers: { origin: 'http://localhost:3000' } });
    assert.equal(good.headers.get('access-control-allow-origin'), 'http://localhost:3000');
    assert.match(good.headers.get('vary') ?? '', /origin/i);
    const other = await http.request(path, { headers: { origin: 'https://evil.example' } });
    assert.equal(other.headers.get('access-control-allow-origin'), null);
  }
});
