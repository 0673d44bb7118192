import { plural } from '#kernel';
import type { JsonType, MediaKind } from './schema.ts';
import type { Words } from './words.ts';

const typeWords: Readonly<Record<JsonType, Words>> = {
  string: { ru: 'Текст', en: 'Text' },
  number: { ru: 'Число', en: 'Number' },
  integer: { ru: 'Целое число', en: 'Whole number' },
  boolean: { ru: 'Да или нет', en: 'Yes or no' },
  object: { ru: 'Набор параметров', en: 'Set of parameters' },
  array: { ru: 'Список', en: 'List' },
  null: { ru: 'Ничего', en: 'Nothing' },
};

export const branchWords = {
  choose: { ru: 'Что выбрать', en: 'Which way' },
  type: (type: JsonType): Words => typeWords[type],
  variant: (n: number): Words => ({ ru: `Вариант ${n}`, en: `Variant ${n}` }),
};

const ruMedia: Readonly<Record<MediaKind, string>> = {
  image: 'картинку',
  video: 'видео',
  audio: 'аудио',
  file: 'файл',
};
const enMedia: Readonly<Record<MediaKind, string>> = {
  image: 'a picture',
  video: 'a video',
  audio: 'an audio file',
  file: 'a file',
};

const ruFormats: Readonly<Record<string, string>> = {
  email: 'адрес почты, например name@example.com',
  uri: 'ссылку целиком, например https://example.com/photo.png',
  url: 'ссылку целиком, например https://example.com/photo.png',
  uuid: 'идентификатор вида 123e4567-e89b-42d3-a456-426614174000',
  time: 'время, например 10:30',
  ipv4: 'адрес вида 10.0.0.1',
  hostname: 'имя сайта, например example.com',
  duration: 'длительность вида PT5M',
  int32: 'целое число поменьше (до двух миллиардов), например 42',
};
const enFormats: Readonly<Record<string, string>> = {
  email: 'an email address, e.g. name@example.com',
  uri: 'a whole link, e.g. https://example.com/photo.png',
  url: 'a whole link, e.g. https://example.com/photo.png',
  uuid: 'an id like 123e4567-e89b-42d3-a456-426614174000',
  time: 'a time, e.g. 10:30',
  ipv4: 'an address like 10.0.0.1',
  hostname: 'a host name, e.g. example.com',
  duration: 'a duration like PT5M',
  int32: 'a smaller whole number (up to two billion), e.g. 42',
};

// «нужно хотя бы 2 знака», but «до 2 знаков».
const upToSigns = (n: number) => plural('ru', n, { one: 'знака', other: 'знаков' });
const upToItems = (n: number) => plural('ru', n, { one: 'штуки', other: 'штук' });
const signs = (n: number) => plural('ru', n, { one: 'знак', few: 'знака', other: 'знаков' });
const items = (n: number) => plural('ru', n, { one: 'штука', few: 'штуки', other: 'штук' });
const ruQuoted = (words: readonly string[]) => words.map((word) => `«${word}»`).join(', ');
const enQuoted = (words: readonly string[]) => words.map((word) => `“${word}”`).join(', ');
interface ShownWay {
  readonly label: string;
  readonly example?: string | undefined;
}
const ruWay = ({ label, example }: ShownWay) =>
  example === undefined || example === label ? `«${label}»` : `«${label}» (например ${example})`;
const enWay = ({ label, example }: ShownWay) =>
  example === undefined || example === label ? `“${label}”` : `“${label}” (e.g. ${example})`;
const megabytes = (n: number) => String(n);

// In what a person may type back it would only get in the way: the second is for limits alone.
const plainNumber = (n: number) => String(Number(n.toPrecision(12)));
const grouped = (n: number, mark: string) =>
  plainNumber(n).replace(/^-?\d+/, (whole) => whole.replace(/\B(?=(\d{3})+$)/g, mark));
const ruSize = (n: number) => grouped(n, '\u00A0').replace('.', ',');
const enSize = (n: number) => grouped(n, ',');
const enSigns = (n: number) => plural('en', n, { one: 'character', other: 'characters' });

const ru = {
  number: (n: number) => plainNumber(n).replace('.', ','),
  size: ruSize,
  required: 'Без этого не обойтись — ответьте, пожалуйста.',
  wrongType: 'Здесь нужно другое.',
  wrongTypes: {
    string: 'Нужен текст, например: кот на крыше.',
    number: 'Нужно число, например 1,5.',
    integer: 'Нужно целое число, например 5.',
    boolean: 'Ответьте «да» или «нет».',
    object: 'Нужны параметры строками вида «имя: значение» или JSON, например {"width": 1024}.',
    array: 'Нужен список: по одному значению в строке.',
    null: 'Здесь можно только оставить пусто.',
  } satisfies Record<JsonType, string>,
  notANumber: (example: string) => `Нужно число, например ${example}.`,
  notAnInteger: (example: string) => `Нужно целое число, например ${example}.`,
  tooPrecise: 'Слишком длинное число — оно исказится. Возьмите покороче, например 123456789.',
  tooSmall: (limit: string, exclusive: boolean, example: string) =>
    `Нужно ${exclusive ? 'больше' : 'не меньше'} ${limit}, например ${example}.`,
  tooBig: (limit: string, exclusive: boolean, example: string) =>
    `Нужно ${exclusive ? 'меньше' : 'не больше'} ${limit}, например ${example}.`,
  notAStep: (step: string, example: string) => `Нужно число с шагом ${step}, например ${example}.`,
  notAStepNear: (step: string, near: readonly string[]) =>
    `Нужно число с шагом ${step}. Ближайшее: ${near.join(' или ')}.`,
  tooShort: (limit: number, length: number) =>
    `Слишком коротко: нужно хотя бы ${ruSize(limit)} ${signs(limit)}, а сейчас ${ruSize(length)}. Например, допишите подробностей.`,
  tooLong: (limit: number, length: number) =>
    `Слишком длинно: можно до ${ruSize(limit)} ${upToSigns(limit)}, а сейчас ${ruSize(length)}. Сократите, например, на ${ruSize(length - limit)}.`,
  badPattern: (example: string | undefined) =>
    example === undefined
      ? 'Нужна запись особого вида: какая, сказано в описании этого параметра.'
      : `Нужна запись особого вида, например ${example}.`,
  badFormat: (format: string) => `Нужно указать ${ruFormats[format] ?? `значение вида ${format}`}.`,
  didYouMean: (words: readonly string[]) =>
    `Такого варианта нет. Вы имели в виду ${ruQuoted(words)}?`,
  notAnOption: (words: readonly string[]) =>
    words.length === 0
      ? 'Такого варианта нет.'
      : `Такого варианта нет. Можно, например: ${ruQuoted(words)}.`,
  notAYesOrNo: 'Ответьте «да» или «нет».',
  notADate: 'Нужна дата, например 25.12.2026.',
  notADateTime: 'Нужны дата и время, например 25.12.2026 10:30.',
  notJson: 'Не разобрать. Напишите строками «имя: значение» или JSON, например {"width": 1024}.',
  notMedia: (media: MediaKind) =>
    `Пришлите ${ruMedia[media]} или ссылку, например https://example.com/photo.png.`,
  fileTooBig: (limit: number) =>
    `Файл слишком большой: можно до ${megabytes(limit)} МБ. Сожмите его или пришлите другой.`,
  wrongFileType: (types: readonly string[]) =>
    `Такой файл не подойдёт. Подойдут: ${types.join(', ')}.`,
  tooFew: (limit: number, count: number) =>
    `Маловато: нужно хотя бы ${limit} ${items(limit)}, а сейчас ${count}.`,
  tooMany: (limit: number, count: number) =>
    `Многовато: можно до ${limit} ${upToItems(limit)}, а выходит ${count}.`,
  notUnique: 'Такое уже есть — повторять нельзя. Назовите другое.',
  lacksItem: (options: readonly string[]) =>
    options.length === 0
      ? 'В списке не хватает обязательного значения — добавьте его.'
      : `В списке не хватает обязательного значения. Добавьте, например, ${ruQuoted(options.slice(0, 1))}.`,
  unexpected: (name: string | undefined, known: readonly string[] | undefined) => {
    if (name === undefined) return 'Здесь это лишнее — уберите.';
    if (known === undefined) return `Уберите «${name}»: другие ответы этого не допускают.`;
    return known.length === 0
      ? `Уберите «${name}»: здесь этого нет.`
      : `Параметра «${name}» здесь нет. Есть, например: ${ruQuoted(known)}.`;
  },
  badName: (name: string, example: string | undefined) =>
    `Имя «${name}» здесь не подойдёт, назовите иначе${example === undefined ? '' : `, например «${example}»`}.`,
  noMatch: (ways: readonly ShownWay[]) =>
    ways.length === 0
      ? 'Такой ответ здесь не подходит. Напишите иначе или выберите кнопкой.'
      : `Подойдёт что-то одно: ${ways.map(ruWay).join(', ')}.`,
  ambiguous: (ways: readonly string[]) =>
    `Ответы подходят сразу под несколько вариантов${ways.length === 0 ? '' : ` (${ruQuoted(ways)})`} — оставьте что-то одно.`,
  forbiddenTogether: (names: readonly string[]) => {
    const [first = ''] = names;
    if (names.length === 0)
      return 'Вместе эти ответы не годятся: измените или уберите один из них.';
    return names.length === 1
      ? `Так вместе с остальным нельзя: измените или уберите «${first}».`
      : `Вместе это нельзя: ${ruQuoted(names)}. Оставьте, например, только «${first}».`;
  },
  forbiddenValue: (value: string, example: string | undefined) =>
    `«${value}» здесь нельзя — назовите другое${example === undefined ? '' : `, например ${example}`}.`,
  chooseVariant: (ways: readonly string[]) =>
    ways.length === 0 ? 'Выберите один из вариантов.' : `Выберите что-то одно: ${ruQuoted(ways)}.`,
  examples: {
    yes: 'да',
    text: 'кот на крыше',
    link: 'https://example.com/photo.png',
    date: '25.12.2026',
    dateTime: '25.12.2026 10:30',
  },
  notNow: 'Сейчас это не нужно: другие ответы этого не предполагают.',
  unknownField: 'Такого параметра у этой модели нет.',
  wrongInput: 'Здесь так ответить нельзя — воспользуйтесь кнопками или напишите.',
  invalid:
    'Ответы не складываются в правильный запрос. Проверьте параметры или вставьте JSON целиком.',
  limits: {
    range: (min: string, max: string) => `от ${min} до ${max}`,
    min: (min: string, exclusive: boolean) => `${exclusive ? 'больше' : 'от'} ${min}`,
    max: (max: string, exclusive: boolean) => `${exclusive ? 'меньше' : 'до'} ${max}`,
    step: (step: string) => `шаг ${step}`,
    integer: 'целое число',
    length: (min: number | undefined, max: number | undefined) =>
      min !== undefined && max !== undefined
        ? `${ruSize(min)}–${ruSize(max)} ${signs(max)}`
        : max !== undefined
          ? `до ${ruSize(max)} ${upToSigns(max)}`
          : `от ${ruSize(min ?? 0)} ${upToSigns(min ?? 0)}`,
    items: (min: number, max: number | undefined) =>
      max === undefined
        ? `от ${min} ${upToItems(min)}`
        : min === 0
          ? `до ${max} ${upToItems(max)}`
          : min === max
            ? `ровно ${min} ${items(min)}`
            : `${min}–${max} ${items(max)}`,
    unique: 'без повторов',
    megabytes: (n: number) => `до ${n} МБ`,
    date: 'дата, например 25.12.2026',
    dateTime: 'дата и время, например 25.12.2026 10:30',
    format: (format: string) => ruFormats[format],
  },
};

const en: typeof ru = {
  number: plainNumber,
  size: enSize,
  required: 'This one is needed — please answer it.',
  wrongType: 'Something else is needed here.',
  wrongTypes: {
    string: 'A text is needed, e.g. a cat on a roof.',
    number: 'A number is needed, e.g. 1.5.',
    integer: 'A whole number is needed, e.g. 5.',
    boolean: 'Answer “yes” or “no”.',
    object: 'Give “name: value” lines or JSON, e.g. {"width": 1024}.',
    array: 'Give a list: one value a line.',
    null: 'This can only be left empty.',
  },
  notANumber: (example) => `A number is needed, e.g. ${example}.`,
  notAnInteger: (example) => `A whole number is needed, e.g. ${example}.`,
  tooPrecise: 'That number is too long to keep exactly. Take a shorter one, e.g. 123456789.',
  tooSmall: (limit, exclusive, example) =>
    `It must be ${exclusive ? 'more than' : 'at least'} ${limit}, e.g. ${example}.`,
  tooBig: (limit, exclusive, example) =>
    `It must be ${exclusive ? 'less than' : 'at most'} ${limit}, e.g. ${example}.`,
  notAStep: (step, example) => `It must go in steps of ${step}, e.g. ${example}.`,
  notAStepNear: (step, near) =>
    `It must go in steps of ${step}. The nearest: ${near.join(' or ')}.`,
  tooShort: (limit, length) =>
    `Too short: at least ${enSize(limit)} ${enSigns(limit)}, now ${enSize(length)}. Add some detail, for example.`,
  tooLong: (limit, length) =>
    `Too long: up to ${enSize(limit)} ${enSigns(limit)}, now ${enSize(length)}. Cut ${enSize(length - limit)}, for example.`,
  badPattern: (example) =>
    example === undefined
      ? 'It must look a certain way: the description of this parameter says how.'
      : `It must look a certain way, e.g. ${example}.`,
  badFormat: (format) => `Please give ${enFormats[format] ?? `a value of the form ${format}`}.`,
  didYouMean: (words) => `There is no such option. Did you mean ${enQuoted(words)}?`,
  notAnOption: (words) =>
    words.length === 0
      ? 'There is no such option.'
      : `There is no such option. Try, e.g., ${enQuoted(words)}.`,
  notAYesOrNo: 'Answer “yes” or “no”.',
  notADate: 'A date is needed, e.g. 25.12.2026.',
  notADateTime: 'A date and a time are needed, e.g. 25.12.2026 10:30.',
  notJson: 'That cannot be read. Give “name: value” lines or JSON, e.g. {"width": 1024}.',
  notMedia: (media) => `Send ${enMedia[media]} or a link, e.g. https://example.com/photo.png.`,
  fileTooBig: (limit) =>
    `The file is too big: up to ${megabytes(limit)} MB. Compress it or send another.`,
  wrongFileType: (types) => `That file will not do. These will: ${types.join(', ')}.`,
  tooFew: (limit, count) => `Too few: at least ${limit}, now ${count}.`,
  tooMany: (limit, count) => `Too many: up to ${limit}, this makes ${count}.`,
  notUnique: 'That one is there already. Name another.',
  lacksItem: (options) =>
    options.length === 0
      ? 'The list lacks a value that must be in it — add it.'
      : `The list lacks a value that must be in it. Add, e.g., ${enQuoted(options.slice(0, 1))}.`,
  unexpected: (name, known) => {
    if (name === undefined) return 'This is too much here — take it out.';
    if (known === undefined) return `Take out “${name}”: the other answers leave no room for it.`;
    return known.length === 0
      ? `Take out “${name}”: there is no such thing here.`
      : `There is no parameter “${name}” here. There are, e.g., ${enQuoted(known)}.`;
  },
  badName: (name, example) =>
    `The name “${name}” will not do here, choose another${example === undefined ? '' : `, e.g. “${example}”`}.`,
  noMatch: (ways) =>
    ways.length === 0
      ? 'That answer does not fit here. Put it another way or use the buttons.'
      : `One of these will do: ${ways.map(enWay).join(', ')}.`,
  ambiguous: (ways) =>
    `The answers fit several ways at once${ways.length === 0 ? '' : ` (${enQuoted(ways)})`} — keep one.`,
  forbiddenTogether: (names) => {
    const [first = ''] = names;
    if (names.length === 0) return 'These answers do not go together: change or remove one.';
    return names.length === 1
      ? `That does not go with the rest: change or remove “${first}”.`
      : `These do not go together: ${enQuoted(names)}. Keep only “${first}”, for example.`;
  },
  forbiddenValue: (value, example) =>
    `“${value}” is not allowed here — name another${example === undefined ? '' : `, e.g. ${example}`}.`,
  chooseVariant: (ways) =>
    ways.length === 0 ? 'Choose one of the ways.' : `Choose one: ${enQuoted(ways)}.`,
  examples: {
    yes: 'yes',
    text: 'a cat on a roof',
    link: 'https://example.com/photo.png',
    date: '25.12.2026',
    dateTime: '25.12.2026 10:30',
  },
  notNow: 'This does not matter now: the other answers leave no room for it.',
  unknownField: 'This model has no such parameter.',
  wrongInput: 'That is not how this is answered — use the buttons or type.',
  invalid: 'The answers do not make a valid request. Check the parameters or paste the whole JSON.',
  limits: {
    range: (min, max) => `${min} to ${max}`,
    min: (min, exclusive) => `${exclusive ? 'more than' : 'from'} ${min}`,
    max: (max, exclusive) => `${exclusive ? 'less than' : 'up to'} ${max}`,
    step: (step) => `steps of ${step}`,
    integer: 'whole number',
    length: (min, max) =>
      min !== undefined && max !== undefined
        ? `${enSize(min)}–${enSize(max)} ${enSigns(max)}`
        : max !== undefined
          ? `up to ${enSize(max)} ${enSigns(max)}`
          : `from ${enSize(min ?? 0)} ${enSigns(min ?? 0)}`,
    items: (min, max) =>
      max === undefined
        ? `from ${min}`
        : min === 0
          ? `up to ${max}`
          : min === max
            ? `exactly ${min}`
            : `${min} to ${max}`,
    unique: 'no repeats',
    megabytes: (n) => `up to ${n} MB`,
    date: 'a date, e.g. 25.12.2026',
    dateTime: 'a date and time, e.g. 25.12.2026 10:30',
    format: (format) => enFormats[format],
  },
};

export const messages = { ru, en };
