import type { Locale } from '#kernel';
import { bold, fmt } from '#surfaces/bot/ui';

type Status = 'PENDING' | 'PROCESSING' | 'COMPLETED' | 'FAILED' | 'CANCELLED';

const day = (at: Date, locale: Locale) =>
  new Intl.DateTimeFormat(locale === 'ru' ? 'ru-RU' : 'en-GB', {
    day: 'numeric',
    month: 'short',
    timeZone: 'Europe/Moscow',
  }).format(at);

const ru = {
  command: 'Мои работы',
  title: fmt`${bold('Мои работы')}\n\nНажмите на любую: пришлю её снова, со всеми кнопками.`,
  favourites: fmt`${bold('Избранное')}\n\nНажмите на любую: пришлю её снова, со всеми кнопками.`,
  none: fmt`${bold('Мои работы')}\n\nЗдесь будет всё, что вы создадите. Пока пусто: начните с «Создать».`,
  noFavourites: fmt`${bold('Избранное')}\n\nПока пусто. Под каждой работой есть кнопка «В избранное».`,
  row: (work: { number: number; title: string; about: string; at: Date; status: Status }) =>
    `${ru.marks[work.status]}№ ${work.number} · ${day(work.at, 'ru')} · ${work.about || work.title}`,
  marks: {
    PENDING: 'ждёт · ',
    PROCESSING: 'делаю · ',
    COMPLETED: '',
    FAILED: 'не вышло · ',
    CANCELLED: 'отменён · ',
  } satisfies Record<Status, string>,
  toFavourites: 'Избранное',
  toAll: 'Все работы',
  newer: '‹ Новее',
  older: 'Раньше ›',
  create: 'Создать',
  preview: 'Присылать: для просмотра',
  original: 'Присылать: оригиналы',
  nowPreview:
    'Теперь присылаю для быстрого просмотра: Telegram немного сжимает. Оригинал есть под каждой работой.',
  nowOriginal: 'Теперь присылаю оригиналы файлами, без сжатия.',
  home: '‹ Меню',
};

const en: typeof ru = {
  command: 'My works',
  title: fmt`${bold('My works')}\n\nTap any of them: I’ll send it again with all its buttons.`,
  favourites: fmt`${bold('Favourites')}\n\nTap any of them: I’ll send it again with all its buttons.`,
  none: fmt`${bold('My works')}\n\nEverything you make will be here. Nothing yet: start with “Create”.`,
  noFavourites: fmt`${bold('Favourites')}\n\nNothing yet. Under every work there is a button “Favourite”.`,
  row: (work) =>
    `${en.marks[work.status]}No. ${work.number} · ${day(work.at, 'en')} · ${work.about || work.title}`,
  marks: {
    PENDING: 'waiting · ',
    PROCESSING: 'in work · ',
    COMPLETED: '',
    FAILED: 'failed · ',
    CANCELLED: 'cancelled · ',
  },
  toFavourites: 'Favourites',
  toAll: 'All works',
  newer: '‹ Newer',
  older: 'Older ›',
  create: 'Create',
  preview: 'Sent as: previews',
  original: 'Sent as: originals',
  nowPreview:
    'From now on I send previews: Telegram shrinks them a little. The original is under every work.',
  nowOriginal: 'From now on I send originals as files, nothing shrunk.',
  home: '‹ Menu',
};

export const messages = { ru, en };
