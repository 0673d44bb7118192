import assert from 'node:assert/strict';
import { test } from 'node:test';
import { arrange, until } from '#testing';

const day = 24 * 60 * 60 * 1000;

test('/metrics tells how many messages wait, why, and for how long the oldest has been due', async (t) => {
  const { app, clock, idle, person, telegram } = await arrange(t, { env: { ROLES: 'bot,http' } });
  const read = async () => {
    const text = await (await fetch(`${app.http.url()}/metrics`)).text();
    return text.split('\n').filter((line) => /^jackdraw_outbox/.test(line));
  };
  const tellLow = async (telegramId: number) => {
    const user = await app.users.findUser({ telegramId });
    assert.ok(user);
    await app.db.client.transaction((tx) =>
      app.notifications.publish(tx, { type: 'credits.low', userId: user.id, available: '1' }),
    );
  };
  const waits = (state: string) =>
    until(`one message is ${state}`, async () =>
      (await read()).includes(`jackdraw_outbox_messages{state="${state}"} 1`),
    );
  const [anna, boris] = [person(), person()];
  await anna.says('/start');
  await boris.says('/start');
  await idle();

  telegram.block({ user: boris.id, blocked: true });
  await until('he cannot be written to', async () => {
    const user = await app.users.findUser({ telegramId: boris.id });
    return user?.isReachable === false;
  });
  await tellLow(boris.id);
  await waits('parked');
  const release = telegram.hang({ method: 'sendMessage' });
  await tellLow(anna.id);
  await waits('sending');
  clock.advance(day);
  // Her next one waits for the first to be sent.
  await tellLow(anna.id);
  clock.advance(90_000);
  assert.deepEqual(await read(), [
    'jackdraw_outbox_messages{state="due"} 1',
    'jackdraw_outbox_messages{state="later"} 0',
    'jackdraw_outbox_messages{state="sending"} 1',
    'jackdraw_outbox_messages{state="parked"} 1',
    'jackdraw_outbox_oldest_seconds 90',
  ]);
  release();
  await idle();
  assert.deepEqual((await read()).slice(0, 3), [
    'jackdraw_outbox_messages{state="due"} 0',
    'jackdraw_outbox_messages{state="later"} 0',
    'jackdraw_outbox_messages{state="sending"} 0',
  ]);
  assert.ok((await read()).includes('jackdraw_outbox_oldest_seconds 0'));
});
