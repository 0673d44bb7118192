import { type Credits, plural } from '#kernel';
import { bold, creditsWords, fmt, italic, join, type Words } from '#surfaces/bot/ui';

const space = '\u00A0';

const ruOrders = (n: number) =>
  `${n}${space}${plural('ru', n, { one: 'заказ', few: 'заказа', other: 'заказов' })}`;
const enOrders = (n: number) => `${n}${space}${plural('en', n, { one: 'order', other: 'orders' })}`;

const ru = {
  order: (number: number, model: string) => fmt`${bold(`Заказ №${space}${number}`)} · ${model}`,
  batch: (number: number, size: number) =>
    fmt`${bold(`Партия №${space}${number}`)} · ${ruOrders(size)}`,
  queued: (ahead: number, isAbout: boolean) =>
    ahead === 0
      ? 'Вы следующие в очереди.'
      : `В очереди. Перед вами ${isAbout ? `больше${space}` : ''}${ahead}.`,
  ownCap: (cap: number) =>
    `Ждёт, пока закончатся ваши другие заказы: одновременно делаю не больше${space}${cap}.`,
  starting: 'Сейчас начну.',
  making: 'Уже делается, отменить больше нельзя.',
  fetching: 'Готово, забираю результат.',
  sending: 'Готово, отправляю.',
  percent: (percent: number, isAbout: boolean) =>
    `${isAbout ? `≈${space}` : ''}${percent}${space}%`,
  left: (time: string) => `Осталось ≈${space}${time}`,
  longer: 'Дольше обычного, но ещё работает.',
  seconds: (n: number) => `${n}${space}с`,
  minutes: (n: number) => `${n}${space}мин`,
  hours: (n: number) => `${n}${space}ч`,
  batchDone: (done: number, total: number) => `Готово ${done} из${space}${total}`,
  batchFailed: (n: number) => `Не получилось: ${n}`,
  batchCancelled: (n: number) => `Отменено: ${n}`,
  cancelled: (back: Credits) => `Отменён, деньги вернулись: ${creditsWords(back, 'ru')}.`,
  paid: (amount: Credits) => creditsWords(amount, 'ru'),
  prompt: (text: string) => fmt`${italic(text)}`,
  lateTitle: 'Пришло с опозданием, поэтому бесплатно.',
  whatNow: 'Что дальше?',
  noFiles: 'Файлы этого заказа уже удалены: срок хранения прошёл.',
  failed: 'Не получилось.',
  moneyBack: (back: Credits) => `Деньги вернулись: ${creditsWords(back, 'ru')}.`,
  batchResult: (done: number, total: number) =>
    done === total ? 'Всё готово.' : `Готово ${done} из${space}${total}.`,
  batchPaid: (amount: Credits) => `Списано: ${creditsWords(amount, 'ru')}.`,
  batchNothing: 'Ни один заказ не получился.',
  pick: 'Номер открывает заказ со всеми действиями.',
  low: (available: Credits) =>
    `На балансе осталось мало: ${creditsWords(available, 'ru')}. Пополните заранее, чтобы не прерываться.`,
  alert: (code: string, facts: readonly Words[]) =>
    join([fmt`${bold('Внимание')}: ${code}`, ...facts], '\n'),
  buttons: {
    cancel: 'Отменить',
    cancelRest: 'Отменить то, что ещё не начато',
    again: 'Ещё раз',
    change: 'Изменить',
    variants: 'Варианты',
    use: 'Использовать',
    original: 'Оригинал',
    prompt: 'Описание',
    addFavourite: '☆ В избранное',
    removeFavourite: '★ Убрать из избранного',
    remove: 'Удалить',
    removeYes: 'Удалить навсегда',
    keep: 'Оставить',
    retry: 'Попробовать ещё раз',
    changePrompt: 'Изменить описание',
    changeAnswers: 'Изменить параметры',
    otherModel: 'Другая модель',
    confirm: (amount: Credits) => `Заказать · ${creditsWords(amount, 'ru')}`,
    variant: (n: number, amount: Credits) => `×${n} · ${creditsWords(amount, 'ru')}`,
    retryFailed: (n: number, amount: Credits) =>
      `Повторить неудачные (${n}) · ${creditsWords(amount, 'ru')}`,
    track: (n: number) => `Вариант ${n}`,
  },
  askAgain: (model: string) => fmt`Повторить заказ ${bold(model)} с теми же параметрами?`,
  askDearer: (now: Credits, before: Credits) =>
    `Цена изменилась: было ${creditsWords(before, 'ru')}, теперь ${creditsWords(now, 'ru')}. Заказать?`,
  askVariants: (model: string) =>
    fmt`Сколько вариантов сделать в ${bold(model)}? Цена указана за все вместе.`,
  askModel: 'Какой модели отдать? Ваши ответы перейдут в её форму.',
  noOther: 'Другой такой модели сейчас нет.',
  askUse: 'Что сделать с результатом?',
  askTrack: 'С каким из них?',
  asInput: 'Взять как исходник',
  accepted: (number: number) => `Принял: заказ №${space}${number}.`,
  acceptedBatch: (number: number, size: number) =>
    `Принял: партия №${space}${number}, ${size}${space}${plural('ru', size, { one: 'вариант', few: 'варианта', other: 'вариантов' })}.`,
  repeated: (number: number, size: number) =>
    `Принял: партия №${space}${number}, ${ruOrders(size)}.`,
  noneFailed: 'В этой партии повторять нечего.',
  goneBatch: 'Этой партии больше нет.',
  onItsWay: 'Отправляю.',
  promptIs: (text: string) => fmt`${bold('Описание')}\n\n${text}`,
  favourite: 'В избранном.',
  notFavourite: 'Убрано из избранного.',
  askRemove: 'Файлы сотрутся навсегда. Сам заказ останется в истории.',
  removed: 'Удалено.',
  kept: 'Оставил.',
  tooLate: 'Его уже делают: с этого момента заказ не отменить и он оплачен.',
  cancelledToast: 'Отменено, деньги вернулись.',
  nothingToCancel: 'Отменять нечего: всё уже делается или готово.',
  unfunded: (missing: Credits) => `Не хватает: ${creditsWords(missing, 'ru')}.`,
  gone: 'Этого заказа больше нет.',
  modelGone: 'Эту модель больше не продают. Вот самая близкая, с вашими ответами.',
};

const en: typeof ru = {
  order: (number, model) => fmt`${bold(`Order no.${space}${number}`)} · ${model}`,
  batch: (number, size) => fmt`${bold(`Batch no.${space}${number}`)} · ${enOrders(size)}`,
  queued: (ahead, isAbout) =>
    ahead === 0
      ? 'You are next in line.'
      : `In the queue. Ahead of you: ${isAbout ? `more than${space}` : ''}${ahead}.`,
  ownCap: (cap) =>
    `Waiting for your other orders to end: I make no more than${space}${cap} at once.`,
  starting: 'Starting in a moment.',
  making: 'Being made now, it can no longer be cancelled.',
  fetching: 'Done, getting the result.',
  sending: 'Done, sending it.',
  percent: (percent, isAbout) => `${isAbout ? `≈${space}` : ''}${percent}%`,
  left: (time) => `About ${time} left`,
  longer: 'Taking longer than usual, still working.',
  seconds: (n) => `${n}${space}s`,
  minutes: (n) => `${n}${space}min`,
  hours: (n) => `${n}${space}h`,
  batchDone: (done, total) => `Done ${done} of${space}${total}`,
  batchFailed: (n) => `Failed: ${n}`,
  batchCancelled: (n) => `Cancelled: ${n}`,
  cancelled: (back) => `Cancelled, your money is back: ${creditsWords(back, 'en')}.`,
  paid: (amount) => creditsWords(amount, 'en'),
  prompt: (text) => fmt`${italic(text)}`,
  lateTitle: 'It came late, so it is free.',
  whatNow: 'What next?',
  noFiles: 'The files of this order are gone: they are kept for a while only.',
  failed: 'It did not work out.',
  moneyBack: (back) => `Your money is back: ${creditsWords(back, 'en')}.`,
  batchResult: (done, total) => (done === total ? 'All done.' : `Done ${done} of${space}${total}.`),
  batchPaid: (amount) => `Charged: ${creditsWords(amount, 'en')}.`,
  batchNothing: 'None of the orders worked out.',
  pick: 'A number opens its order with everything you can do.',
  low: (available) =>
    `Your balance is low: ${creditsWords(available, 'en')}. Top up in time to go on without a break.`,
  alert: (code, facts) => join([fmt`${bold('Attention')}: ${code}`, ...facts], '\n'),
  buttons: {
    cancel: 'Cancel',
    cancelRest: 'Cancel what has not begun',
    again: 'Once more',
    change: 'Change',
    variants: 'Variants',
    use: 'Use it',
    original: 'Original',
    prompt: 'Prompt',
    addFavourite: '☆ Add to favourites',
    removeFavourite: '★ Remove from favourites',
    remove: 'Delete',
    removeYes: 'Delete for good',
    keep: 'Keep',
    retry: 'Try again',
    changePrompt: 'Change the prompt',
    changeAnswers: 'Change the settings',
    otherModel: 'Another model',
    confirm: (amount) => `Order · ${creditsWords(amount, 'en')}`,
    variant: (n, amount) => `×${n} · ${creditsWords(amount, 'en')}`,
    retryFailed: (n, amount) => `Repeat the failed (${n}) · ${creditsWords(amount, 'en')}`,
    track: (n) => `Version ${n}`,
  },
  askAgain: (model) => fmt`Order ${bold(model)} once more with the same settings?`,
  askDearer: (now, before) =>
    `The price has changed: it was ${creditsWords(before, 'en')}, now it is ${creditsWords(now, 'en')}. Order?`,
  askVariants: (model) => fmt`How many variants in ${bold(model)}? The price is for all of them.`,
  askModel: 'Which model shall take it? Your answers go into its form.',
  noOther: 'There is no other model like it now.',
  askUse: 'What shall I do with the result?',
  askTrack: 'With which of them?',
  asInput: 'Take it as input',
  accepted: (number) => `Accepted: order no.${space}${number}.`,
  acceptedBatch: (number, size) =>
    `Accepted: batch no.${space}${number}, ${size}${space}${plural('en', size, { one: 'variant', other: 'variants' })}.`,
  repeated: (number, size) => `Accepted: batch no.${space}${number}, ${enOrders(size)}.`,
  noneFailed: 'There is nothing to repeat in this batch.',
  goneBatch: 'This batch is gone.',
  onItsWay: 'Sending it.',
  promptIs: (text) => fmt`${bold('Prompt')}\n\n${text}`,
  favourite: 'In your favourites.',
  notFavourite: 'Removed from favourites.',
  askRemove: 'The files are erased for good. The order itself stays in your history.',
  removed: 'Deleted.',
  kept: 'Kept.',
  tooLate: 'It is being made already: from now on it cannot be cancelled and is paid for.',
  cancelledToast: 'Cancelled, your money is back.',
  nothingToCancel: 'There is nothing to cancel: all of it is being made or done.',
  unfunded: (missing) => `Missing: ${creditsWords(missing, 'en')}.`,
  gone: 'This order is gone.',
  modelGone: 'This model is no longer sold. Here is the nearest one with your answers.',
};

export const messages = { ru, en };
