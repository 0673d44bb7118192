import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { arrange, textOf } from '#testing';

async function setUp(t: TestContext) {
  const { app, person, pool, telegram } = await arrange(t);
  /** What a kill between the last write and the mark in the inbox comes to. */
  const runAgain = async (message: object, key: number) => {
    const { rows } = await pool.query('select update_id from inbox order by number desc limit 1');
    const update_id = Number(rows[0].update_id);
    const arrived = { updateId: update_id, key: String(key), arrivedAt: new Date() };
    await app.bot.handle({ ...arrived, payload: { update_id, message }, attempt: 2 });
  };
  return { app, person, pool, telegram, runAgain };
}

test('a killed process that had deleted everything does not know the person again afterwards', async (t) => {
  const { app, person, pool, telegram, runAgain } = await setUp(t);
  const anna = person();
  await anna.says('/delete_me');
  const [answer] = await anna.says('удалить');
  assert.match(textOf(answer), /^Готово/);
  const word = telegram.messages({ chat: anna.id }).find(({ text }) => text === 'удалить');
  assert.ok(word);
  await runAgain(word, anna.id);
  assert.equal(await app.users.findUser({ telegramId: anna.id }), undefined);
  const { rows } = await pool.query('select count(*)::int as n from users');
  assert.equal(rows[0].n, 1);
  assert.equal(anna.last().message_id, answer?.message_id);
});

test('a wrong word that is run again costs one try, not two', async (t) => {
  const { person, telegram, runAgain } = await setUp(t);
  const anna = person();
  await anna.says('/delete_me');
  for (const text of ['нет', 'нет же']) {
    await anna.says(text);
    const said = telegram.messages({ chat: anna.id }).find((one) => one.text === text);
    assert.ok(said);
    await runAgain(said, anna.id);
  }
  assert.match(textOf((await anna.says('удалить'))[0]), /^Готово/);
});
