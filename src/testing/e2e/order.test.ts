import assert from 'node:assert/strict';
import { test } from 'node:test';
import { arrange, textOf, until } from '#testing';

test('a message and a press of the same moment are answered in the order they were made', async (t) => {
  const { person, telegram, idle, clock } = await arrange(t);
  const anna = person({ language: 'ru' });
  const other = person({ name: 'Bo', language: 'en' });
  await anna.says('/language');
  const menu = anna.last();
  for (const [label, words] of [
    ['English', /^How can I help/],
    ['Русский', /^Чем помочь/],
  ] as const) {
    clock.advance(10_000);
    // The press comes first, so the help that follows it must be in the language it chose.
    anna.press(label, menu);
    anna.send('/help');
    other.send('/help');
    anna.send('/privacy');
    await idle();
    const [help, privacy] = anna.seen().slice(-2);
    assert.match(textOf(help), words);
    assert.match(textOf(privacy), /^(What I know about you|Что я о вас знаю)/);
  }
  assert.equal(other.seen().length, 2);
  assert.equal(telegram.transcript.calls({ ok: false }).length, 0);
});

test('forty messages of one person are answered one after another', async (t) => {
  const { person, idle } = await arrange(t, { env: { USER_RATE_LIMIT: '0' } });
  const anna = person();
  const sent = Array.from({ length: 40 }, (_, i) => anna.send(`мысль ${i}`));
  await idle();
  assert.deepEqual(
    anna.seen().map((answer) => answer.reply_to_message?.message_id),
    sent.map(({ message_id }) => message_id),
  );
});

test('an update that comes twice is handled once', async (t) => {
  const { app, person, idle } = await arrange(t);
  const anna = person();
  const update = {
    update_id: 900_000_001,
    message: {
      message_id: 1,
      date: 1,
      chat: { id: anna.id, type: 'private', first_name: 'Анна' },
      from: { id: anna.id, is_bot: false, first_name: 'Анна', language_code: 'ru' },
      text: 'привет',
    },
  };
  await anna.says('/help');
  assert.equal(await app.bot.receive([update, update]), 1);
  assert.equal(await app.bot.receive([update]), 0);
  await idle();
  assert.equal(await app.bot.receive([update]), 0);
  await idle();
  assert.equal(anna.seen().length, 2);
});

test('of two processes one works; when it stops, the other goes on and nothing is answered twice', async (t) => {
  const { app, launch, person } = await arrange(t);
  const second = await launch();
  const anna = person();
  await anna.says('/start');
  assert.deepEqual([app.bot.isSeated(), second.bot.isSeated()], [true, false]);
  await app.stop();
  anna.send('/help');
  await anna.hears(/^Чем помочь/);
  assert.equal(second.bot.isSeated(), true);
  assert.equal(anna.seen().length, 2);
});

test('a holder whose seat is cut off falls silent, and the other takes over its people', async (t) => {
  const { app, launch, person, pool } = await arrange(t);
  const anna = person();
  await anna.says('/delete_me');
  const second = await launch();
  const cut = await pool.query(
    `select pg_terminate_backend(l.pid) from pg_locks l join pg_database d on d.oid = l.database
     where l.locktype = 'advisory' and l.granted and d.datname = current_database() and l.classid = 27236
       and l.objsubid = 2`,
  );
  assert.equal(cut.rowCount, 1);
  await until('somebody sits again', () => app.bot.isSeated() || second.bot.isSeated());
  anna.send('удалить');
  await anna.hears('Всё, что я о вас знал, удалено');
  assert.equal(anna.seen().length, 2);
});
