import { bold, fmt } from '#surfaces/bot/ui';

const ru = {
  command: 'Главное меню',
  hello: (bot: string, name: string | undefined) =>
    fmt`${bold(name ? `Здравствуйте, ${name}!` : 'Здравствуйте!')}

Я ${bot}. Сделаю картинку, видео или музыку по вашему описанию, поговорю о чём угодно и честно расскажу о лотереях.

Я только обживаюсь, и комнаты ещё не открыты. Нажмите на любую: расскажу, что в ней будет.`,
  rooms: {
    create: '🎨 Создать',
    works: '🖼 Мои работы',
    chats: '💬 Поговорить',
    lottery: '🎟 Лотереи',
    balance: '💎 Баланс',
  },
  cards: {
    create: fmt`🎨 ${bold('Создать')}

Выбираете модель, описываете идею, видите цену до последней десятой и получаете картинку, видео или музыку прямо сюда.

Эта комната ещё не открыта. Откроется она в этом же меню.`,
    works: fmt`🖼 ${bold('Мои работы')}

Здесь будет всё, что вы создали: повторить, изменить, взять оригинал.

Эта комната ещё не открыта, и работ в ней пока нет.`,
    chats: fmt`💬 ${bold('Поговорить')}

Помощник, который помнит разговор. Разговоров может быть несколько, у каждого своя тема.

Эта комната ещё не открыта.`,
    lottery: fmt`🎟 ${bold('Лотереи')}

Правила, тиражи, точные шансы и во что обходится один билет в среднем. Без «горячих» чисел и обещаний выигрыша. 18+

Эта комната ещё не открыта.`,
    balance: fmt`💎 ${bold('Баланс')}

Сколько у вас кредитов, на что они ушли и как пополнить счёт звёздами Telegram.

Эта комната ещё не открыта, платить пока не за что.`,
  },
  models: '📚 Модели и цены',
  language: '🌐 Язык',
  help: '❓ Помощь',
  back: '‹ Назад',
  changed: 'Меню обновилось. Нажмите ещё раз.',
};

const en: typeof ru = {
  command: 'Main menu',
  hello: (bot, name) =>
    fmt`${bold(name ? `Hello, ${name}!` : 'Hello!')}

I’m ${bot}. I make pictures, videos and music from your words, talk about anything and tell the truth about lotteries.

I’m still settling in, and the rooms are not open yet. Tap any of them to see what it will hold.`,
  rooms: {
    create: '🎨 Create',
    works: '🖼 My works',
    chats: '💬 Talk',
    lottery: '🎟 Lotteries',
    balance: '💎 Balance',
  },
  cards: {
    create: fmt`🎨 ${bold('Create')}

Choose a model, describe your idea, see the exact price first, and get the picture, video or music right here.

This room is not open yet. It will open in this very menu.`,
    works: fmt`🖼 ${bold('My works')}

Everything you have made will be here: repeat it, change it, take the original.

This room is not open yet, and there are no works in it so far.`,
    chats: fmt`💬 ${bold('Talk')}

An assistant that remembers the conversation. You can keep several, each with its own subject.

This room is not open yet.`,
    lottery: fmt`🎟 ${bold('Lotteries')}

Rules, draws, exact odds and what a ticket costs you on average. No “hot” numbers, no promises of winning. 18+

This room is not open yet.`,
    balance: fmt`💎 ${bold('Balance')}

How many credits you have, where they went and how to top up with Telegram Stars.

This room is not open yet; there is nothing to pay for.`,
  },
  models: '📚 Models and prices',
  language: '🌐 Language',
  help: '❓ Help',
  back: '‹ Back',
  changed: 'The menu has changed. Please tap again.',
};

export const messages = { ru, en };
