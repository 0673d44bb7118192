import assert from 'node:assert/strict';
import { request } from 'node:http';
import { test } from 'node:test';
import { arrange, token } from './arrange.ts';

const hello = { chat_id: 0, text: 'hello & добрый день' };

test('parameters come by query, by form, by JSON and by multipart, with GET and POST', async (t) => {
  const { raw, chat } = await arrange(t);
  const params = { ...hello, chat_id: String(chat) };
  const path = `/bot${token}/sendMessage`;
  const multipart = new FormData();
  for (const [name, value] of Object.entries(params)) multipart.set(name, value);
  const ways = [
    raw(`${path}?${new URLSearchParams(params)}`),
    raw(`${path}?${new URLSearchParams(params)}`, { method: 'POST' }),
    raw(path, { method: 'POST', body: new URLSearchParams(params) }),
    raw(path, { method: 'POST', body: multipart }),
    raw(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...params, chat_id: chat }),
    }),
    raw(`${path}?chat_id=${chat}`, {
      method: 'POST',
      body: new URLSearchParams({ text: hello.text }),
    }),
  ];
  for (const { status, body, headers } of await Promise.all(ways)) {
    assert.equal(status, 200);
    assert.equal(headers.get('content-type'), 'application/json');
    assert.partialDeepStrictEqual(body, {
      ok: true,
      result: { text: hello.text, chat: { id: chat } },
    });
  }
});

test('method names do not care about case, and the test centre is the same place', async (t) => {
  const { raw } = await arrange(t);
  for (const method of ['getMe', 'getme', 'GETME', 'test/getMe'])
    assert.equal((await raw(`/bot${token}/${method}`)).status, 200, method);
});

const refusals: readonly [path: string, status: number, description: string][] = [
  ['/bot4200000009:wrong/getMe', 401, 'Unauthorized'],
  ['/botnocolon/getMe', 401, 'Unauthorized: invalid token specified'],
  ['/bot0123:abc/getMe', 401, 'Unauthorized: invalid token specified'],
  [`/bot1:${'a'.repeat(79)}/getMe`, 401, 'Unauthorized: invalid token specified'],
  ['/botabc:def/getMe', 421, 'Misdirected Request: unallowed token specified'],
  ['/nothing', 404, 'Not Found'],
  [`/file/bot${token}/no/such_file`, 404, 'Not Found'],
  [`/file/bot${token}/%E0%A4%A`, 404, 'Not Found'],
  [`/bot${token}`, 404, 'Not Found'],
  [`/bot${token}/`, 404, 'Not Found'],
  [`/bot${token}/sendNothing`, 404, 'Not Found: method not found'],
  [`/bot${token}/postStory`, 404, 'Not Found: method not found'],
];
for (const [path, status, description] of refusals)
  test(`${path.slice(0, 40)} → ${status} ${description}`, async (t) => {
    const { raw } = await arrange(t);
    const answer = await raw(path);
    assert.deepEqual(answer.body, { ok: false, error_code: status, description });
    assert.equal(answer.status, status);
  });

test('over a mebibyte of parameters is too much', async (t) => {
  const { refused, raw, chat } = await arrange(t);
  const text = 'x'.repeat(1024 * 1024);
  await refused(413, 'Request Entity Too Large: too many parameters', [
    'sendMessage',
    { chat_id: chat, text },
  ]);
  const form = new FormData();
  form.set('text', text);
  const { status, body } = await raw(`/bot${token}/sendMessage`, { method: 'POST', body: form });
  assert.equal(status, 413);
  assert.equal(body.description, 'Request Entity Too Large: too many parameters');
});

test('a body that is no JSON object counts as no parameters', async (t) => {
  const { raw, chat } = await arrange(t);
  for (const body of ['{"text":', '[1]', '"text"', '']) {
    const answer = await raw(`/bot${token}/sendMessage?chat_id=${chat}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
    assert.equal(answer.body.description, 'Bad Request: message text is empty', body);
  }
});

test('required strings may be neither missing nor empty', async (t) => {
  const { bad, chat } = await arrange(t);
  await bad('parameter "from_chat_id" is required', ['forwardMessage', { chat_id: chat }]);
  await bad('parameter "phone_number" is required', [
    'sendContact',
    { chat_id: chat, phone_number: '', first_name: 'A' },
  ]);
  await bad('chat_id is empty', ['sendMessage', { text: 'x' }]);
});

test('out-of-range numbers are clamped, unknown parameters passed over', async (t) => {
  const { ok, control, user } = await arrange(t);
  control.send({ user: user.id, text: 'one' });
  const updates = await ok<unknown[]>('getUpdates', { limit: 0, timeout: -7, what: 'ever' });
  assert.equal(updates.length, 1);
  const [entry] = control.transcript.calls({ method: 'getUpdates' });
  assert.equal(entry?.warnings.length, 1);
});

test('429 has a Retry-After header beside its parameters', async (t) => {
  const { control, call, chat } = await arrange(t);
  control.failNext({
    code: 429,
    description: 'Too Many Requests: retry after 7',
    retryAfter: 7,
  });
  const { status, headers, body } = await call('sendMessage', { chat_id: chat, text: 'x' });
  assert.equal(status, 429);
  assert.equal(headers.get('retry-after'), '7');
  assert.deepEqual(body, {
    ok: false,
    error_code: 429,
    description: 'Too Many Requests: retry after 7',
    parameters: { retry_after: 7 },
  });
});

test('a request under another host name is turned away: a page elsewhere cannot reach us', async (t) => {
  const { url } = await arrange(t);
  const status = await new Promise((resolve, reject) => {
    request(`${url}/bot${token}/getMe`, { headers: { host: 'evil.example' } }, (response) =>
      resolve(response.resume().statusCode),
    )
      .on('error', reject)
      .end();
  });
  assert.equal(status, 421);
});

test('a page of another origin can post neither to the page nor to control', async (t) => {
  const { raw, url } = await arrange(t);
  const headers = { 'content-type': 'application/json' };
  for (const path of ['/control/reset', '/client/users']) {
    const body = JSON.stringify({ first_name: 'Eve' });
    const foreign = { ...headers, origin: 'http://evil.example' };
    assert.equal((await raw(path, { method: 'POST', headers: foreign, body })).status, 403);
    const own = { ...headers, origin: url };
    assert.equal((await raw(path, { method: 'POST', headers: own, body })).status, 200);
  }
});

test("a caller who hangs up in the middle is nobody's bug", async (t) => {
  const { url, call, control } = await arrange(t);
  const torn = request(`${url}/bot${token}/getMe`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'content-length': 1000 },
  });
  const closed = new Promise((resolve) => torn.on('error', resolve));
  torn.write('{');
  const poll = new AbortController();
  const polling = fetch(`${url}/bot${token}/getUpdates?timeout=50`, { signal: poll.signal });
  await control.bot().inbox.polling.waiting();
  torn.destroy(new Error('gone'));
  poll.abort();
  await Promise.all([closed, assert.rejects(polling)]);
  const ended = await control.transcript.waitFor(
    (entry) => entry.kind === 'call' && entry.method === 'getUpdates',
  );
  assert.equal(ended.kind === 'call' && ended.answer.ok, true);
  assert.equal((await call('getMe')).status, 200);
});
