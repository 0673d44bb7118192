import { plural } from '#kernel';
import { bold, fmt, italic, join, type Words } from '#surfaces/bot/ui';

type MediaKind = 'image' | 'video' | 'audio' | 'file';

const ruFiles = (n: number) =>
  `${n} ${plural('ru', n, { one: 'файл', few: 'файла', other: 'файлов' })}`;
const enFiles = (n: number) => `${n} ${plural('en', n, { one: 'file', other: 'files' })}`;
const ruItems = (n: number) =>
  `${n} ${plural('ru', n, { one: 'пункт', few: 'пункта', other: 'пунктов' })}`;
const enItems = (n: number) => `${n} ${plural('en', n, { one: 'entry', other: 'entries' })}`;

interface Reason {
  why: string;
  count: number;
}
const reasonLine = ({ why, count }: Reason) => `• ${count > 1 ? `${count} × ` : ''}${why}`;

const ruOrders = (n: number) =>
  `${n}\u00A0${plural('ru', n, { one: 'заказ', few: 'заказа', other: 'заказов' })}`;
const enOrders = (n: number) => `${n}\u00A0${plural('en', n, { one: 'order', other: 'orders' })}`;
const ruVariants = (n: number) =>
  `${n}\u00A0${plural('ru', n, { one: 'вариант', few: 'варианта', other: 'вариантов' })}`;
const enVariants = (n: number) =>
  `${n}\u00A0${plural('en', n, { one: 'variant', other: 'variants' })}`;
const ruPrompts = (n: number) =>
  `${n}\u00A0${plural('ru', n, { one: 'описание', few: 'описания', other: 'описаний' })}`;
const enPrompts = (n: number) =>
  `${n}\u00A0${plural('en', n, { one: 'prompt', other: 'prompts' })}`;

const ruGiven: Record<MediaKind, string> = {
  image: 'Картинку я сохранил.',
  video: 'Видео я сохранил.',
  audio: 'Запись я сохранил.',
  file: 'Файл я сохранил.',
};
const enGiven: Record<MediaKind, string> = {
  image: 'I kept the picture.',
  video: 'I kept the video.',
  audio: 'I kept the recording.',
  file: 'I kept the file.',
};

const ru = {
  title: (model: string) => bold(model),
  required: 'обязательно',
  optional: 'по желанию',
  limits: (text: string) => `Можно: ${text}.`,
  example: (text: string) => fmt`Например: ${italic(text)}`,
  now: (value: Words) => fmt`Сейчас: ${value}`,
  usual: (value: Words) => fmt`Если не менять: ${value}`,
  how: {
    text: 'Напишите ответ сообщением.',
    secret: 'Напишите ответ сообщением.',
    number: 'Нажмите или напишите число.',
    choice: 'Нажмите на вариант или напишите его.',
    other: 'Нажмите на вариант или напишите свой.',
    toggle: 'Да или нет?',
    date: 'Напишите дату.',
    variants: 'Как это будет задано?',
    group: 'Нажмите на параметр, чтобы изменить его.',
    map: 'Пришлите строками «имя: значение» или JSON.',
    json: 'Пришлите значение в виде JSON.',
    list: 'Пишите по одному: каждое сообщение или строка — новый пункт.',
    groups: 'Добавляйте по одному.',
    media: {
      image: 'Пришлите фото, файл с картинкой или ссылку.',
      video: 'Пришлите видео, файл или ссылку.',
      audio: 'Пришлите аудио, голосовое или ссылку.',
      file: 'Пришлите файл или ссылку.',
    } satisfies Record<MediaKind, string>,
    medias: {
      image: 'Присылайте фото, файлы с картинками или ссылки, можно альбомом.',
      video: 'Присылайте видео, файлы или ссылки, можно альбомом.',
      audio: 'Присылайте аудио, голосовые или ссылки.',
      file: 'Присылайте файлы или ссылки.',
    } satisfies Record<MediaKind, string>,
  },
  priceOfOptions: 'Рядом с вариантом — на сколько изменится цена.',
  yes: 'Да',
  no: 'Нет',
  chosen: (label: string) => `✓ ${label}`,
  priced: (label: string, difference: string) => `${label} · ${difference}`,
  add: 'Добавить',
  done: (n: number) => `Готово · ${n}`,
  ready: 'Готово',
  skip: 'Пропустить',
  keepUsual: 'Оставить как есть',
  clear: 'Убрать ответ',
  removeItem: 'Убрать этот пункт',
  nothing: 'Ничего',
  works: 'Из моих работ',
  paste: 'Вписать всё сразу',
  savePreset: 'Сохранить набор',
  back: '‹ Назад',
  later: 'Отложить',
  page: (page: number, pages: number) => `${page} / ${pages}`,
  confirm: (price: string) => `✅ Создать за ${price}`,
  confirmUpTo: (price: string) => `✅ Создать, до ${price}`,
  confirmAgain: 'Проверить счёт и создать',
  item: (n: number, value: string) => `${n}. ${value}`,

  values: {
    none: '—',
    yes: 'да',
    no: 'нет',
    nothing: 'ничего',
    files: ruFiles,
    items: ruItems,
    media: { image: 'картинка', video: 'видео', audio: 'аудио', file: 'файл' },
  },

  panelHint: 'Нажмите на параметр, чтобы изменить его.',
  line: (title: string, value: Words) => fmt`• ${title}: ${value}`,
  price: (price: string, roubles: string | undefined) =>
    fmt`${bold('Цена:')} ${price}${roubles === undefined ? '' : ` (${roubles})`}`,
  priceUpTo: (price: string, roubles: string | undefined) =>
    fmt`${bold('Цена:')} до ${price}${roubles === undefined ? '' : ` (${roubles})`}. Спишу столько, сколько уйдёт на деле.`,
  balance: (available: string, after: string) =>
    `На счету ${available}, после заказа останется ${after}.`,
  short: (available: string, missing: string) => `На счету ${available}, не хватает ${missing}.`,
  unpriced: {
    length_unknown:
      'Цена зависит от длины записи, а у этого файла её не узнать. Пришлите другой файл.',
    price_unknown:
      'Для такого сочетания параметров цены нет, поэтому заказать так нельзя. Верните прежнее значение или возьмите другое.',
    other: 'Цена станет известна, когда будут заполнены все параметры.',
  },
  unpricedFile: (param: string) => `Цена зависит от длины записи: пришлите «${param}».`,

  lost: (titles: readonly string[]) =>
    `Модель обновилась, и эти ответы больше не подходят: ${titles.join(', ')}. Остальные на месте.`,
  lostHere: (titles: readonly string[]) =>
    `Сюда не подошло: ${titles.join(', ')}. Остальное на месте.`,
  dropped: (titles: readonly string[]) =>
    `Не сочетается с новым ответом, убрал: ${titles.join(', ')}.`,
  newPrice: (before: string) => `Цена изменилась: была ${before}.`,
  withdrawn: (model: string) => `Модели «${model}» больше нет. Вот самая похожая.`,
  pasted: (taken: number) =>
    `Принял ${taken} ${plural('ru', taken, { one: 'параметр', few: 'параметра', other: 'параметров' })}.`,
  pasteRefused: (title: string, why: string) => `${title}: ${why}`,
  pasteUnknown: (names: readonly string[]) => `Не знаю, что это: ${names.join(', ')}.`,
  pasteNothing: 'Ничего не разобрал. Нужны строки «имя: значение» или JSON.',
  stale: 'Форма с тех пор изменилась, показываю как есть сейчас.',
  staleLine: 'С тех пор форма изменилась. Вот она сейчас.',

  askPaste: (sample: Words) => fmt`${bold('Впишите всё сразу')}

Пришлите параметры строками «имя: значение» или JSON. Сейчас так:

${sample}

Что не указано, останется как есть.`,
  askPreset: (most: number) => fmt`${bold('Как назвать набор?')}

Пришлите название, до ${most} знаков. Ответы сохранятся под ним, файлы — нет. Наборы видны на карточке модели.`,
  presetSaved: (name: string) => `Сохранил набор «${name}».`,
  presetsFull: 'Наборов уже сто, больше не помещается. Удалите ненужные на карточке модели.',
  presetName: 'Название нужно текстом, в одну строку.',
  presetGone: 'Этого набора больше нет.',
  presetForgotten: (name: string) => `Удалил набор «${name}».`,
  preset: (name: string) => `Набор «${name}»`,
  forgetPreset: (name: string) => `Удалить «${name}»`,

  series: {
    open: 'Варианты и серии',
    menu: 'Из этой формы можно сделать сразу несколько заказов. Сначала покажу общую цену, потом одно подтверждение.',
    count: (n: number, price: string) => `×${n} · ${price}`,
    values: 'Разные значения параметра',
    models: 'На нескольких моделях',
    prompts: 'Несколько описаний',
    askParam: 'У какого параметра взять несколько значений?',
    variants: (n: number) => `Серия: ${ruVariants(n)} одного заказа.`,
    pickValues: (title: string) =>
      fmt`Серия: ${bold(title)}. Отметьте значения, на каждое будет свой заказ.`,
    pickModels:
      'Серия на нескольких моделях. Отметьте модели, каждой достанется то же задание. Рядом цена такого заказа.',
    chosen: (chosen: readonly string[]) => `Отмечено: ${chosen.join(', ')}.`,
    promptsTitle: (n: number) => `Серия: ${ruPrompts(n)}.`,
    addPrompts: 'Можно прислать ещё, они добавятся.',
    askPrompts: fmt`${bold('Несколько описаний')}

Пришлите их одним сообщением: каждое с новой строки. Длинные отделяйте пустой строкой. Остальные параметры будут общими.`,
    more: (n: number) => `…и ещё ${n}`,
    few: 'Нужно хотя бы два заказа.',
    look: 'Проверьте цену за всё и нажмите ещё раз.',
    fewPrompts: 'Нужно хотя бы два описания: каждое с новой строки.',
    notPrompts: 'Здесь нужны описания текстом, каждое с новой строки.',
    full: (most: number) => `Больше ${most} заказов сразу не получится. Ничего не добавил.`,
    left: (n: number) =>
      `${ruOrders(n)} с остальными параметрами ${plural('ru', n, { one: 'не сочетается', other: 'не сочетаются' })} и в серию не ${plural('ru', n, { one: 'войдёт', other: 'войдут' })}.`,
    price: (price: string, roubles: string | undefined) =>
      fmt`${bold('Цена за всё:')} ${price}${roubles === undefined ? '' : ` (${roubles})`}`,
    confirm: (n: number, price: string, kind: 'exact' | 'upTo') =>
      kind === 'upTo' ? `✅ Создать ${n}, до ${price}` : `✅ Создать ${n} за ${price}`,
  },

  pickWork: 'Выберите из того, что вы создали:',
  noWorks: 'Подходящих работ пока нет. Пришлите файл или ссылку.',
  work: (number: number, kind: MediaKind) =>
    `№ ${number} · ${{ image: 'картинка', video: 'видео', audio: 'аудио', file: 'файл' }[kind]}`,
  older: 'Раньше ›',

  accepted: (number: number, model: string) => fmt`${bold(`Принял: заказ № ${number}`)}

${model}. Ход работы покажу отдельным сообщением, результат пришлю сюда же.`,
  alreadyAccepted: (number: number) => `Уже принято, заказ № ${number}. Второй раз не спишу.`,
  acceptedBatch: (
    number: number,
    size: number,
    model: string,
  ) => fmt`${bold(`Принял: партия № ${number}`)}

${model}, ${ruOrders(size)}. Ход работы покажу одним сообщением, результаты придут вместе.`,
  alreadyAcceptedBatch: (number: number) => `Уже принято, партия № ${number}. Второй раз не спишу.`,
  like: 'Ещё раз, но иначе',
  unfunded: (missing: string) => fmt`${bold(`Не хватает: ${missing}`)}

Заказ сохранён, ничего не потеряется. Пополнение звёздами ещё не открыто, поэтому попросите кредиты у администратора бота. Когда они придут, нажмите кнопку ниже.`,
  yourId: (id: number) => fmt`Ваш номер для администратора: ${id}`,
  fileGone: 'Один из ваших файлов уже не хранится. Пришлите его снова.',
  putAside: (model: string) => `Отложил. Форма «${model}» ждёт вас здесь и в «Создать».`,
  resume: (model: string) => `Продолжить: ${model}`,
  drop: 'Удалить черновик',
  droppedDraft: 'Удалил черновик.',
  gone: 'Этой формы больше нет. Начните новую.',
  goneModel: 'Этой модели больше нет. Вот что есть сейчас.',
  cancelled: (model: string) => `Отменил вопрос. Черновик «${model}» сохранён.`,

  fileErrors: {
    file_kind: 'Это не картинка, не видео и не аудио. Пришлите другой файл.',
    file_unreadable: 'Файл пустой или повреждён. Пришлите другой.',
    file_too_big:
      'Файл слишком большой: Telegram отдаёт мне до 20 МБ. Сожмите его или пришлите ссылку.',
    file_link:
      'По этой ссылке я не хожу: нужен обычный адрес в интернете, например https://example.com/photo.png.',
    gone: 'По этой ссылке ничего нет. Проверьте её.',
    other: 'По этой ссылке не удалось ничего скачать. Пришлите файл или другую ссылку.',
    storage_full: 'Сейчас не могу сохранить файл. Попробуйте через несколько минут.',
  },
  notText: 'Здесь нужен текст, а не файл.',
  needsText: 'Здесь нужен текст.',
  needsOther: 'Здесь нужен другой ответ.',
  given: (kind: MediaKind, n: number) =>
    `${n === 1 ? ruGiven[kind] : `Файлы (${n}) я сохранил.`} Кнопка ниже возьмёт ${n === 1 ? (kind === 'image' || kind === 'audio' ? 'её' : 'его') : 'их'} в эту форму.`,
  givenNowhere: {
    image: 'Картинок эта модель не берёт, но эту я сохранил.',
    video: 'Видео эта модель не берёт, но это я сохранил.',
    audio: 'Записей эта модель не берёт, но эту я сохранил.',
    file: 'Файлов эта модель не берёт, но этот я сохранил.',
  } satisfies Record<MediaKind, string>,
  givenLink: 'Это ссылка, а здесь нужен текст. Взять файл по ней или записать её как ответ?',
  asWords: 'Записать как текст',
  linkGone: 'Сообщения со ссылкой больше нет. Пришлите её ещё раз.',
  giveTo: (title: string) => `Взять в «${title}»`,
  otherUse: {
    image: 'Что ещё сделать с картинкой',
    video: 'Что ещё сделать с видео',
    audio: 'Что ещё сделать с записью',
    file: 'Что ещё сделать с файлом',
  } satisfies Record<MediaKind, string>,
  notMedia: 'Такое сообщение здесь не подойдёт.',
  albumTaken: (taken: number, refused: number, reasons: readonly Reason[]) =>
    [`Из альбома взял ${taken}, не взял ${refused}:`, ...reasons.map(reasonLine)].join('\n'),
  oneFile: 'Здесь нужен один файл: взял первый из альбома.',
  sentFile: {
    image: 'Картинка у меня. Что с ней сделать?',
    video: 'Видео у меня. Что с ним сделать?',
    audio: 'Запись у меня. Что с ней сделать?',
    file: 'Файл у меня. Что с ним сделать?',
  } satisfies Record<MediaKind, string>,
  sentFiles: (n: number) => `${ruFiles(n)} у меня. Что с ними сделать?`,
  tookSome: (most: number, n: number) => `Сюда помещается ${most} из ${n}: взял первые.`,
  pickModel: (group: string) => fmt`${bold(group)}\n\nФайл уже подставлен. Выберите модель:`,
  sentFileGone: 'Этот файл уже не хранится. Пришлите его снова.',
  nothingTakes: 'Такой файл пока не берёт ни одна модель.',

  start: '✅ Начать',
  others: 'Другая модель',
  similar: 'Вот что умеет то же самое:',
  pickOther: (model: string) =>
    `Сейчас «${model}». Ответы перейдут в другую модель, насколько подойдут:`,
  noted: (title: string) => `Записал: ${title}.`,
  elsewhere: 'Это было не сюда',
  setAside: (model: string) => `Убрал из формы «${model}» и отложил её.`,
  welcome: (amount: string) => `Вам в подарок ${amount}: хватит попробовать.`,
};

const en: typeof ru = {
  title: (model) => bold(model),
  required: 'required',
  optional: 'optional',
  limits: (text) => `Allowed: ${text}.`,
  example: (text) => fmt`For example: ${italic(text)}`,
  now: (value) => fmt`Now: ${value}`,
  usual: (value) => fmt`Unless you change it: ${value}`,
  how: {
    text: 'Write your answer as a message.',
    secret: 'Write your answer as a message.',
    number: 'Tap or write a number.',
    choice: 'Tap an option or write it.',
    other: 'Tap an option or write your own.',
    toggle: 'Yes or no?',
    date: 'Write a date.',
    variants: 'Which way will it be given?',
    group: 'Tap a parameter to change it.',
    map: 'Send “name: value” lines or JSON.',
    json: 'Send the value as JSON.',
    list: 'Write them one by one: each message or line is a new entry.',
    groups: 'Add them one by one.',
    media: {
      image: 'Send a photo, an image file or a link.',
      video: 'Send a video, a file or a link.',
      audio: 'Send audio, a voice message or a link.',
      file: 'Send a file or a link.',
    },
    medias: {
      image: 'Send photos, image files or links; an album will do.',
      video: 'Send videos, files or links; an album will do.',
      audio: 'Send audio, voice messages or links.',
      file: 'Send files or links.',
    },
  },
  priceOfOptions: 'Beside an option is what it does to the price.',
  yes: 'Yes',
  no: 'No',
  chosen: (label) => `✓ ${label}`,
  priced: (label, difference) => `${label} · ${difference}`,
  add: 'Add',
  done: (n) => `Done · ${n}`,
  ready: 'Done',
  skip: 'Skip',
  keepUsual: 'Leave as it is',
  clear: 'Remove the answer',
  removeItem: 'Remove this entry',
  nothing: 'Nothing',
  works: 'From my works',
  paste: 'Write all at once',
  savePreset: 'Save as a preset',
  back: '‹ Back',
  later: 'Later',
  page: (page, pages) => `${page} / ${pages}`,
  confirm: (price) => `✅ Create for ${price}`,
  confirmUpTo: (price) => `✅ Create, up to ${price}`,
  confirmAgain: 'Check my balance and create',
  item: (n, value) => `${n}. ${value}`,

  values: {
    none: '—',
    yes: 'yes',
    no: 'no',
    nothing: 'nothing',
    files: enFiles,
    items: enItems,
    media: { image: 'a picture', video: 'a video', audio: 'audio', file: 'a file' },
  },

  panelHint: 'Tap a parameter to change it.',
  line: (title, value) => fmt`• ${title}: ${value}`,
  price: (price, roubles) =>
    fmt`${bold('Price:')} ${price}${roubles === undefined ? '' : ` (${roubles})`}`,
  priceUpTo: (price, roubles) =>
    fmt`${bold('Price:')} up to ${price}${roubles === undefined ? '' : ` (${roubles})`}. You pay for what is really used.`,
  balance: (available, after) => `You have ${available}; ${after} will be left after the order.`,
  short: (available, missing) => `You have ${available}; ${missing} are missing.`,
  unpriced: {
    length_unknown:
      'The price goes by the length of the recording, and this file does not tell it. Send another file.',
    price_unknown:
      'There is no price for this combination, so it cannot be ordered. Put back what was there or take something else.',
    other: 'The price will be known when all parameters are filled in.',
  },
  unpricedFile: (param) => `The price goes by the length of the recording: send “${param}”.`,

  lost: (titles) =>
    `The model was updated, and these answers no longer fit: ${titles.join(', ')}. The others are in place.`,
  lostHere: (titles) => `This does not fit here: ${titles.join(', ')}. The rest is in place.`,
  dropped: (titles) => `Does not go with the new answer, removed: ${titles.join(', ')}.`,
  newPrice: (before) => `The price has changed: it was ${before}.`,
  withdrawn: (model) => `“${model}” is gone. Here is the model most like it.`,
  pasted: (taken) =>
    `Took ${taken} ${plural('en', taken, { one: 'parameter', other: 'parameters' })}.`,
  pasteRefused: (title, why) => `${title}: ${why}`,
  pasteUnknown: (names) => `I don’t know what this is: ${names.join(', ')}.`,
  pasteNothing: 'I could not read any of it. Send “name: value” lines or JSON.',
  stale: 'The form has changed since; here it is as it stands.',
  staleLine: 'The form has changed since. Here it is now.',

  askPaste: (sample) => fmt`${bold('Write all at once')}

Send the parameters as “name: value” lines or as JSON. Now it is:

${sample}

What you leave out stays as it is.`,
  askPreset: (most) => fmt`${bold('What shall the preset be called?')}

Send a name of up to ${most} characters. The answers are kept under it, files are not. Presets are on the card of the model.`,
  presetSaved: (name) => `Saved the preset “${name}”.`,
  presetsFull:
    'You have a hundred presets and there is no room for more. Delete some on the card of the model.',
  presetName: 'The name must be a text on one line.',
  presetGone: 'This preset is gone.',
  presetForgotten: (name) => `Deleted the preset “${name}”.`,
  preset: (name) => `Preset “${name}”`,
  forgetPreset: (name) => `Delete “${name}”`,

  series: {
    open: 'Variants and series',
    menu: 'This form can become several orders at once. You see the price of all first, then confirm once.',
    count: (n, price) => `×${n} · ${price}`,
    values: 'Several values of a parameter',
    models: 'On several models',
    prompts: 'Several prompts',
    askParam: 'Which parameter shall have several values?',
    variants: (n) => `A series: ${enVariants(n)} of one order.`,
    pickValues: (title) => fmt`A series: ${bold(title)}. Tick the values, each becomes an order.`,
    pickModels:
      'A series on several models. Tick the models, each gets the same task. Beside it is the price of that order.',
    chosen: (chosen) => `Ticked: ${chosen.join(', ')}.`,
    promptsTitle: (n) => `A series: ${enPrompts(n)}.`,
    addPrompts: 'You can send more, they are added.',
    askPrompts: fmt`${bold('Several prompts')}

Send them in one message: each on a line of its own. Put an empty line between long ones. All other parameters are shared.`,
    more: (n) => `…and ${n} more`,
    few: 'It takes at least two orders.',
    look: 'Have a look at the price of all of them and press again.',
    fewPrompts: 'It takes at least two prompts: each on a line of its own.',
    notPrompts: 'Prompts are needed here, as text, each on a line of its own.',
    full: (most) => `No more than ${most} orders at once. Nothing was added.`,
    left: (n) =>
      `${enOrders(n)} ${plural('en', n, { one: 'does', other: 'do' })} not go with the other parameters and will be left out.`,
    price: (price, roubles) =>
      fmt`${bold('Price of all:')} ${price}${roubles === undefined ? '' : ` (${roubles})`}`,
    confirm: (n, price, kind) =>
      kind === 'upTo' ? `✅ Create ${n}, up to ${price}` : `✅ Create ${n} for ${price}`,
  },

  pickWork: 'Choose from what you have made:',
  noWorks: 'No works of yours fit yet. Send a file or a link.',
  work: (number, kind) =>
    `No. ${number} · ${{ image: 'picture', video: 'video', audio: 'audio', file: 'file' }[kind]}`,
  older: 'Older ›',

  accepted: (number, model) => fmt`${bold(`Accepted: order no. ${number}`)}

${model}. I’ll show the progress in a message of its own and send the result here.`,
  alreadyAccepted: (number) => `Accepted already, order no. ${number}. You pay once.`,
  acceptedBatch: (number, size, model) => fmt`${bold(`Accepted: batch no. ${number}`)}

${model}, ${enOrders(size)}. I’ll show the progress in one message, and the results come together.`,
  alreadyAcceptedBatch: (number) => `Accepted already, batch no. ${number}. You pay once.`,
  like: 'Once more, differently',
  unfunded: (missing) => fmt`${bold(`Missing: ${missing}`)}

Your order is kept and nothing gets lost. Topping up with Stars is not open yet, so please ask the admin of this bot for credits. When they are there, tap the button below.`,
  yourId: (id) => fmt`Your number for the admin: ${id}`,
  fileGone: 'One of your files is no longer kept. Please send it again.',
  putAside: (model) => `Put aside. The form “${model}” waits for you here and under “Create”.`,
  resume: (model) => `Go on: ${model}`,
  drop: 'Delete the draft',
  droppedDraft: 'Deleted the draft.',
  gone: 'This form is gone. Start a new one.',
  goneModel: 'This model is gone. Here is what there is now.',
  cancelled: (model) => `Cancelled the question. The draft “${model}” is kept.`,

  fileErrors: {
    file_kind: 'This is no picture, video or audio. Send another file.',
    file_unreadable: 'The file is empty or broken. Send another.',
    file_too_big: 'The file is too big: Telegram gives me up to 20 MB. Compress it or send a link.',
    file_link:
      'I don’t follow this link: it must be a plain address on the internet, e.g. https://example.com/photo.png.',
    gone: 'There is nothing at this link. Please check it.',
    other: 'Nothing could be downloaded from this link. Send a file or another link.',
    storage_full: 'I can’t keep the file right now. Try again in a few minutes.',
  },
  notText: 'A text is needed here, not a file.',
  needsText: 'A text is needed here.',
  needsOther: 'Another answer is needed here.',
  given: (kind, n) =>
    `${n === 1 ? enGiven[kind] : `I kept the files (${n}).`} The button below takes ${n === 1 ? 'it' : 'them'} into this form.`,
  givenNowhere: {
    image: 'This model takes no pictures, but I kept yours.',
    video: 'This model takes no videos, but I kept yours.',
    audio: 'This model takes no recordings, but I kept yours.',
    file: 'This model takes no files, but I kept yours.',
  },
  givenLink:
    'This is a link, and a text is needed here. Take the file behind it, or the link itself as the answer?',
  asWords: 'Take it as text',
  linkGone: 'The message with the link is gone. Please send it again.',
  giveTo: (title) => `Take it for “${title}”`,
  otherUse: {
    image: 'What else to do with the picture',
    video: 'What else to do with the video',
    audio: 'What else to do with the recording',
    file: 'What else to do with the file',
  },
  notMedia: 'A message like this will not do here.',
  albumTaken: (taken, refused, reasons) =>
    [`Of the album I took ${taken} and left ${refused}:`, ...reasons.map(reasonLine)].join('\n'),
  oneFile: 'One file is needed here: I took the first of the album.',
  sentFile: {
    image: 'I have the picture. What shall I do with it?',
    video: 'I have the video. What shall I do with it?',
    audio: 'I have the recording. What shall I do with it?',
    file: 'I have the file. What shall I do with it?',
  },
  sentFiles: (n) => `I have ${enFiles(n)}. What shall I do with them?`,
  tookSome: (most, n) => `There is room for ${most} of ${n}: I took the first.`,
  pickModel: (group) => fmt`${bold(group)}\n\nThe file is filled in already. Choose a model:`,
  sentFileGone: 'This file is no longer kept. Please send it again.',
  nothingTakes: 'No model takes such a file yet.',

  start: '✅ Start',
  others: 'Another model',
  similar: 'These do the same:',
  pickOther: (model) => `Now it is “${model}”. The answers go along as far as they fit:`,
  noted: (title) => `Noted: ${title}.`,
  elsewhere: 'That was not for here',
  setAside: (model) => `Took it out of the form “${model}” and put that aside.`,
  welcome: (amount) => `A gift for you: ${amount}, enough to try.`,
};

export const messages = { ru, en };

/** Lines one under another; what is absent leaves no gap. */
export const lines = (parts: readonly (Words | undefined)[], separator = '\n'): Words =>
  join(
    parts.flatMap((part) => (part === undefined || isEmpty(part) ? [] : [part])),
    separator,
  );

const isEmpty = (part: Words): boolean => (typeof part === 'string' ? part : part.text) === '';
