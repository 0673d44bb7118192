import { type Credits, type Locale, plural } from '#kernel';
import type { Unit } from '#modules/catalogue';
import { bold, creditsWords, fmt, italic, join, type Words } from '#surfaces/bot/ui';

const space = '\u00A0';

/** `40 секунд`, `3 минуты`: as fine as a guess may be. */
function span(locale: Locale, seconds: number): string {
  const isLong = seconds >= 90;
  const n = isLong ? Math.round(seconds / 60) : Math.max(5, Math.round(seconds / 5) * 5);
  const forms = isLong ? minuteForms[locale] : secondForms[locale];
  return `${n}${space}${plural(locale, n, forms)}`;
}
const secondForms = {
  ru: { one: 'секунду', few: 'секунды', other: 'секунд' },
  en: { one: 'second', other: 'seconds' },
};
const minuteForms = {
  ru: { one: 'минуту', few: 'минуты', other: 'минут' },
  en: { one: 'minute', other: 'minutes' },
};

const ru = {
  command: 'Модели и цены',
  groups: (lines: readonly Words[]) =>
    join(
      [
        fmt`${bold('Что хотите сделать?')}`,
        join(lines, '\n'),
        'Ищете что-то определённое? Напишите, например: /models убрать фон',
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
  credits: (amount: Credits) => creditsWords(amount, 'ru'),
  per: {
    run: 'за запуск',
    image: 'за картинку',
    second: 'за секунду',
    layer: 'за слой',
    megapixel: 'за мегапиксель',
    '1k-chars': 'за 1\u00A0000 знаков',
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
  usual: (seconds: number, isKnown: boolean) =>
    `Обычно готово за ≈${space}${span('ru', seconds)}${isKnown ? '' : ', но пока это догадка'}.`,
  example: (text: string) => fmt`${bold('Например:')} ${italic(text)}`,
  examples: {
    picture: 'рыжий кот в скафандре на Луне, акварель',
    edit: 'замени фон на осенний парк, остальное не трогай',
    background: 'фото товара — и он на прозрачном фоне',
    quality: 'старое размытое фото — чётким и вчетверо больше',
    video: 'волны бьют о маяк на закате, камера медленно облетает его',
    animate: 'фото бабушки: она улыбается и машет рукой',
    'video-change': 'та же сцена, но зимой и ночью',
    talk: 'ваше фото говорит вашим голосом',
    music: 'весёлая песня на день рождения для Маши, укулеле',
    voice: 'доброе утро! сегодня прекрасный день',
    sound: 'дождь стучит по крыше, вдалеке гром',
  } as Readonly<Record<string, string>>,
  back: '‹ Назад',
  home: '‹ Меню',
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
      ],
      '\n\n',
    ),
  groupLine: (title, price) => fmt`${bold(title)} · ${price}`,
  group: (title, hint) => fmt`${bold(title)}\n\n${hint}`,
  found: (query) => fmt`This fits ${italic(query)}:`,
  notFound: (query) => fmt`Nothing fits ${italic(query)}. Try other words, or choose what to make:`,
  from: (amount, unit) => `from${space}${amount}${unit === undefined ? '' : ` ${en.per[unit]}`}`,
  free: 'no price',
  credits: (amount) => creditsWords(amount, 'en'),
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
  usual: (seconds, isKnown) =>
    `Usually ready in ≈${space}${span('en', seconds)}${isKnown ? '' : ', though this is a guess so far'}.`,
  example: (text) => fmt`${bold('For example:')} ${italic(text)}`,
  examples: {
    picture: 'a ginger cat in a space suit on the Moon, watercolour',
    edit: 'put an autumn park behind, leave the rest alone',
    background: 'a photo of a product, then the product on nothing',
    quality: 'an old blurred photo, then sharp and four times as big',
    video: 'waves hit a lighthouse at sunset, the camera slowly circles it',
    animate: 'a photo of grandma: she smiles and waves',
    'video-change': 'the same scene, in winter and at night',
    talk: 'your photo speaks with your voice',
    music: 'a cheerful birthday song for Mary, ukulele',
    voice: 'good morning! it is a beautiful day',
    sound: 'rain drums on the roof, thunder far away',
  },
  back: '‹ Back',
  home: '‹ Menu',
  page: (page, pages) => `${page} / ${pages}`,
  gone: 'This model is gone. Here is what there is now.',
};

export const messages = { ru, en };
