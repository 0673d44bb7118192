import { bold, fmt } from '#surfaces/bot/ui';

const ru = {
  command: 'Главное меню',
  hello: (bot: string, name: string | undefined) =>
    fmt`${bold(name ? `Здравствуйте, ${name}!` : 'Здравствуйте!')}

Я ${bot}. Сделаю картинку, видео или музыку по вашему описанию и честно расскажу о лотереях. Разговаривать обо всём пока учусь: эта комната откроется позже.

Начните с «Создать»: первая картинка займёт меньше минуты. Или просто напишите идею или пришлите фото.`,
  rooms: {
    create: '🎨 Создать',
    works: '🖼 Мои работы',
    chats: '💬 Поговорить',
    lottery: '🎟 Лотереи',
    balance: '💎 Баланс',
  },
  cards: {
    chats: fmt`💬 ${bold('Поговорить')}

Помощник, который помнит разговор. Разговоров может быть несколько, у каждого своя тема.

Эта комната ещё не открыта.`,
  },
  gift: (amount: string) => `🎁 Вам в подарок ${amount}: хватит попробовать.`,
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

I’m ${bot}. I make pictures, videos and music from your words and tell the truth about lotteries. Talking about anything I am still learning: that room opens later.

Start with “Create”: the first picture takes less than a minute. Or just write an idea or send a photo.`,
  rooms: {
    create: '🎨 Create',
    works: '🖼 My works',
    chats: '💬 Talk',
    lottery: '🎟 Lotteries',
    balance: '💎 Balance',
  },
  cards: {
    chats: fmt`💬 ${bold('Talk')}

An assistant that remembers the conversation. You can keep several, each with its own subject.

This room is not open yet.`,
  },
  gift: (amount) => `🎁 A gift for you: ${amount}, enough to try.`,
  models: '📚 Models and prices',
  language: '🌐 Language',
  help: '❓ Help',
  back: '‹ Back',
  changed: 'The menu has changed. Please tap again.',
};

export const messages = { ru, en };
