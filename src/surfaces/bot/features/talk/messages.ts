import { clip, fmt, italic } from '#surfaces/bot/ui';

const quoted = (text: string) => italic(clip(text, 120));

const ru = {
  offer: (text: string, hasFound: boolean) =>
    fmt`Понял это как идею: ${quoted(text)}

Что с ней сделать?${hasFound ? ' Или вы искали модель:' : ''}`,
  actions: {
    picture: '🎨 Картинку',
    video: '🎬 Видео',
    music: '🎵 Песню',
    lottery: '🎟 Про лотереи',
  },
  notYet: {
    ask: 'Разговаривать я начну, когда откроется комната «Поговорить». Пока ещё не умею.',
  },
  ideaGone: 'Сообщения с идеей больше нет. Напишите её ещё раз.',
  unknown:
    'Такие сообщения я не понимаю. Напишите словами или пришлите картинку, видео, голос. Меню: /start',
  unknownCommand: 'Такой команды у меня нет. Вот те, что есть:',
  edited: 'Правки в отправленных сообщениях я не читаю. Пришлите исправленное новым сообщением.',
  stale: 'Эта кнопка больше не действует. Меню: /start',
  notForSale: 'Платить пока не за что. Деньги не списаны.',
};

const en: typeof ru = {
  offer: (text, hasFound) =>
    fmt`I took this for an idea: ${quoted(text)}

What shall I do with it?${hasFound ? ' Or were you looking for a model:' : ''}`,
  actions: {
    picture: '🎨 A picture',
    video: '🎬 A video',
    music: '🎵 A song',
    lottery: '🎟 On lotteries',
  },
  notYet: {
    ask: 'I’ll talk once the “Talk” room opens. I can’t do it yet.',
  },
  ideaGone: 'The message with the idea is gone. Please write it again.',
  unknown:
    'I don’t understand messages of this kind. Write in words, or send a picture, a video, a voice message. Menu: /start',
  unknownCommand: 'I have no such command. Here are those I have:',
  edited: 'I don’t read edits of sent messages. Please send the corrected text as a new message.',
  stale: 'This button no longer works. Menu: /start',
  notForSale: 'There is nothing to pay for yet. You have not been charged.',
};

export const messages = { ru, en };
