import assert from 'node:assert/strict';
import { test } from 'node:test';
import { arrange, textOf } from '#testing';

const everything = `
  select (select count(*)::int from users where telegram_id is not null) as people,
         (select count(*)::int from users where forgotten_at is not null) as tombstones,
         (select count(*)::int from inbox where payload is not null) as messages`;

test('the typed word deletes everything, and /start makes somebody new', async (t) => {
  const { person, pool, app } = await arrange(t);
  const anna = person({ language: 'ru' });
  await anna.says('/language');
  await anna.presses('English');
  const before = await app.users.findUser({ telegramId: anna.id });
  const [question] = await anna.says('/delete_me');
  assert.match(textOf(question), /type the word DELETE/);
  const [done] = await anna.says(' delete ');
  assert.match(textOf(done), /^Done\. Everything I knew/);
  assert.deepEqual((await pool.query(everything)).rows, [
    { people: 0, tombstones: 1, messages: 0 },
  ]);

  assert.match(textOf((await anna.says('/start'))[0]), /^Здравствуйте/);
  const after = await app.users.findUser({ telegramId: anna.id });
  assert.ok(after && before && after.id !== before.id);
});

test('a restart in the middle of the question loses nothing of it', async (t) => {
  const { person, app, launch } = await arrange(t);
  const anna = person();
  await anna.says('/delete_me');
  assert.match(textOf((await anna.says('да'))[0]), /Это не то слово/);
  await app.stop();
  anna.send('удалить');
  const next = await launch();
  await anna.hears('Всё, что я о вас знал, удалено');
  assert.equal(await next.users.findUser({ telegramId: anna.id }), undefined);
});

test('a question whose state an earlier program wrote is taken up with the same message', async (t) => {
  const { person, pool, app } = await arrange(t);
  const anna = person();
  await anna.says('/delete_me');
  const spoiled = await pool.query(
    `update kv_entries set value = jsonb_set(value::jsonb, '{state,version}', '[0, 999999]')::json
     where key = $1`,
    [`question:${anna.id}`],
  );
  assert.equal(spoiled.rowCount, 1);
  assert.match(textOf((await anna.says('нет'))[0]), /Это не то слово/);
  assert.match(textOf((await anna.says('УДАЛИТЬ'))[0]), /^Готово/);
  assert.equal(await app.users.findUser({ telegramId: anna.id }), undefined);
});

test('nothing is deleted by /cancel, by another command, or by three other words', async (t) => {
  const { person, app } = await arrange(t);
  const anna = person();
  await anna.says('/delete_me');
  assert.match(textOf((await anna.says('/cancel'))[0]), /^Отменил/);
  assert.match(textOf((await anna.says('/cancel'))[0]), /^Отменять нечего/);
  await anna.says('/delete_me');
  await anna.says('/help');
  assert.match(textOf((await anna.says('УДАЛИТЬ'))[0]), /^Понял это как идею/);
  await anna.says('/delete_me');
  for (const word of ['да', 'конечно']) await anna.says(word);
  assert.match(textOf((await anna.says('ну же'))[0]), /ничего не удалил/);
  assert.match(textOf((await anna.says('УДАЛИТЬ'))[0]), /^Понял это как идею/);
  assert.ok(await app.users.findUser({ telegramId: anna.id }));
});

test('an answer after an hour deletes nothing', async (t) => {
  const { person, app, clock } = await arrange(t);
  const anna = person();
  await anna.says('/delete_me');
  clock.advance(61 * 60 * 1000);
  assert.match(textOf((await anna.says('УДАЛИТЬ'))[0]), /уже устарел/);
  assert.ok(await app.users.findUser({ telegramId: anna.id }));
});

test('buttons work while a question waits, and the question goes on waiting', async (t) => {
  const { person } = await arrange(t);
  const anna = person();
  await anna.says('/start');
  await anna.says('/delete_me');
  await anna.presses('💎 Баланс');
  assert.match(textOf(anna.seen()[0]), /^💎 Баланс/);
  assert.match(textOf((await anna.says('удалить'))[0]), /^Готово/);
});

test('a photo is not the word', async (t) => {
  const { person } = await arrange(t);
  const anna = person();
  await anna.says('/delete_me');
  const [answer] = await anna.sends({
    photo: [{ file_id: 'f', file_unique_id: 'u', width: 9, height: 9 }],
  });
  assert.match(textOf(answer), /Это не то слово/);
});
