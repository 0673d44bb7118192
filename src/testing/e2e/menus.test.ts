import assert from 'node:assert/strict';
import { test } from 'node:test';
import { arrange, botToken, commandsOf, labelsOf, textOf } from '#testing';

const rooms: [string, RegExp][] = [
  ['🎨 Create', /^What would you like to make\?/],
  ['🖼 My works', /^My works/],
  ['💬 Talk', /^💬 Talk[\s\S]*not open yet/],
  ['🎟 Lotteries', /Are you 18|Lotteries/],
  ['💎 Balance', /^💎 Balance[\s\S]*Where credits went/],
];

test('every room opens in the same message and leads back', async (t) => {
  const { person } = await arrange(t);
  const anna = person({ language: 'en' });
  // The first time it tells of the gift besides.
  await anna.says('/start');
  const [hello] = await anna.says('/start');
  const greeting = anna.seen().length;
  for (const [label, words] of rooms) {
    await anna.presses(label);
    assert.equal(anna.seen().length, greeting);
    assert.match(textOf(anna.last()), words);
    const back = labelsOf(anna.last()).find((one) => one.startsWith('‹'));
    await anna.presses(back ?? 'a way back');
    assert.equal(textOf(anna.last()), textOf(hello));
    assert.deepEqual(labelsOf(anna.last()), labelsOf(hello));
  }
});

test('help and language open from the menu as messages of their own', async (t) => {
  const { person } = await arrange(t);
  const anna = person({ language: 'en' });
  await anna.says('/start');
  await anna.presses('❓ Help');
  assert.match(textOf(anna.last()), /^How can I help/);
  await anna.presses('🌐 Language');
  assert.deepEqual(labelsOf(anna.last()), ['Русский', 'English', '✓ As in Telegram']);
});

test('a chosen language changes the words at once, the commands too, and stays', async (t) => {
  const { person, apiRoot } = await arrange(t);
  const anna = person({ language: 'ru' });
  const firstCommand = async () => (await commandsOf(apiRoot, anna))[0]?.description;
  await anna.says('/language');
  assert.equal((await anna.presses('English')).text, 'Now I speak English');
  assert.match(textOf(anna.last()), /^Which language/);
  assert.deepEqual(labelsOf(anna.last()), ['Русский', '✓ English', 'As in Telegram']);
  assert.equal(await firstCommand(), 'Main menu');
  assert.match(textOf((await anna.says('/start'))[0]), /^Hello/);

  const menu = anna.seen()[0];
  assert.equal((await anna.presses('✓ English', menu)).text, 'I speak English already');
  assert.equal((await anna.presses('As in Telegram', menu)).text, 'Теперь язык как в Telegram');
  assert.equal(await firstCommand(), 'Главное меню');
  assert.match(textOf((await anna.says('/start'))[0]), /^Здравствуйте/);
});

test('a choice that changes only the tick moves it', async (t) => {
  const { person } = await arrange(t);
  const anna = person({ language: 'ru' });
  await anna.says('/language');
  assert.equal((await anna.presses('Русский')).text, 'Теперь говорю по-русски');
  assert.deepEqual(labelsOf(anna.last()), ['✓ Русский', 'English', 'Как в Telegram']);
});

test('a menu in the other language still works after the language was changed', async (t) => {
  const { person } = await arrange(t);
  const anna = person({ language: 'ru' });
  const [home] = await anna.says('/start');
  await anna.says('/language');
  await anna.presses('English');
  await anna.presses('🎟 Лотереи', home);
  assert.match(textOf(anna.seen()[0]), /^🔞 Lotteries are only for adults/);
});

const leftovers: [string, string, RegExp][] = [
  ['a menu of an earlier program', 'home/0/0//fABCD', /Меню обновилось/],
  ['a language menu of an earlier program', 'language/7/7//fABCD', /Меню обновилось/],
  ['a menu that exists no more', 'shop/0/0//hABCD', /больше не действует/],
  ['a button that cannot be read', 'v1:as', /больше не действует/],
  ['an idea button with an unknown wish', 'v1:as:song', /больше не действует/],
  ['a button of another program', 'buy_now', /больше не действует/],
  ['half a menu button', 'home/', /больше не действует/],
];

test('a press on what an earlier program left behind is answered kindly', async (t) => {
  const { person, apiRoot } = await arrange(t);
  const anna = person();
  await anna.says('/help');
  for (const [what, data, answer] of leftovers) {
    const sent = await fetch(`${apiRoot}/bot${botToken}/sendMessage`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        chat_id: anna.id,
        text: 'Из прошлого',
        reply_markup: { inline_keyboard: [[{ text: what, callback_data: data }]] },
      }),
    });
    assert.equal(sent.status, 200);
    assert.match((await anna.presses(what)).text ?? '', answer, what);
  }
});

test('when the pressed message is gone, its answer comes as a new one', async (t) => {
  const { person, telegram } = await arrange(t);
  const anna = person();
  await anna.says('/start');
  telegram.failNext({
    method: 'editMessageText',
    code: 400,
    description: 'Bad Request: message to edit not found',
  });
  await anna.presses('🎟 Лотереи');
  assert.equal(anna.seen().length, 2);
  assert.match(textOf(anna.last()), /^🔞 Лотереи только для взрослых/);
});
