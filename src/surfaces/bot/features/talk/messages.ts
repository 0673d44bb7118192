import { clip, fmt, italic } from '#surfaces/bot/ui';

const quoted = (text: string) => italic(clip(text, 120));

const ru = {
  offer: (text: string) =>
    fmt`Похоже на идею: ${quoted(text)}

Что с ней сделать?`,
  actions: {
    picture: '🎨 Картинку',
    video: '🎬 Видео',
    ask: '💬 Ответить',
    lottery: '🎟 Про лотереи',
  },
  notYet: {
    picture: 'Рисовать я начну, когда откроется комната «Создать». Пока ещё не умею.',
    video: 'Снимать я начну, когда откроется комната «Создать». Пока ещё не умею.',
    ask: 'Разговаривать я начну, когда откроется комната «Поговорить». Пока ещё не умею.',
    lottery: 'О лотереях расскажу, когда откроется комната «Лотереи». Пока ещё не умею.',
  },
  media:
    'Получил, спасибо. Скоро смогу оживить это, изменить или взять за образец. Пока ещё не умею: загляните в меню, /start',
  voice: 'Слышу, что пришёл голос, но слушать ещё не умею. Напишите, пожалуйста, словами.',
  unknown:
    'Такие сообщения я не понимаю. Напишите словами или пришлите картинку, видео, голос. Меню: /start',
  unknownCommand: 'Такой команды у меня нет. Вот те, что есть:',
  edited: 'Правки в отправленных сообщениях я не читаю. Пришлите исправленное новым сообщением.',
  stale: 'Эта кнопка больше не действует. Меню: /start',
  notForSale: 'Платить пока не за что. Деньги не списаны.',
};

const en: typeof ru = {
  offer: (text) =>
    fmt`Sounds like an idea: ${quoted(text)}

What shall I do with it?`,
  actions: {
    picture: '🎨 A picture',
    video: '🎬 A video',
    ask: '💬 An answer',
    lottery: '🎟 On lotteries',
  },
  notYet: {
    picture: 'I’ll draw once the “Create” room opens. I can’t do it yet.',
    video: 'I’ll make videos once the “Create” room opens. I can’t do it yet.',
    ask: 'I’ll talk once the “Talk” room opens. I can’t do it yet.',
    lottery: 'I’ll tell about lotteries once their room opens. I can’t do it yet.',
  },
  media:
    'Got it, thank you. Soon I’ll be able to animate this, change it or follow its style. I can’t do it yet: have a look at the menu, /start',
  voice: 'I can tell a voice message came, but I can’t listen yet. Please write it in words.',
  unknown:
    'I don’t understand messages of this kind. Write in words, or send a picture, a video, a voice message. Menu: /start',
  unknownCommand: 'I have no such command. Here are those I have:',
  edited: 'I don’t read edits of sent messages. Please send the corrected text as a new message.',
  stale: 'This button no longer works. Menu: /start',
  notForSale: 'There is nothing to pay for yet. You have not been charged.',
};

export const messages = { ru, en };
