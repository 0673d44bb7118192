import assert from 'node:assert/strict';
import { test } from 'node:test';
import { arrange, token } from './arrange.ts';
import { receiver } from './receiver.ts';
import { selfSigned } from './self-signed.ts';

async function hooked(t: Parameters<typeof arrange>[0], params: object = {}) {
  const ready = await arrange(t, { localUrls: true });
  const hook = await receiver(t);
  await ready.ok('setWebhook', { url: hook.url, ...params });
  const { webhook } = ready.control.bot().inbox;
  const say = (text: string, user = ready.user.id) => ready.control.send({ user, text });
  return { ...ready, hook, webhook, say };
}

const badUrls: readonly [url: string, why: string][] = [
  ['http://example.com/', 'bad webhook: An HTTPS URL must be provided for webhook'],
  [
    'https://example.com:8080/',
    'bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443',
  ],
  ['https://127.0.0.1/', 'bad webhook: IP address 127.0.0.1 is reserved'],
  ['http://127.0.0.1:3000/', 'bad webhook: An HTTPS URL must be provided for webhook'],
  ['https://', 'invalid webhook URL specified'],
];
for (const [url, why] of badUrls)
  test(`a webhook at ${url} → ${why}`, async (t) => {
    const { bad } = await arrange(t);
    await bad(why, ['setWebhook', { url }]);
  });

test('set, set again, delete, delete again: each with its own description', async (t) => {
  const { call, ok } = await arrange(t);
  const url = 'https://example.com/hook';
  const described = async (method: string, params: object = {}) => {
    const { body } = await call(method, params);
    assert.equal(body.result, true);
    return body.description;
  };
  assert.equal(await described('setWebhook', { url }), 'Webhook was set');
  assert.equal(await described('setWebhook', { url }), 'Webhook is already set');
  assert.equal(await described('setWebhook', { url, max_connections: 5 }), 'Webhook was set');
  assert.partialDeepStrictEqual(await ok('getWebhookInfo'), {
    url,
    has_custom_certificate: false,
    pending_update_count: 0,
    max_connections: 5,
  });
  const anew = { url, max_connections: 5, drop_pending_updates: true };
  assert.equal(await described('setWebhook', anew), 'Webhook was set');
  assert.equal(await described('setWebhook', { url: '' }), 'Webhook was deleted');
  assert.equal(await described('deleteWebhook'), 'Webhook is already deleted');
  assert.deepEqual(await ok('getWebhookInfo'), {
    url: '',
    has_custom_certificate: false,
    pending_update_count: 0,
  });
});

test('with strict timing a webhook changes once a second at most', async (t) => {
  const { ok, refused, control } = await arrange(t, { strictTiming: true });
  await ok('setWebhook', { url: 'https://example.com/one' });
  const other: [string, object] = ['setWebhook', { url: 'https://example.com/two' }];
  await refused(429, 'Too Many Requests: retry after 1', other);
  control.clock.advance(1000);
  await ok(...other);
});

test('a refused webhook leaves none, as with the real server', async (t) => {
  const { ok, bad } = await arrange(t);
  await ok('setWebhook', { url: 'https://example.com/hook' });
  await bad('invalid webhook URL specified', ['setWebhook', { url: 'ftp://example.com' }]);
  assert.partialDeepStrictEqual(await ok('getWebhookInfo'), { url: '' });
});

test('a secret token has rules', async (t) => {
  const { bad } = await arrange(t);
  const url = 'https://example.com/hook';
  const secret_token = 'a'.repeat(257);
  await bad('secret token is too long', ['setWebhook', { url, secret_token }]);
  await bad('secret token contains unallowed characters', [
    'setWebhook',
    { url, secret_token: 'a b' },
  ]);
});

test('an update arrives as JSON with the secret, and any 2xx takes it', async (t) => {
  const { hook, say, webhook, ok } = await hooked(t, { secret_token: 'open_Sesame-1' });
  say('hello');
  const received = await hook.next();
  assert.equal(received.headers['x-telegram-bot-api-secret-token'], 'open_Sesame-1');
  assert.equal(received.headers['content-type'], 'application/json');
  assert.equal(received.update.message?.text, 'hello');
  assert.partialDeepStrictEqual(await ok('getWebhookInfo'), { pending_update_count: 1 });
  received.answer(204);
  await webhook.idle();
  assert.partialDeepStrictEqual(await ok('getWebhookInfo'), { pending_update_count: 0 });
});

test('one chat waits for its turn, another chat and a press of the same user do not', async (t) => {
  const { hook, say, control, ok, chat, user } = await hooked(t);
  const { message_id } = await ok<{ message_id: number }>('sendMessage', {
    chat_id: chat,
    text: 'x',
    reply_markup: { inline_keyboard: [[{ text: 'Go', callback_data: 'go' }]] },
  });
  say('first');
  const first = await hook.next();
  say('second');
  control.press({ user: user.id, message_id, callback_data: 'go' });
  const press = await hook.next();
  assert.equal(press.update.callback_query?.data, 'go');
  const other = control.addUser({ first_name: 'Bob' });
  say('from another', other.id);
  const another = await hook.next();
  assert.equal(another.update.message?.text, 'from another');
  assert.equal(hook.count(), 0);
  first.answer();
  assert.equal((await hook.next()).update.message?.text, 'second');
});

test('no more at once than max_connections', async (t) => {
  const { hook, say, control } = await hooked(t, { max_connections: 2 });
  for (const name of ['A', 'B', 'C']) say(name, control.addUser({ first_name: name }).id);
  const one = await hook.next();
  await hook.next();
  assert.equal(hook.count(), 0);
  one.answer();
  assert.equal((await hook.next()).update.message?.text, 'C');
});

test('a failure is told by getWebhookInfo and tried again after 1, 2, 4 … seconds', async (t) => {
  const { hook, say, control, webhook, ok } = await hooked(t);
  say('stubborn');
  for (const seconds of [1, 2, 4, 8, 16, 32, 60, 60]) {
    const received = await hook.next();
    received.answer(500);
    await webhook.idle();
    control.clock.advance(seconds * 1000 - 1);
    assert.equal(hook.count(), 0);
    await webhook.idle();
    control.clock.advance(1);
  }
  (await hook.next()).answer();
  await webhook.idle();
  assert.partialDeepStrictEqual(await ok('getWebhookInfo'), {
    last_error_message: 'Wrong response from the webhook: 500 Internal Server Error',
    pending_update_count: 0,
  });
});

test('Retry-After is honoured up to an hour', async (t) => {
  const { hook, say, control, webhook } = await hooked(t);
  say('later');
  for (const [asked, waits] of [
    [90, 90],
    [99_999, 3600],
  ] as const) {
    (await hook.next()).answer(503, { headers: { 'retry-after': String(asked) } });
    await webhook.idle();
    control.clock.advance(waits * 1000 - 1);
    await webhook.idle();
    assert.equal(hook.count(), 0);
    control.clock.advance(1);
  }
  (await hook.next()).answer();
});

test('a wait the webhook asks for is kept, up to an hour', async (t) => {
  const { hook, say, control, webhook } = await hooked(t);
  say('later');
  (await hook.next()).answer(503, { headers: { 'retry-after': '86400' } });
  await webhook.idle();
  control.clock.advance(3600_000 - 1);
  assert.equal(hook.count(), 0);
  control.clock.advance(1);
  (await hook.next()).answer();
});

test('an update that is never taken is dropped when it is a day old', async (t) => {
  const { hook, say, control, webhook, ok } = await hooked(t);
  say('doomed');
  (await hook.next()).answer(500);
  await webhook.idle();
  control.clock.advance(24 * 3600_000);
  await webhook.idle();
  assert.partialDeepStrictEqual(await ok('getWebhookInfo'), { pending_update_count: 0 });
  say('fresh');
  assert.equal((await hook.next()).update.message?.text, 'fresh');
});

test('no answer within a minute counts as a failure', async (t) => {
  const { hook, say, control, webhook, ok } = await hooked(t);
  say('silence');
  await hook.next();
  control.clock.advance(60_000);
  await webhook.idle();
  assert.partialDeepStrictEqual(await ok('getWebhookInfo'), {
    last_error_message: 'Read timeout expired',
  });
  control.clock.advance(1000);
  (await hook.next()).answer();
});

test('a certificate of its own must be handed over, and is remembered', async (t) => {
  const tls = selfSigned();
  const { ok, raw, control, user } = await arrange(t, { localUrls: true });
  const { webhook } = control.bot().inbox;
  const hook = await receiver(t, tls);
  await ok('setWebhook', { url: hook.url });
  control.send({ user: user.id, text: 'sealed' });
  await webhook.idle();
  assert.partialDeepStrictEqual(await ok('getWebhookInfo'), {
    has_custom_certificate: false,
    last_error_message: 'SSL error {error:0A000086:SSL routines::certificate verify failed}',
  });
  const form = new FormData();
  form.set('url', hook.url);
  form.set('certificate', new Blob([tls.cert]), 'cert.pem');
  const { body } = await raw(`/bot${token}/setWebhook`, { method: 'POST', body: form });
  assert.equal(body.description, 'Webhook was set');
  const received = await hook.next();
  assert.equal(received.update.message?.text, 'sealed');
  received.answer();
  await webhook.idle();
  assert.partialDeepStrictEqual(await ok('getWebhookInfo'), {
    has_custom_certificate: true,
    pending_update_count: 0,
  });
});

test('a webhook with an address of its own is not looked up', async (t) => {
  const { ok, control, user } = await arrange(t, { localUrls: true });
  const hook = await receiver(t);
  const url = hook.url.replace('127.0.0.1', 'bot.invalid');
  await ok('setWebhook', { url, ip_address: '127.0.0.1' });
  control.send({ user: user.id, text: 'x' });
  const received = await hook.next();
  assert.equal(received.headers.host, new URL(url).host);
  received.answer();
  assert.partialDeepStrictEqual(await ok('getWebhookInfo'), { ip_address: '127.0.0.1' });
});

test('nobody at the port is told as such', async (t) => {
  const { ok, control, user } = await arrange(t, { localUrls: true });
  await ok('setWebhook', { url: 'http://127.0.0.1:9/hook' });
  control.send({ user: user.id, text: 'x' });
  await control.bot().inbox.webhook.idle();
  assert.partialDeepStrictEqual(await ok('getWebhookInfo'), {
    last_error_message: 'Connection refused',
    ip_address: '127.0.0.1',
  });
});

test('410 for 23 hours takes the webhook away', async (t) => {
  const { hook, say, control, webhook, ok } = await hooked(t);
  say('gone');
  (await hook.next()).answer(410, { headers: { 'retry-after': '3600' } });
  await webhook.idle();
  for (let hour = 0; hour < 23; hour += 1) {
    control.clock.advance(3600_000);
    (await hook.next()).answer(410, { headers: { 'retry-after': '3600' } });
    await webhook.idle();
    assert.partialDeepStrictEqual(await ok('getWebhookInfo'), { url: hook.url });
  }
  say('one more', control.addUser({ first_name: 'Bob' }).id);
  control.clock.advance(1);
  (await hook.next()).answer(410);
  await webhook.idle();
  assert.partialDeepStrictEqual(await ok('getWebhookInfo'), { url: '' });
});

test('a method in the answer is called, unless it gets something or touches the webhook', async (t) => {
  const { hook, say, control, chat } = await hooked(t);
  say('x');
  const body = { method: 'sendMessage', chat_id: chat, text: 'from the answer' };
  (await hook.next()).answer(200, { body });
  const entry = await control.transcript.waitFor(
    (each) => each.kind === 'call' && each.method === 'sendMessage',
  );
  assert.equal(entry.kind === 'call' && entry.answer.ok, true);
  assert.equal(control.messages({ chat }).at(-1)?.text, 'from the answer');
  for (const method of ['getMe', 'deleteWebhook', 'setWebhook', 'close', 'logOut']) {
    say('y');
    (await hook.next()).answer(200, { body: { method } });
  }
  await control.bot().inbox.webhook.idle();
  const called = control.transcript.calls().map((each) => each.method);
  assert.deepEqual(called, ['setWebhook', 'sendMessage']);
});

test('drop_pending_updates forgets what waited', async (t) => {
  const { ok, control, user } = await arrange(t, { localUrls: true });
  const hook = await receiver(t);
  control.send({ user: user.id, text: 'old' });
  await ok('setWebhook', { url: hook.url, drop_pending_updates: true });
  control.send({ user: user.id, text: 'new' });
  assert.equal((await hook.next()).update.message?.text, 'new');
});
