import assert from 'node:assert/strict';
import { test } from 'node:test';
import { credits } from '#kernel';
import { arrange, textOf } from '#testing';

for (const [language, words] of [
  ['ru', 'Вам в подарок 10\u00A0кредитов'],
  ['en', 'A gift for you: 10\u00A0credits'],
] as const)
  test(`a new person gets welcome credits and is told so once, in ${language}`, async (t) => {
    const { app, person } = await arrange(t);
    const anna = person({ language });
    const [hello] = await anna.says('/start');
    assert.ok(textOf(hello).includes(words), textOf(hello));
    const user = await app.users.findUser({ telegramId: anna.id });
    assert.ok(user);
    assert.equal((await app.ledger.balance(user.id)).available, credits('10'));
    const [again] = await anna.says('/start');
    assert.doesNotMatch(textOf(again), /🎁/);
    assert.equal((await app.ledger.balance(user.id)).available, credits('10'));
  });

test('nobody is welcomed twice by leaving and coming back, and without a gift nothing is said of one', async (t) => {
  const { app, person } = await arrange(t);
  const anna = person();
  await anna.says('/start');
  await anna.says('/delete_me');
  assert.match(textOf((await anna.says('удалить'))[0]), /^Готово/);
  const [hello] = await anna.says('/start');
  assert.doesNotMatch(textOf(hello), /🎁/);
  const user = await app.users.findUser({ telegramId: anna.id });
  assert.ok(user);
  assert.equal((await app.ledger.balance(user.id)).available, 0n);
});

test('an operator may give nothing', async (t) => {
  const { person } = await arrange(t, { env: { WELCOME_CREDITS: '0' } });
  assert.doesNotMatch(textOf((await person().says('/start'))[0]), /🎁/);
});
