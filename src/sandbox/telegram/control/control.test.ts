import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { createTelegramSandbox, type TelegramSandboxOptions } from '#sandbox/telegram';

const token = '4200000005:control-test';

async function arrange(t: TestContext, options: Partial<TelegramSandboxOptions> = {}) {
  const sandbox = createTelegramSandbox({ token, ...options });
  const { url } = await sandbox.start();
  t.after(() => sandbox.stop());
  const user = sandbox.control.addUser({ first_name: 'Ann' });
  sandbox.control.start({ user: user.id });
  const post = async (path: string, body: object = {}) => {
    const response = await fetch(`${url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return { status: response.status, body: JSON.parse(await response.text()) };
  };
  const say = (text = 'x', chat_id = user.id) =>
    post(`/bot${token}/sendMessage`, { chat_id, text });
  const control = async (word: string, body: object = {}) =>
    (await post(`/control/${word}`, body)).body;
  return { ...sandbox, user, post, say, over: control };
}

test('the next calls fail as told, by method and chat, as often as told', async (t) => {
  const { control, say, post, user } = await arrange(t);
  const other = control.addUser({ first_name: 'Bob' });
  control.start({ user: other.id });
  const description = 'Internal Server Error';
  control.failNext({ method: 'sendmessage', chat: user.id, times: 2, code: 500, description });
  assert.equal((await say('x', other.id)).status, 200);
  assert.equal((await post(`/bot${token}/getMe`)).status, 200);
  assert.deepEqual((await say()).body, { ok: false, error_code: 500, description });
  assert.equal((await say()).status, 500);
  assert.equal((await say()).status, 200);
  assert.equal(control.messages({ chat: user.id }).length, 2);
});

test('a lost response happened: the message is there, the caller never hears', async (t) => {
  const { control, say, user } = await arrange(t);
  control.loseResponse({ method: 'sendMessage' });
  await assert.rejects(say('said'));
  assert.equal(control.messages({ chat: user.id }).at(-1)?.text, 'said');
  const [entry] = control.transcript.calls({ method: 'sendMessage' });
  assert.equal(entry?.fault, 'lose');
  assert.equal((await say()).status, 200);
});

test('a delayed call takes effect when the clock gets there', async (t) => {
  const { control, say, user } = await arrange(t);
  control.clock.freeze();
  control.delayNext({ method: 'sendMessage', ms: 3_600_000 });
  const struck = control.struck();
  const late = say('late');
  await struck;
  await say('in time');
  control.clock.advance(3_600_000);
  assert.equal((await late).status, 200);
  assert.deepEqual(
    control.messages({ chat: user.id }).map(({ text }) => text),
    ['/start', 'in time', 'late'],
  );
});

test('a hung call is answered only when released', async (t) => {
  const { control, say } = await arrange(t);
  const release = control.hang({ method: 'sendMessage' });
  let isAnswered = false;
  const struck = control.struck();
  const hung = say('hung').then((answer) => {
    isAnswered = true;
    return answer;
  });
  await struck;
  await say('next');
  assert.equal(isAnswered, false);
  release();
  assert.equal((await hung).status, 200);
});

test('the transcript has every call and act, warnings too, and finds what one waits for', async (t) => {
  const { control, say, post, user } = await arrange(t);
  const coming = control.transcript.waitFor(
    (entry) => entry.kind === 'call' && entry.params.text === 'awaited',
  );
  await say('first');
  await say('awaited');
  const found = await coming;
  assert.equal(found.kind === 'call' && found.method, 'sendMessage');
  await post(`/bot${token}/sendMessage`, { chat_id: user.id, text: 'y', colour: 'red' });
  const warned = control.transcript.calls({ warned: true });
  assert.deepEqual(
    warned.map(({ params }) => params.text),
    ['y'],
  );
  assert.match(warned[0]?.warnings[0] ?? '', /colour/);
  assert.deepEqual(
    control.transcript
      .list({ kind: 'action' })
      .map((entry) => entry.kind === 'action' && entry.action),
    ['start'],
  );
  await assert.rejects(
    control.transcript.waitFor(() => false, { timeoutMs: 1 }),
    /within 1 ms/,
  );
});

test('the transcript forgets the oldest past its limit and says how many', async (t) => {
  const { control, say } = await arrange(t, { transcriptLimit: 10 });
  for (let n = 0; n < 15; n += 1) await say(String(n));
  const entries = control.transcript.calls();
  assert.deepEqual(
    entries.map(({ params }) => params.text),
    ['5', '6', '7', '8', '9', '10', '11', '12', '13', '14'],
  );
  assert.equal(control.transcript.dropped(), 6);
  const last = entries.at(-1)?.n ?? 0;
  assert.equal(control.transcript.list({ since: last }).length, 1);
});

test('reset forgets people and calls, numbers go on', async (t) => {
  const { control, say, post, user } = await arrange(t);
  const { body } = await say('before');
  control.reset();
  assert.equal((await say('gone')).body.description, 'Bad Request: chat not found');
  const fresh = control.addUser({ first_name: 'Bob' });
  assert.ok(fresh.id > user.id);
  const started = control.start({ user: fresh.id });
  assert.ok(started.message_id > body.result.message_id);
  const updates = await post(`/bot${token}/getUpdates`);
  assert.equal(updates.body.result[0].update_id, 500_000_002);
});

test('many texts at once, and how long each user waited for the bot', async (t) => {
  const { control, say } = await arrange(t);
  const users = Array.from({ length: 3 }, (_, n) => control.addUser({ first_name: `U${n}` }).id);
  const { update_ids, firstAnswers } = control.inject({
    texts: users.map((user) => ({ user, text: 'hi' })),
  });
  assert.equal(new Set(update_ids).size, 3);
  for (const user of users) await say('hello', user);
  const times = await firstAnswers;
  assert.equal(times.length, 3);
  assert.ok(times.every((ms) => ms > 0));
});

test('the same words work over HTTP', async (t) => {
  const { over, say, post } = await arrange(t);
  const user = await over('addUser', { first_name: 'Cid' });
  await over('start', { user: user.id });
  const sent = await post(`/bot${token}/sendMessage`, {
    chat_id: user.id,
    text: 'x',
    reply_markup: { inline_keyboard: [[{ text: 'Go', callback_data: 'go' }]] },
  });
  const { message_id } = sent.body.result;
  const pressing = over('press', { user: user.id, message_id, text: 'Go', wait: true });
  const pressed = await over('wait', { kind: 'action', user: user.id, since: 3 });
  const id = pressed.details.callback_query_id;
  await post(`/bot${token}/answerCallbackQuery`, { callback_query_id: id, text: 'yes' });
  assert.deepEqual(await pressing, {
    callback_query_id: id,
    answer: { text: 'yes', show_alert: false },
  });
  await over('failNext', { code: 403, description: 'Forbidden: bot was blocked by the user' });
  assert.equal((await say()).status, 403);
  await over('clock', { freeze: true });
  const { now } = await over('clock');
  assert.deepEqual(await over('clock', { advance: 5000 }), { now: now + 5000 });
  const { entries } = await over('transcript', { method: 'answerCallbackQuery' });
  assert.equal(entries.length, 1);
  assert.deepEqual(await over('nonsense'), { error: 'there is no control word nonsense' });
});
