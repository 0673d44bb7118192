import assert from 'node:assert/strict';
import { test } from 'node:test';
import { arrange, findFreePort, textOf, until } from '#testing';

const secret = 'a-secret-of-the-webhook-0123456789';
const env = {
  BOT_MODE: 'webhook',
  WEBHOOK_SECRET: secret,
  PUBLIC_URL: 'https://jackdraw.example',
};

test('updates brought by the webhook are answered; a wrong secret changes nothing', async (t) => {
  const port = await findFreePort();
  const root = `http://127.0.0.1:${port}`;
  const { person, telegram, idle } = await arrange(t, {
    env: { ...env, ROLES: 'bot,http' },
    adjust: (config) => ({ ...config, http: { ...config.http, port, publicUrl: root } }),
  });
  await until(
    'the webhook is set',
    () => telegram.transcript.calls({ method: 'setWebhook', ok: true }).length > 0,
  );
  const anna = person();
  assert.match(textOf((await anna.says('/start'))[0]), /^Здравствуйте/);
  await anna.presses('🎟 Лотереи');
  assert.match(textOf(anna.last()), /Лотереи только для взрослых/);

  const update = {
    update_id: 900_000_001,
    message: {
      message_id: 99,
      date: 1,
      chat: { id: anna.id, type: 'private', first_name: 'Анна' },
      from: { id: anna.id, is_bot: false, first_name: 'Анна', language_code: 'ru' },
      text: 'привет',
    },
  };
  const bring = async (token: string) => {
    const answer = await fetch(`${root}/telegram/webhook`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-telegram-bot-api-secret-token': token,
      },
      body: JSON.stringify(update),
    });
    return answer.status;
  };
  assert.equal(await bring(`${secret}x`), 401);
  await idle();
  assert.equal(anna.seen().length, 1);
  assert.deepEqual([await bring(secret), await bring(secret)], [200, 200]);
  await idle();
  assert.equal(anna.seen().length, 2);
  assert.equal(telegram.transcript.calls({ method: 'getUpdates' }).length, 0);
});

test('one process takes the updates in, another answers them', async (t) => {
  const port = await findFreePort();
  const publicUrl = `http://127.0.0.1:${port}`;
  const { launch, person, telegram } = await arrange(t, {
    env: { ...env, ROLES: 'bot' },
    adjust: (config) => ({ ...config, http: { ...config.http, publicUrl } }),
  });
  const front = await launch({
    env: { ...env, ROLES: 'http' },
    adjust: (config) => ({ ...config, http: { ...config.http, port } }),
  });
  const anna = person();
  assert.match(textOf((await anna.says('/start'))[0]), /^Здравствуйте/);
  await anna.presses('🎟 Лотереи');
  assert.match(textOf(anna.last()), /Лотереи только для взрослых/);
  assert.equal(front.bot.isSeated(), false);
  assert.equal(telegram.transcript.calls({ method: 'getUpdates' }).length, 0);
});
