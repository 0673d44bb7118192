import type { ErrorCode, Locale } from '#kernel';
import type { FailCode } from '#modules/generation';

type Words = Readonly<Record<Locale, string>>;

/** What helps: another prompt, other answers, another model, or the same once more. */
export type Remedy = 'prompt' | 'answers' | 'model' | 'retry';

export interface ErrorText {
  /** What happened, in the person's words. */
  what: Words;
  /** What to do now. */
  todo: Words;
  remedies: readonly Remedy[];
}

const words = (ru: string, en: string): Words => ({ ru, en });

const tryLater = words('Попробуйте ещё раз чуть позже.', 'Try again a little later.');
const tryOther = words(
  'Попробуйте ещё раз или возьмите другую модель.',
  'Try again or take another model.',
);
const fromStart = words('Начните заново: /start', 'Start over: /start');

const fault = (what: Words, todo = tryOther): ErrorText => ({
  what,
  todo,
  remedies: ['retry', 'model'],
});
const ours = (what: Words, todo = tryLater): ErrorText => ({ what, todo, remedies: ['retry'] });
const plain = (what: Words, todo = fromStart): ErrorText => ({ what, todo, remedies: [] });

/** One text for every code there is: a code without words does not compile. */
export const errorTexts: Readonly<Record<ErrorCode | FailCode, ErrorText>> = {
  prompt_rejected: {
    what: words(
      'Модель отказалась: описание или картинка не проходят её правила.',
      'The model refused: the prompt or the picture is against its rules.',
    ),
    todo: words(
      'Перепишите описание мягче или возьмите другую модель: у них разные правила.',
      'Word the prompt more gently or take another model: their rules differ.',
    ),
    remedies: ['prompt', 'model'],
  },
  input_rejected: {
    what: words('Модель не приняла параметры.', 'The model did not accept the settings.'),
    todo: words(
      'Измените параметры: чаще всего дело в размере, длине или числе файлов.',
      'Change the settings: mostly it is the size, the length or the number of files.',
    ),
    remedies: ['answers', 'model'],
  },
  input_unreadable: {
    what: words(
      'Модель не смогла прочитать присланный файл.',
      'The model could not read the file you sent.',
    ),
    todo: words(
      'Пришлите файл ещё раз, лучше в JPEG, MP4 или MP3.',
      'Send the file again, best as JPEG, MP4 or MP3.',
    ),
    remedies: ['answers'],
  },
  provider_busy: ours(words('Сервис перегружен.', 'The service is overloaded.'), tryOther),
  provider_failed: fault(words('У модели случился сбой.', 'The model had a fault.')),
  provider_off: {
    what: words('Модель сейчас не работает.', 'The model is not working now.'),
    todo: words('Возьмите другую модель.', 'Take another model.'),
    remedies: ['model'],
  },
  provider_paused: fault(
    words('Модель приостановлена.', 'The model is paused.'),
    words('Возьмите другую модель или подождите.', 'Take another model or wait.'),
  ),
  provider_unauthorized: ours(
    words('У нас сбой в настройках, мы уже знаем.', 'Our settings are broken, we know already.'),
  ),
  provider_unfunded: ours(
    words(
      'У нас временно нет мощностей, мы уже знаем.',
      'We are out of capacity, we know already.',
    ),
  ),
  provider_uncertain: fault(
    words(
      'Связь прервалась, и неизвестно, начали ли делать заказ.',
      'The connection broke, and nobody knows whether the order was begun.',
    ),
    words(
      'Если результат всё же придёт, вы получите его бесплатно.',
      'If a result comes after all, you get it free.',
    ),
  ),
  result_lost: fault(
    words('Результат сделали, но забрать его не удалось.', 'It was made but could not be fetched.'),
  ),
  timed_out: fault(
    words('Ждали слишком долго и остановились.', 'It took too long, so we stopped waiting.'),
    words(
      'Если результат придёт позже, вы получите его бесплатно.',
      'If it comes later, you get it free.',
    ),
  ),
  already_submitted: plain(
    words('Заказ уже делают, отменить нельзя.', 'It is being made, it cannot be cancelled.'),
    words('Дождитесь результата.', 'Wait for the result.'),
  ),
  insufficient_credits: plain(
    words('Не хватает кредитов.', 'There are not enough credits.'),
    words('Пополните баланс и повторите.', 'Top up and repeat.'),
  ),
  file_kind: plain(
    words('Такой файл сюда не подходит.', 'This kind of file does not fit here.'),
    words('Пришлите картинку, видео или звук.', 'Send a picture, a video or a sound.'),
  ),
  file_link: plain(
    words('По этой ссылке файл не скачать.', 'This link cannot be downloaded.'),
    words('Пришлите сам файл.', 'Send the file itself.'),
  ),
  file_too_big: plain(
    words('Файл слишком большой.', 'The file is too big.'),
    words('Пришлите файл поменьше.', 'Send a smaller one.'),
  ),
  file_unreadable: plain(
    words('Файл не читается.', 'The file cannot be read.'),
    words('Пришлите его ещё раз или другой.', 'Send it again or another one.'),
  ),
  storage_full: ours(
    words('У нас кончилось место, мы уже знаем.', 'We ran out of space, we know.'),
  ),
  forgotten: plain(
    words('Заказ отменён вместе с вашими данными.', 'The order went with your data.'),
  ),
  gone: plain(words('Этого больше нет.', 'This is no longer here.')),
  not_found: plain(words('Такого нет.', 'There is no such thing.')),
  forbidden: plain(words('Сюда нельзя.', 'This is not allowed.')),
  unauthorized: plain(words('Нужно войти заново.', 'You have to sign in again.')),
  conflict: ours(
    words('Кто-то успел раньше.', 'Something else was quicker.'),
    words('Нажмите ещё раз.', 'Press again.'),
  ),
  key_reused: ours(
    words('Эта кнопка уже сработала.', 'This button has done its work.'),
    words('Откройте заказ заново.', 'Open the order again.'),
  ),
  rate_limited: ours(words('Слишком много сразу.', 'Too much at once.')),
  timeout: ours(words('Ответа не дождались.', 'There was no answer in time.')),
  too_early: ours(words('Ещё рано.', 'It is too early.')),
  unavailable: ours(words('Сервис на минуту прилёг.', 'The service is down for a moment.')),
  unreachable: ours(words('До сервиса не достучаться.', 'The service cannot be reached.')),
  upstream_rejected: fault(words('Сервис отказал.', 'The service refused.')),
  wire_changed: fault(words('Сервис ответил непонятно.', 'The service answered strangely.')),
  internal: ours(words('Сбой на нашей стороне.', 'Something broke on our side.')),
  bad_request: plain(words('Запрос не понят.', 'The request was not understood.')),
  body_too_large: plain(words('Слишком много данных.', 'That is too much data.')),
  method_not_allowed: plain(words('Так сюда нельзя.', 'It does not work this way.')),
  unsupported_media_type: plain(
    words('Такой вид данных не подходит.', 'This kind of data does not fit.'),
  ),
  exceeds_hold: ours(
    words('Сумма не сошлась, деньги на месте.', 'The sum did not match, your money is safe.'),
  ),
  hold_closed: ours(words('Этот заказ уже рассчитан.', 'This order is settled already.')),
};
