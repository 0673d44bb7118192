import assert from 'node:assert/strict';
import { test } from 'node:test';
import { credits } from '#kernel';
import { arrange, textOf } from '#testing';

test('/delete_me empties what the books tell, and the books still add up', async (t) => {
  const { person, app } = await arrange(t);
  const anna = person({ language: 'ru' });
  await anna.says('/start');
  const before = await app.users.findUser({ telegramId: anna.id });
  assert.ok(before);
  const grant = { amount: credits('5'), reason: 'grant', key: 'a' } as const;
  await app.db.client.transaction((tx) =>
    app.ledger.grant(tx, { ...grant, userId: before.id, details: { note: 'for Anna' } }),
  );
  await anna.says('/delete_me');
  assert.match(textOf((await anna.says('удалить'))[0]), /^Готово/);
  const { lines } = await app.ledger.statement({ userId: before.id });
  const [line] = lines.filter(({ reason }) => reason === 'grant');
  assert.equal(line?.amount, credits('5'));
  assert.equal(line?.details, undefined);
  assert.deepEqual((await app.ledger.reconcile()).breaches, []);
});
