import assert from 'node:assert/strict';
import { test } from 'node:test';
import { arrange, commandsOf, labelsOf, textOf } from '#testing';
import { leaveButtons } from './fixtures/old-buttons.ts';

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
      [
        'start',
        'models',
        'works',
        'lottery',
        'balance',
        'help',
        'language',
        'cancel',
        'pause_lottery',
        'privacy',
        'delete_me',
      ],
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

test('plain words are offered as an idea, told what they were taken for, and can be taken otherwise', async (t) => {
  const { person } = await arrange(t);
  const anna = person();
  const [offer] = await anna.says('Кот в космосе');
  assert.match(textOf(offer), /^Понял это как идею: Кот в космосе/);
  assert.equal(offer?.reply_to_message?.text, 'Кот в космосе');
  assert.deepEqual(labelsOf(offer), ['🎨 Картинку', '🎬 Видео', '🎵 Песню', '🎟 Про лотереи']);
  for (const label of ['🎨 Картинку', '🎬 Видео', '🎵 Песню']) {
    await anna.presses(label, offer);
    assert.match(textOf(anna.last()), /Кот в космосе/, label);
    assert.match(labelsOf(anna.last())[0] ?? '', /^✅ Создать за /, label);
  }
  await anna.presses('🎟 Про лотереи', offer);
  assert.match(textOf(anna.last()), /18/);
});

test('nothing is promised that is not open: the greeting says what is to come, an old button too', async (t) => {
  const story = await arrange(t);
  for (const [language, honest] of [
    ['ru', /Разговаривать обо всём пока учусь/],
    ['en', /still learning: that room opens later/],
  ] as const) {
    const anna = story.person({ language });
    const [hello] = await anna.says('/start');
    assert.match(textOf(hello), honest);
    await leaveButtons(story, anna, { ask: 'v1:as:ask' });
    const { show_alert, text } = await anna.presses('ask');
    assert.equal(show_alert, true);
    assert.match(text ?? '', /Пока ещё не умею|can’t do it yet/);
  }
});

test('a name of a model typed anywhere finds it', async (t) => {
  const { person } = await arrange(t);
  const anna = person();
  const [offer] = await anna.says('nano banana');
  const found = labelsOf(offer).find((label) => label.startsWith('Nano Banana · '));
  assert.ok(found);
  await anna.presses(found);
  assert.match(textOf(anna.last()), /^Nano Banana\n/);
  assert.ok(labelsOf(anna.last()).includes('✅ Начать'));
});

const contents: [string, Record<string, unknown>, RegExp][] = [
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
