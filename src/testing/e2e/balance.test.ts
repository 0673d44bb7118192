import assert from 'node:assert/strict';
import { test } from 'node:test';
import { credits } from '#kernel';
import { arrange, labelsOf, textOf } from '#testing';

test('/balance tells what a person has and every line of it, page by page', async (t) => {
  const { app, person } = await arrange(t, { env: { RUB_PER_CREDIT: '2' } });
  const anna = person({ language: 'en' });
  await anna.says('/start');
  await anna.says('/balance');
  assert.match(textOf(anna.last()), /^💎 Balance\n\nYou have 10\u00A0credits \(≈\u00A020\u00A0₽\)/);
  assert.match(textOf(anna.last()), /\+10 · a gift for a newcomer/);
  assert.deepEqual(labelsOf(anna.last()), ['‹ Menu']);

  const user = await app.users.findUser({ telegramId: anna.id });
  assert.ok(user);
  for (let i = 1; i <= 14; i += 1)
    await app.db.client.transaction((tx) =>
      app.ledger.grant(tx, {
        userId: user.id,
        amount: credits('0.5'),
        reason: 'grant',
        key: `gift ${i}`,
        details: { note: `gift ${i}` },
      }),
    );
  await anna.says('/balance');
  assert.match(textOf(anna.last()), /You have 17\u00A0credits/);
  assert.match(textOf(anna.last()), /\+0\.5 · granted: gift 14/);
  assert.doesNotMatch(textOf(anna.last()), /granted: gift 1$/m);
  await anna.presses('Older ›');
  assert.match(textOf(anna.last()), /granted: gift 1$/m);
  assert.match(textOf(anna.last()), /a gift for a newcomer/);
  await anna.presses('‹ Latest');
  assert.match(textOf(anna.last()), /You have 17\u00A0credits/);
  await anna.presses('‹ Menu');
  assert.match(textOf(anna.last()), /^Hello/);
});
