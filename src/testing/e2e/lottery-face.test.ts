import assert from 'node:assert/strict';
import { test } from 'node:test';
import { arrange, botToken, labelsOf, textOf } from '#testing';

type Person = ReturnType<Awaited<ReturnType<typeof arrange>>['person']>;
type Message = ReturnType<Person['last']>;

/** What nobody may ever read here: a number that is "due", a win that is promised. */
const forbidden =
  /должн\S* выпасть|вот-вот|обязательно выигра|точно выигра|гарантиру\S* выигрыш|гарантированный выигрыш|беспроигрыш|наверняка выигра|\bis due\b|\boverdue\b|sure to win|guaranteed win|certain to win|bound to/i;

const adult = async (anna: Person) => {
  await anna.says('/lottery');
  await anna.presses('Да, мне есть 18');
};

test('a quick lottery with a small prize, in plain words', async (t) => {
  const { person } = await arrange(t);
  const anna = person();
  await anna.says('Подбери мне быструю лотерею с небольшим призом');
  assert.match(textOf(anna.last()), /^🔞[\s\S]*Вам есть 18 лет\? Спрошу один раз/);
  await anna.presses('Да, мне есть 18');
  const answer = textOf(anna.last());
  assert.match(answer, /^Вот подходящие лотереи:/);
  assert.match(answer, /Шанс: главный приз — 1 из [\d\s]+/);
  assert.match(answer, /В среднем с билета теряется|Ожидаемую потерю посчитать нельзя/);
  assert.match(answer, /не выгодна в среднем/);
  assert.doesNotMatch(answer, forbidden);
  const [card = ''] = labelsOf(anna.last());
  await anna.presses(card);
  assert.ok(textOf(anna.last()).startsWith(card));
  assert.ok(
    anna.seen().some((message) => textOf(message) === answer),
    'the answer stays',
  );
});

test('the age is asked once, also after another start', async (t) => {
  const { person, app, launch } = await arrange(t);
  const anna = person();
  await anna.says('/start');
  await anna.presses('🎟 Лотереи');
  assert.match(textOf(anna.last()), /Вам есть 18/);
  await anna.presses('Нет');
  assert.match(textOf(anna.last()), /8-800-2000-122/);
  await anna.presses('‹ Главное меню');
  await anna.presses('🎟 Лотереи');
  assert.match(textOf(anna.last()), /Вам есть 18/);
  await anna.presses('Да, мне есть 18');
  const menu = anna.last();
  assert.match(textOf(menu), /^🎟 Лотереи/);
  await app.stop();
  await launch();
  await anna.says('шансы в кено');
  assert.match(textOf(anna.last()), /1 из 8\s911\s711/);
  await anna.presses('🎟 Все лотереи', menu);
  assert.match(
    textOf(anna.seen().find(({ message_id }) => message_id === menu.message_id)),
    /^Все лотереи/,
  );
});

for (const [language, words, contact] of [
  ['ru', 'проиграл всю зарплату в лотерею, что купить чтобы отыграться', '8-495-989-50-50'],
  ['en', 'I lost everything on lottery tickets and want to win it back', '8-495-989-50-50'],
] as const)
  test(`distress is met calmly, with contacts and a pause, before any question: ${language}`, async (t) => {
    const { person } = await arrange(t);
    const anna = person({ language, name: 'Bo' });
    await anna.says(words);
    assert.equal(anna.seen().length, 1);
    assert.ok(textOf(anna.last()).includes(contact));
    assert.doesNotMatch(textOf(anna.last()), forbidden);
    const labels = labelsOf(anna.last());
    assert.equal(labels.length, 1);
    await anna.presses(labels[0] ?? '');
    assert.equal(labelsOf(anna.last()).length, 7);
  });

test('a pause silences everything about lotteries, cannot be shortened, and ends by itself', async (t) => {
  const { person, clock } = await arrange(t);
  const anna = person();
  await adult(anna);
  const menu = anna.last();
  await anna.says('/pause_lottery');
  await anna.presses('Неделя');
  assert.match(textOf(anna.last()), /Раньше срока её не отменить/);
  await anna.presses('Нет');
  await anna.presses('Месяц');
  await anna.presses('Да, начать паузу');
  assert.match(textOf(anna.last()), /^⏸ Пауза до [\s\S]*8-495-989-50-50/);

  const paused = /^⏸ Пауза до [\s\S]*держу слово/;
  for (const words of ['/lottery', 'подбери лотерею до 100 рублей', 'результаты 6 из 45']) {
    await anna.says(words);
    assert.match(textOf(anna.last()), paused, words);
  }
  for (const label of ['🧭 Подобрать', '🎲 Случайные числа']) {
    await anna.presses(label, menu);
    const shown = anna.seen().find(({ message_id }) => message_id === menu.message_id);
    assert.match(textOf(shown), paused, label);
    if (label === '🧭 Подобрать') break;
  }
  await anna.says('не могу остановиться, покупаю билеты каждый день');
  assert.match(textOf(anna.last()), /8-495-989-50-50/);

  await anna.says('/pause_lottery');
  await anna.presses('1 день');
  await anna.presses('Да, начать паузу');
  clock.advance(29 * 24 * 60 * 60 * 1000);
  await anna.says('/lottery');
  assert.match(textOf(anna.last()), paused);
  clock.advance(2 * 24 * 60 * 60 * 1000);
  await anna.says('/lottery');
  assert.match(textOf(anna.last()), /^🎟 Лотереи/);
});

test('an idea that may mean a lottery is answered when that is chosen, and strangers to lotteries are offered as before', async (t) => {
  const { person } = await arrange(t);
  const anna = person();
  await adult(anna);
  await anna.says('охота на лис в осеннем лесу');
  assert.match(textOf(anna.last()), /иде[юя]: охота на лис/);
  await anna.presses('🎟 Про лотереи');
  assert.match(textOf(anna.last()), /Охота|лотере/);
});

test('what was said about age and a pause goes with everything else', async (t) => {
  const { person } = await arrange(t);
  const anna = person();
  await adult(anna);
  await anna.says('/privacy');
  assert.match(textOf(anna.last()), /есть 18, и до какого дня/);
  await anna.says('/delete_me');
  await anna.says('УДАЛИТЬ');
  await anna.says('/lottery');
  assert.match(textOf(anna.last()), /Вам есть 18/);
});

const dataOf = (message: Message): { text: string; data: string }[] =>
  (message.reply_markup?.inline_keyboard ?? [])
    .flat()
    .flatMap((button) =>
      'callback_data' in button && button.callback_data
        ? [{ text: button.text, data: button.callback_data }]
        : [],
    );

for (const language of ['ru', 'en'] as const)
  test(`every button of the lotteries menu leads somewhere and somewhere back: ${language}`, async (t) => {
    const { person, apiRoot, telegram } = await arrange(t, { env: { USER_RATE_LIMIT: '0' } });
    const anna = person({ language, name: 'Bo' });
    await anna.says('/lottery');
    await anna.presses(language === 'ru' ? 'Да, мне есть 18' : 'Yes, I am 18 or over');
    const toVisit = dataOf(anna.last()).map(({ data }) => data);
    const visited = new Set<string>();
    const lotteries = new Set<string>();
    const screens: string[] = [];
    while (toVisit.length > 0) {
      const data = toVisit.shift() ?? '';
      // The whole menu, and of 29 alike cards the first few.
      const [, action = '', id = ''] = data.split(':');
      const lottery = /^(lc|lk|lt|lr|ls|lg)$/.test(action) ? id : undefined;
      if (visited.has(data) || !data.startsWith('v1:')) continue;
      if (lottery !== undefined && !lotteries.has(lottery) && lotteries.size >= 5) continue;
      if (lottery !== undefined) lotteries.add(lottery);
      visited.add(data);
      if (action === 'lp') continue;
      await sendButton(apiRoot, anna.id, data);
      await anna.presses('→');
      const shown = anna.last();
      const text = textOf(shown);
      assert.ok(text.length > 20, data);
      assert.doesNotMatch(text, forbidden, data);
      if (language === 'en') assert.doesNotMatch(text.replace(/«[^»]*»/g, ''), /[а-яё]{4,}/i, data);
      assert.ok(labelsOf(shown).length > 0, `a dead end after ${data}`);
      screens.push(text);
      if (action !== 'lh') toVisit.push(...dataOf(shown).map((button) => button.data));
    }
    assert.ok(visited.size > 60, String(visited.size));
    assert.ok(screens.some((text) => /мск|Moscow time/.test(text)));
    assert.deepEqual(
      telegram.transcript.calls().flatMap(({ warnings }) => warnings),
      [],
    );
  });

async function sendButton(apiRoot: string, chatId: number, data: string): Promise<void> {
  const sent = await fetch(`${apiRoot}/bot${botToken}/sendMessage`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      chat_id: chatId,
      text: 'a button of last month',
      reply_markup: { inline_keyboard: [[{ text: '→', callback_data: data }]] },
    }),
  });
  assert.equal(sent.status, 200);
}
