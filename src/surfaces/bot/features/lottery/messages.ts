import { bold, fmt, join, type Words } from '#surfaces/bot/ui';
import type { Purpose, Wish } from './buttons.ts';

const ruHelp =
  'Если игра перестала быть игрой: психологическая помощь МЧС 8-495-989-50-50, круглосуточно; для детей и родителей 8-800-2000-122; при опасности для жизни — 112. Бесплатные встречи проводит сообщество «Анонимные игроки».';
const enHelp =
  'If the game has stopped being a game, support in Russia: EMERCOM psychological help 8-495-989-50-50, day and night; for children and parents 8-800-2000-122; in danger call 112. Gamblers Anonymous holds free meetings.';

const ru = {
  command: 'Лотереи: выбор, тиражи, точные шансы',
  pauseCommand: 'Не говорить со мной о лотереях',
  menu: fmt`🎟 ${bold('Лотереи')}

Подберу по цене, скорости и призу, покажу тиражи и посчитаю точные шансы. Спросить можно и просто словами.

Билет в среднем возвращает меньше, чем стоит: это плата за игру, а не способ заработать. 18+`,
  advise: '🧭 Подобрать',
  today: '📅 Тиражи сегодня',
  news: '📰 Новости',
  pause: '⏸ Пауза',
  purposes: {
    card: '🎟 Все лотереи',
    draws: '🏁 Результаты',
    statistics: '📊 Статистика',
    numbers: '🎲 Случайные числа',
  } satisfies Record<Purpose, string>,
  lists: {
    card: fmt`${bold('Все лотереи')}\n\nО какой рассказать?`,
    draws: fmt`${bold('Результаты')}\n\nКакая лотерея?`,
    statistics: fmt`${bold('Статистика')}\n\nСколько раз выпало каждое число и отличается ли это от случайности. О следующем тираже прошлые не говорят ничего.`,
    numbers: fmt`${bold('Случайные числа')}\n\nДля какой игры? Случайные числа выигрывают не чаще любых других.`,
  } satisfies Record<Purpose, Words>,
  ask: fmt`🧭 ${bold('Подобрать лотерею')}

Напишите своими словами, например: «быстрая, до 100 рублей, с небольшим призом». Или выберите:`,
  wishes: {
    b50: '💰 До 50 ₽',
    b100: 'До 100 ₽',
    b200: 'До 200 ₽',
    fast: '⚡ Быстрая',
    evening: '🌆 Вечером',
    tv: '📺 По телевизору',
    instant: '✋ Без тиража',
    big: '🏆 Большой приз',
    small: '🙂 Небольшой приз',
    flat: '🏠 Квартира',
    any: '🎯 Чаще выигрывают',
    main: '🥇 Шанс на главный',
  } satisfies Record<Wish, string>,
  questions: {
    b50: 'подбери лотерею до 50 рублей',
    b100: 'подбери лотерею до 100 рублей',
    b200: 'подбери лотерею до 200 рублей',
    fast: 'подбери быструю лотерею с тиражом каждые 15 минут',
    evening: 'подбери лотерею с вечерним тиражом',
    tv: 'подбери лотерею по телевизору',
    instant: 'подбери моментальную лотерею без ожидания тиража',
    big: 'подбери лотерею с большим джекпотом',
    small: 'подбери лотерею с небольшим призом',
    flat: 'подбери лотерею, где разыгрывают квартиру',
    any: 'подбери лотерею, где чаще выигрывают хоть что-то',
    main: 'подбери лотерею, где шанс на главный приз побольше',
  } satisfies Record<Wish, string>,
  tiers: '🎯 Шансы по призам',
  draws: '🏁 Результаты',
  statistics: '📊 Статистика',
  numbers: '🎲 Числа',
  heat: '🗺 Карта частот',
  jackpot: '📈 Суперприз',
  tiersPicture: '🖼 Шансы картинкой',
  card: 'О лотерее',
  again: '🎲 Ещё раз',
  plain: 'Любые числа',
  unpopular: 'Без популярных',
  back: '‹ Назад',
  toMenu: '🎟 Меню лотерей',
  home: '‹ Главное меню',
  page: (page: number, pages: number) => `${page} / ${pages}`,
  gone: 'Этой лотереи больше нет. Вот те, что есть.',
  noPicture: 'Рисовать нечего: архива этой игры сейчас нет.',
  drawing: 'Рисую…',
  adult: fmt`🔞 ${bold('Лотереи только для взрослых')}

Вам есть 18 лет? Спрошу один раз.`,
  isAdult: 'Да, мне есть 18',
  isMinor: 'Нет',
  minor: fmt`Тогда о лотереях поговорим, когда исполнится 18.

Если игра тревожит тебя или кого-то рядом, можно бесплатно позвонить на детский телефон доверия: 8-800-2000-122.`,
  paused: (until: string) => fmt`⏸ ${bold(`Пауза до ${until}`)}

Вы просили не говорить о лотереях до этого дня, и я держу слово.

${ruHelp}`,
  longer: '⏸ Продлить паузу',
  pauseHow: fmt`⏸ ${bold('Пауза')}

На выбранный срок я перестану говорить о лотереях: ни подбора, ни тиражей, ни чисел. Паузу можно продлить, но не сократить.

${ruHelp}`,
  terms: {
    day: '1 день',
    week: 'Неделя',
    month: 'Месяц',
    'half-year': 'Полгода',
    year: 'Год',
  },
  sure: (term: string) => fmt`${bold(`Пауза: ${term.toLowerCase()}`)}

Раньше срока её не отменить. Начать?`,
  yes: 'Да, начать паузу',
  no: 'Нет',
  begun: (until: string) => fmt`⏸ ${bold(`Пауза до ${until}`)}

До этого дня о лотереях не говорю. Это хороший выбор.

${ruHelp}`,
  takePause: '⏸ Взять паузу',
};

const en: typeof ru = {
  command: 'Lotteries: choosing, draws, exact odds',
  pauseCommand: 'Don’t talk to me about lotteries',
  menu: fmt`🎟 ${bold('Lotteries')}

I choose by price, speed and prize, show draws and count exact odds. You can also just ask in your own words.

A ticket returns less than it costs on average: it is the price of a game, not a way to earn. 18+`,
  advise: '🧭 Choose for me',
  today: '📅 Draws today',
  news: '📰 News',
  pause: '⏸ Pause',
  purposes: {
    card: '🎟 All lotteries',
    draws: '🏁 Results',
    statistics: '📊 Statistics',
    numbers: '🎲 Random numbers',
  },
  lists: {
    card: fmt`${bold('All lotteries')}\n\nWhich one shall I tell about?`,
    draws: fmt`${bold('Results')}\n\nWhich lottery?`,
    statistics: fmt`${bold('Statistics')}\n\nHow often each number came, and whether that differs from chance. Past draws say nothing about the next one.`,
    numbers: fmt`${bold('Random numbers')}\n\nFor which game? Random numbers win no more often than any others.`,
  },
  ask: fmt`🧭 ${bold('Choose a lottery')}

Write in your own words, for example: “quick, up to 100 roubles, with a small prize”. Or choose:`,
  wishes: {
    b50: '💰 Up to 50 ₽',
    b100: 'Up to 100 ₽',
    b200: 'Up to 200 ₽',
    fast: '⚡ Quick',
    evening: '🌆 In the evening',
    tv: '📺 On television',
    instant: '✋ With no draw',
    big: '🏆 Big prize',
    small: '🙂 Small prize',
    flat: '🏠 A flat',
    any: '🎯 Wins more often',
    main: '🥇 Main prize odds',
  },
  questions: {
    b50: 'suggest a lottery under 51 rub',
    b100: 'suggest a lottery under 101 rub',
    b200: 'suggest a lottery under 201 rub',
    fast: 'suggest a quick lottery with draws every 15 minutes',
    evening: 'suggest a lottery with an evening draw',
    tv: 'suggest a lottery on tv',
    instant: 'suggest an instant scratch lottery',
    big: 'suggest a lottery with a big jackpot',
    small: 'suggest a lottery with a small prize',
    flat: 'suggest a lottery with an apartment',
    any: 'suggest a lottery where it is easier to win something',
    main: 'suggest a lottery with better odds of the main prize',
  },
  tiers: '🎯 Odds by prize',
  draws: '🏁 Results',
  statistics: '📊 Statistics',
  numbers: '🎲 Numbers',
  heat: '🗺 Frequency map',
  jackpot: '📈 Jackpot',
  tiersPicture: '🖼 Odds as a picture',
  card: 'About the lottery',
  again: '🎲 Once more',
  plain: 'Any numbers',
  unpopular: 'Less popular ones',
  back: '‹ Back',
  toMenu: '🎟 Lotteries menu',
  home: '‹ Main menu',
  page: (page, pages) => `${page} / ${pages}`,
  gone: 'This lottery is gone. Here are those there are.',
  noPicture: 'There is nothing to draw: the archive of this game is not at hand.',
  drawing: 'Drawing…',
  adult: fmt`🔞 ${bold('Lotteries are only for adults')}

Are you 18 or over? I ask only once.`,
  isAdult: 'Yes, I am 18 or over',
  isMinor: 'No',
  minor: fmt`Then we’ll talk about lotteries once you are 18.

If gambling worries you or somebody near, the free helpline for children in Russia is 8-800-2000-122.`,
  paused: (until) => fmt`⏸ ${bold(`Paused until ${until}`)}

You asked me not to talk about lotteries until that day, and I keep my word.

${enHelp}`,
  longer: '⏸ Make it longer',
  pauseHow: fmt`⏸ ${bold('Pause')}

For the time you choose I’ll stop talking about lotteries: no choosing, no draws, no numbers. A pause can be made longer, but not shorter.

${enHelp}`,
  terms: {
    day: '1 day',
    week: 'A week',
    month: 'A month',
    'half-year': 'Half a year',
    year: 'A year',
  },
  sure: (term) => fmt`${bold(`Pause: ${term.toLowerCase()}`)}

It cannot be ended before its time. Shall I begin?`,
  yes: 'Yes, begin the pause',
  no: 'No',
  begun: (until) => fmt`⏸ ${bold(`Paused until ${until}`)}

Until that day I don’t talk about lotteries. A good choice.

${enHelp}`,
  takePause: '⏸ Take a pause',
};

export const messages = { ru, en };

export const titled = (title: string, text: string): Words =>
  join([fmt`${bold(title)}`, text], '\n\n');
