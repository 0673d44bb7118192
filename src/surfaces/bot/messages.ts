import { type Locale, plural } from '#kernel';

const seconds = (locale: Locale, n: number) =>
  locale === 'ru'
    ? `${n} ${plural('ru', n, { one: 'секунду', few: 'секунды', other: 'секунд' })}`
    : `${n} ${plural('en', n, { one: 'second', other: 'seconds' })}`;

const ru = {
  failed: (code: string) =>
    `Не получилось, и виноват я, а не вы. Попробуйте ещё раз. Если повторится, сообщите код ${code}.`,
  unsure: (code: string) =>
    `Telegram не подтвердил мой ответ. Если вы его не видите, повторите, пожалуйста. Код: ${code}`,
  tooFast: (waitSeconds: number) =>
    `Не успеваю за вами. Подождите ${seconds('ru', waitSeconds)} и пришлите последнее ещё раз.`,
};

const en: typeof ru = {
  failed: (code) =>
    `That didn’t work, and it’s my fault, not yours. Please try again. If it happens again, report the code ${code}.`,
  unsure: (code) =>
    `Telegram did not confirm my answer. If you don’t see it, please repeat. Code: ${code}`,
  tooFast: (waitSeconds) =>
    `I can’t keep up. Please wait ${seconds('en', waitSeconds)} and send the last one again.`,
};

export const messages = { ru, en };
