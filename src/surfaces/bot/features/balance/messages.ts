import type { Credits, Locale } from '#kernel';
import type { Reason } from '#modules/ledger';
import { bold, creditsWords, differenceWords, fmt, join, type Words } from '#surfaces/bot/ui';

export interface Told {
  at: Date;
  amount: Credits;
  reason: Reason;
  /** The model, where it was a generation. */
  about: string | undefined;
}

export interface Purse {
  available: Credits;
  held: Credits;
  owed: Credits;
  roubles: string | undefined;
}

const day = (at: Date, locale: Locale) =>
  new Intl.DateTimeFormat(locale === 'ru' ? 'ru-RU' : 'en-GB', {
    day: 'numeric',
    month: 'short',
    timeZone: 'Europe/Moscow',
  }).format(at);

const tell = (
  locale: Locale,
  reasons: Readonly<Record<Reason, string>>,
  { at, amount, reason, about }: Told,
) =>
  `${day(at, locale)} · ${differenceWords(amount, locale)} · ${reasons[reason]}${about ? `: ${about}` : ''}`;

const lines = (...words: readonly (Words | undefined)[]): Words =>
  join(
    words.filter((one) => one !== undefined),
    '\n',
  );

const ru = {
  command: 'Баланс и движение кредитов',
  purse: ({ available, held, owed, roubles }: Purse): Words =>
    lines(
      fmt`💎 ${bold('Баланс')}`,
      '',
      fmt`У вас ${bold(creditsWords(available, 'ru'))}${roubles ? ` (${roubles})` : ''}`,
      held > 0n ? `Отложено на заказы в работе: ${creditsWords(held, 'ru')}` : undefined,
      owed > 0n ? `Долг: ${creditsWords(owed, 'ru')}, он погасится первым пополнением` : undefined,
    ),
  line: (told: Told): string => tell('ru', ru.reasons, told),
  reasons: {
    grant: 'начислено',
    top_up: 'пополнение',
    welcome: 'подарок новичку',
    debt: 'погашение долга',
    refund: 'возврат платежа',
    take_back: 'отозвано',
    hold: 'заказ',
    capture: 'заказ',
    return: 'сдача с заказа',
    release: 'деньги назад',
  } satisfies Record<Reason, string>,
  moves: 'Движение кредитов:',
  noMoves: 'Движений пока не было.',
  howTo:
    'За неудачный или отменённый заказ кредиты возвращаются сами. Пополнять счёт звёздами Telegram пока нельзя: если кредиты кончились, напишите тому, кто дал вам этого бота.',
  older: 'Раньше ›',
  newest: '‹ Последние',
  home: '‹ Меню',
};

const en: typeof ru = {
  command: 'Balance and where credits went',
  purse: ({ available, held, owed, roubles }) =>
    lines(
      fmt`💎 ${bold('Balance')}`,
      '',
      fmt`You have ${bold(creditsWords(available, 'en'))}${roubles ? ` (${roubles})` : ''}`,
      held > 0n ? `Set aside for orders in work: ${creditsWords(held, 'en')}` : undefined,
      owed > 0n ? `Owed: ${creditsWords(owed, 'en')}, paid first by the next top-up` : undefined,
    ),
  line: (told) => tell('en', en.reasons, told),
  reasons: {
    grant: 'granted',
    top_up: 'top-up',
    welcome: 'a gift for a newcomer',
    debt: 'debt paid off',
    refund: 'payment refunded',
    take_back: 'taken back',
    hold: 'an order',
    capture: 'an order',
    return: 'change from an order',
    release: 'money back',
  },
  moves: 'Where credits went:',
  noMoves: 'Nothing has moved yet.',
  howTo:
    'Credits for a failed or cancelled order come back by themselves. Topping up with Telegram Stars is not possible yet: when credits run out, write to whoever gave you this bot.',
  older: 'Older ›',
  newest: '‹ Latest',
  home: '‹ Menu',
};

export const messages = { ru, en };
