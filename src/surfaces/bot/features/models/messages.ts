import { type Credits, formatCredits, plural, toDecimal } from '#kernel';
import type { Unit } from '#modules/catalogue';
import { bold, fmt, italic, join, type Words } from '#surfaces/bot/ui';

const space = '\u00A0';

const ru = {
  command: 'Модели и цены',
  groups: (lines: readonly Words[]) =>
    join(
      [
        fmt`${bold('Что хотите сделать?')}`,
        join(lines, '\n'),
        'Ищете что-то определённое? Напишите, например: /models убрать фон',
        'Смотреть модели и цены можно уже сейчас, а заказывать — когда откроется комната «Создать».',
      ],
      '\n\n',
    ),
  groupLine: (title: string, price: string) => fmt`${bold(title)} · ${price}`,
  group: (title: string, hint: string) => fmt`${bold(title)}\n\n${hint}`,
  found: (query: string) => fmt`Вот что подходит к запросу ${italic(query)}:`,
  notFound: (query: string) =>
    fmt`По запросу ${italic(query)} ничего не нашлось. Попробуйте другими словами или выберите, что сделать:`,
  from: (amount: string, unit: Unit | undefined) =>
    `от${space}${amount}${unit === undefined ? '' : ` ${ru.per[unit]}`}`,
  free: 'без цены',
  credits: (amount: Credits) =>
    `${formatCredits(amount, 'ru')}${space}${plural('ru', Number(toDecimal(amount)), { one: 'кредит', few: 'кредита', other: 'кредитов' })}`,
  per: {
    run: 'за запуск',
    image: 'за картинку',
    second: 'за секунду',
    layer: 'за слой',
    megapixel: 'за мегапиксель',
    '1k-chars': 'за 1000 знаков',
    '1m-tokens': 'по расходу',
  } satisfies Record<Unit, string>,
  price: (from: string) => fmt`${bold('Цена:')} ${from}`,
  asks: (lines: readonly string[], more: number) =>
    join(
      [
        fmt`${bold('Что можно настроить:')}`,
        ...lines.map((line) => `• ${line}`),
        ...(more > 0 ? [`• и ещё ${more}`] : []),
      ],
      '\n',
    ),
  required: 'обязательно',
  follows: 'Понимает описание на русском.',
  followsNot: 'Лучше понимает английский.',
  draws: 'Пишет русские буквы на картинке.',
  speaks: 'Говорит или поёт по-русски.',
  soon: 'Заказывать можно будет в комнате «Создать», она ещё не открыта.',
  back: '‹ Назад',
  page: (page: number, pages: number) => `${page} / ${pages}`,
  gone: 'Этой модели больше нет. Вот что есть сейчас.',
};

const en: typeof ru = {
  command: 'Models and prices',
  groups: (lines) =>
    join(
      [
        fmt`${bold('What would you like to make?')}`,
        join(lines, '\n'),
        'Looking for something in particular? Write, for example: /models remove background',
        'You can look at models and prices now, and order once the “Create” room opens.',
      ],
      '\n\n',
    ),
  groupLine: (title, price) => fmt`${bold(title)} · ${price}`,
  group: (title, hint) => fmt`${bold(title)}\n\n${hint}`,
  found: (query) => fmt`This fits ${italic(query)}:`,
  notFound: (query) => fmt`Nothing fits ${italic(query)}. Try other words, or choose what to make:`,
  from: (amount, unit) => `from${space}${amount}${unit === undefined ? '' : ` ${en.per[unit]}`}`,
  free: 'no price',
  credits: (amount) =>
    `${formatCredits(amount, 'en')}${space}${plural('en', Number(toDecimal(amount)), { one: 'credit', other: 'credits' })}`,
  per: {
    run: 'a run',
    image: 'an image',
    second: 'a second',
    layer: 'a layer',
    megapixel: 'a megapixel',
    '1k-chars': 'per 1,000 characters',
    '1m-tokens': 'by use',
  },
  price: (from) => fmt`${bold('Price:')} ${from}`,
  asks: (lines, more) =>
    join(
      [
        fmt`${bold('What you can set:')}`,
        ...lines.map((line) => `• ${line}`),
        ...(more > 0 ? [`• and ${more} more`] : []),
      ],
      '\n',
    ),
  required: 'required',
  follows: 'Understands Russian.',
  followsNot: 'Understands English best.',
  draws: 'Writes Cyrillic letters in pictures.',
  speaks: 'Speaks or sings Russian.',
  soon: 'You will be able to order it in the “Create” room, which is not open yet.',
  back: '‹ Back',
  page: (page, pages) => `${page} / ${pages}`,
  gone: 'This model is gone. Here is what there is now.',
};

export const messages = { ru, en };
