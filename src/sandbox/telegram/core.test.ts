import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { createTelegramSandbox, type TelegramSandboxOptions } from '#sandbox/telegram';

const token = '4200000001:core-test';

async function arrange(t: TestContext, options: Partial<TelegramSandboxOptions> = {}) {
  const sandbox = createTelegramSandbox({ token, ...options });
  const { url } = await sandbox.start();
  t.after(() => sandbox.stop());
  const call = async (method: string, params: object = {}) => {
    const response = await fetch(`${url}/bot${token}/${method}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(params),
    });
    const answer: Record<string, never> = JSON.parse(await response.text());
    return { status: response.status, answer };
  };
  const user = sandbox.control.addUser({ first_name: 'Ann' });
  return { ...sandbox, url, call, user };
}

test('a person writes, the bot reads, answers, and the answer is pressed and edited', async (t) => {
  const { control, call, user } = await arrange(t);
  control.start({ user: user.id, payload: 'gift' });
  const { answer: updates } = await call('getUpdates');
  assert.partialDeepStrictEqual(updates, {
    ok: true,
    result: [
      {
        message: {
          text: '/start gift',
          entities: [{ type: 'bot_command', offset: 0, length: 6 }],
          chat: { id: user.id, type: 'private', first_name: 'Ann' },
        },
      },
    ],
  });
  const { answer: sent } = await call('sendMessage', {
    chat_id: user.id,
    text: '<b>Hi</b>',
    parse_mode: 'HTML',
    reply_markup: { inline_keyboard: [[{ text: 'Go', callback_data: 'go' }]] },
  });
  assert.partialDeepStrictEqual(sent, {
    ok: true,
    result: { text: 'Hi', entities: [{ type: 'bold', offset: 0, length: 2 }] },
  });
  const press = control.press({ user: user.id, message_id: 2, callback_data: 'go' });
  const answered = press.answer();
  assert.deepEqual(
    (await call('answerCallbackQuery', { callback_query_id: press.callback_query_id, text: 'ok' }))
      .answer,
    { ok: true, result: true },
  );
  assert.deepEqual(await answered, { text: 'ok', show_alert: false });
  const { answer: edited } = await call('editMessageText', {
    chat_id: user.id,
    message_id: 2,
    text: 'Gone',
  });
  assert.partialDeepStrictEqual(edited, { ok: true, result: { message_id: 2, text: 'Gone' } });
  assert.equal(control.messages({ chat: user.id }).at(-1)?.reply_markup, undefined);
  assert.deepEqual(
    control.transcript.calls().map(({ method, warnings }) => [method, ...warnings]),
    [['getUpdates'], ['sendMessage'], ['answerCallbackQuery'], ['editMessageText']],
  );
});
