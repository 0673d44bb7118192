import { fmt, link } from '#surfaces/bot/ui';

const ru = {
  tooBig: (url: string) =>
    fmt`Этот файл больше, чем пропускает Telegram. ${link('Скачать по ссылке', url)}.`,
  noWay: 'Этот файл Telegram не принимает. Он сохранён в «Моих работах».',
  gone: 'Срок хранения этого файла прошёл, и Telegram его больше не отдаёт.',
  over: 'Заказ закончен, новости о нём ниже.',
};

const en: typeof ru = {
  tooBig: (url) => fmt`This file is bigger than Telegram allows. ${link('Download it here', url)}.`,
  noWay: 'Telegram does not take this file. It is kept in “My works”.',
  gone: 'This file had its time here, and Telegram gives it no more.',
  over: 'This order is over; the news of it is below.',
};

export const messages = { ru, en };
