import assert from 'node:assert/strict';
import { test } from 'node:test';
import { arrange, commandsOf, labelsOf, textOf } from '#testing';

test('/start greets by name and shows every room, in the language of Telegram', async (t) => {
  const { person } = await arrange(t);
  const [hello, ...more] = await person({ name: 'Анна', language: 'ru' }).says('/start');
  assert.deepEqual(more, []);
  assert.match(textOf(hello), /^Здравствуйте, Анна!/);
  assert.deepEqual(labelsOf(hello), [
    '🎨 Создать',
    '🖼 Мои работы',
    '💬 Поговорить',
    '🎟 Лотереи',
    '💎 Баланс',
    '📚 Модели и цены',
    '🌐 Язык',
    '❓ Помощь',
  ]);
  const [english] = await person({ name: '<b>Bo & Co</b>', language: 'pt-br' }).says('/start');
  assert.match(textOf(english), /^Hello, <b>Bo & Co<\/b>!/);
  assert.equal(labelsOf(english)[0], '🎨 Create');
});

test('a link with a payload opens the same door', async (t) => {
  const { person } = await arrange(t);
  const [hello] = await person().says('/start ref_2026-unknown');
  assert.match(textOf(hello), /^Здравствуйте/);
});

test('every command in the menu of Telegram is answered, in both languages', async (t) => {
  const { person, telegram, apiRoot } = await arrange(t);
  for (const language of ['ru', 'en']) {
    const someone = person({ name: 'Bo', language });
    const commands = await commandsOf(apiRoot, someone);
    assert.deepEqual(
      commands.map(({ command }) => command),
      ['start', 'models', 'help', 'language', 'cancel', 'privacy', 'delete_me'],
    );
    for (const { command, description } of commands) {
      assert.equal(/[а-яё]/i.test(description), language === 'ru', description);
      const [answer, ...more] = await someone.says(`/${command}`);
      assert.deepEqual(more, []);
      assert.equal(/[а-яё]/i.test(textOf(answer)), language === 'ru', textOf(answer));
    }
  }
  assert.equal(telegram.bot().texts.get('name|'), 'Jackdraw');
  assert.match(telegram.bot().texts.get('description|ru') ?? '', /создаёт/);
  assert.match(telegram.bot().texts.get('short_description|') ?? '', /Pictures/);
});

test('an unknown command is answered with those there are', async (t) => {
  const { person } = await arrange(t);
  const [answer] = await person({ language: 'en' }).says('/imagine a cat');
  assert.match(textOf(answer), /^I have no such command/);
  assert.match(textOf(answer), /\/delete_me — delete everything/);
});

test('plain words are offered as an idea, and every offer says honestly that it comes later', async (t) => {
  const { person } = await arrange(t);
  const anna = person();
  const [offer] = await anna.says('Кот в космосе');
  assert.match(textOf(offer), /Кот в космосе/);
  assert.equal(offer?.reply_to_message?.text, 'Кот в космосе');
  for (const label of labelsOf(offer)) {
    const answer = await anna.presses(label);
    assert.equal(answer.show_alert, true);
    assert.match(answer.text ?? '', /Пока ещё не умею/);
  }
});

const contents: [string, Record<string, unknown>, RegExp][] = [
  ['a photo', { photo: [photo('a')] }, /Получил/],
  ['a voice message', { voice: { ...photo('v'), duration: 3, mime_type: 'audio/ogg' } }, /слушать/],
  ['a sticker', { sticker: { ...photo('s'), type: 'regular', emoji: '🐦' } }, /не понимаю/],
  ['a place', { location: { latitude: 55.75, longitude: 37.6 } }, /не понимаю/],
  ['a contact', { contact: { phone_number: '+7', first_name: 'Я' } }, /не понимаю/],
  ['a throw of dice', { dice: { emoji: '🎲', value: 4 } }, /не понимаю/],
  ['something of next year', { hologram: { depth: 4 } }, /не понимаю/],
];

test('every kind of message is answered once', async (t) => {
  const { person } = await arrange(t);
  const anna = person();
  for (const [what, content, answer] of contents) {
    const [said, ...more] = await anna.sends(content);
    assert.deepEqual(more, [], what);
    assert.match(textOf(said), answer, what);
  }
});

function photo(name: string) {
  return { file_id: `file-${name}`, file_unique_id: name, width: 90, height: 90 };
}

test('an album is answered once', async (t) => {
  const { person, telegram, idle } = await arrange(t);
  const anna = person();
  for (const name of ['a', 'b', 'c'])
    telegram.sendContent({
      user: anna.id,
      content: { photo: [photo(name)], media_group_id: '77' },
    });
  await idle();
  assert.equal(anna.seen().length, 1);
});

test('an edited message is answered, a note of Telegram itself is not', async (t) => {
  const { person, telegram, idle } = await arrange(t);
  const anna = person();
  await anna.says('/help');
  const sent = anna.send('Кот в комосе');
  telegram.edit({ user: anna.id, message_id: sent.message_id, text: 'Кот в космосе' });
  await idle();
  assert.match(textOf(anna.last()), /Правки в отправленных/);
  assert.deepEqual(await anna.sends({ pinned_message: { message_id: sent.message_id } }), []);
});

test('a second start says nothing to Telegram about the bot that it knows already', async (t) => {
  const { app, launch, person, telegram } = await arrange(t);
  const countSets = () =>
    telegram.transcript.calls().filter(({ method }) => method.startsWith('setMy')).length;
  const before = countSets();
  assert.ok(before > 0);
  await app.stop();
  await launch();
  assert.equal((await person().says('/start')).length, 1);
  assert.equal(countSets(), before);
});
