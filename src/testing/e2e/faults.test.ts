import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import {
  type ArrangeOptions,
  arrange,
  commandsOf,
  createTcpProxy,
  type TcpProxy,
  textOf,
  until,
} from '#testing';

async function setUp(t: TestContext, options: ArrangeOptions = {}) {
  const { app, person, pool, telegram, apiRoot } = await arrange(t, options);
  const lastUpdateId = async () => {
    const { rows } = await pool.query('select update_id from inbox order by number desc limit 1');
    return Number(rows[0].update_id);
  };
  const secondRun = async (payload: { update_id: number }, key: number) => {
    const arrived = { updateId: payload.update_id, key: String(key), arrivedAt: new Date() };
    await app.bot.handle({ ...arrived, payload, attempt: 2 });
  };
  /** What a kill between the last write and the mark in the inbox comes to. */
  const runAgain = async (message: object, key: number) =>
    secondRun({ update_id: await lastUpdateId(), ...{ message } }, key);
  return { app, person, pool, telegram, apiRoot, lastUpdateId, secondRun, runAgain };
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

test('a process killed right after it deleted everything: the next one says so and meets nobody new', async (t) => {
  const { app, person, pool, secondRun, lastUpdateId } = await setUp(t);
  const anna = person();
  await anna.says('/language');
  await anna.presses('English');
  await anna.says('/delete_me');
  const user = await app.users.findUser({ telegramId: anna.id });
  assert.ok(user);
  const update_id = (await lastUpdateId()) + 1_000;
  const message = {
    message_id: 900_000,
    date: 1_790_000_000,
    chat: { id: anna.id, type: 'private', first_name: 'Анна' },
    from: { id: anna.id, is_bot: false, first_name: 'Анна', language_code: 'ru' },
    text: 'delete',
  };
  await app.account.forget(user.id);
  await secondRun({ update_id, ...{ message } }, anna.id);
  assert.match(textOf(anna.last()), /^Done\. Everything I knew/);
  assert.equal(await app.users.findUser({ telegramId: anna.id }), undefined);
  const { rows } = await pool.query('select id, forgotten_at is null as lives from users');
  assert.deepEqual(rows, [{ id: user.id, lives: false }]);

  const [answer] = await anna.says('УДАЛИТЬ');
  assert.doesNotMatch(textOf(answer), /^(Готово|Это не то слово)/, 'nothing is asked any more');
});

test('a process killed right after a language was chosen: the next one shows it', async (t) => {
  const { app, person, apiRoot, secondRun, lastUpdateId } = await setUp(t, {
    refusals: [/query is too old/],
  });
  const anna = person();
  await anna.says('/language');
  const menu = anna.last();
  const button = menu.reply_markup?.inline_keyboard?.flat().find(({ text }) => text === 'English');
  assert.ok(button && 'callback_data' in button);
  const user = await app.users.findUser({ telegramId: anna.id });
  await app.users.setLocale(user?.id ?? '', 'en');
  const update_id = (await lastUpdateId()) + 1_000;
  const callback_query = {
    id: '1234567890',
    chat_instance: '1',
    from: { id: anna.id, is_bot: false, first_name: 'Анна', language_code: 'ru' },
    message: menu,
    data: button.callback_data,
  };
  await secondRun({ update_id, ...{ callback_query } }, anna.id);
  assert.match(textOf(anna.last()), /^Which language/);
  const [first] = await commandsOf(apiRoot, anna);
  assert.equal(first?.description, 'Main menu');
});

test('a question asked while the database goes away is asked once, and waits for its answer', async (t) => {
  let network: TcpProxy | undefined;
  const { person, telegram, lines, idle } = await arrange(t, {
    adjust: async (config) => {
      network ??= await createTcpProxy(t, config.db.url);
      return { ...config, db: { ...config.db, url: network.url } };
    },
  });
  const anna = person();
  await anna.says('/start');
  const release = telegram.hang({ method: 'sendMessage', chat: anna.id });
  const struck = telegram.struck();
  anna.send('/delete_me');
  await struck;
  await network?.refuse();
  release();
  await anna.hears('Удалить всё');
  const runs = () =>
    lines.filter(({ msg, feature }) => msg === 'update' && feature === 'delete_me');
  await until('its run is over', () => runs().length === 1);
  await network?.heal();
  await idle();
  assert.equal(runs().length, 2);
  assert.equal(anna.seen().length, 2);
  assert.match(textOf((await anna.says('удалить'))[0]), /^Готово/);
});
