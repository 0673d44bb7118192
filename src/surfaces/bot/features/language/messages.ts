import { bold, fmt } from '#surfaces/bot/ui';

const ru = {
  command: 'Выбрать язык',
  choose: fmt`${bold('На каком языке говорить?')}

Сейчас по-русски.`,
  chosen: 'Теперь говорю по-русски',
  already: 'Уже говорю по-русски',
  followed: 'Теперь язык как в Telegram',
  alreadyFollowed: 'Язык и так как в Telegram',
  asTelegram: 'Как в Telegram',
  changed: 'Меню обновилось. Нажмите ещё раз.',
};

const en: typeof ru = {
  command: 'Choose a language',
  choose: fmt`${bold('Which language shall I speak?')}

Now it is English.`,
  chosen: 'Now I speak English',
  already: 'I speak English already',
  followed: 'Now the same language as Telegram',
  alreadyFollowed: 'It is the language of Telegram already',
  asTelegram: 'As in Telegram',
  changed: 'The menu has changed. Please tap again.',
};

export const messages = { ru, en };

/** Each language under its own name, whatever the other texts are in. */
export const languageNames = { ru: 'Русский', en: 'English' };
