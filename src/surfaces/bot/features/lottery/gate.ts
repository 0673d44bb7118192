import type { Locale } from '#kernel';
import { type LotteryPeople, type PauseTerm, pauseTerms } from '#modules/lottery';
import type { BotContext } from '#surfaces/bot/context';
import {
  adultButton,
  homeButton,
  menuButton,
  minorButton,
  pauseButton,
  pauseSureButton,
} from './buttons.ts';
import { messages } from './messages.ts';
import type { Screen } from './rows.ts';

/** Where to go once the person has said that they are of age. */
export type Destination = 'menu' | 'text';

/** Undefined: the way is free. Else what is said instead of anything about lotteries. */
export async function barrier(
  people: Pick<LotteryPeople, 'find'>,
  ctx: BotContext,
  to: Destination,
): Promise<Screen | undefined> {
  const { isAdult, pausedUntil } = await people.find(ctx.user.id);
  if (pausedUntil) return pausedScreen(ctx.locale, pausedUntil);
  return isAdult ? undefined : adultScreen(ctx.locale, to);
}

export const untilText = (locale: Locale, until: Date): string =>
  new Intl.DateTimeFormat(locale, {
    timeZone: 'Europe/Moscow',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(until);

function pausedScreen(locale: Locale, until: Date): Screen {
  const t = messages[locale];
  return {
    words: t.paused(untilText(locale, until)),
    keyboard: {
      inline_keyboard: [
        [pauseButton.make(t.longer, { term: 'choose' })],
        [homeButton.make(t.home, {})],
      ],
    },
  };
}

function adultScreen(locale: Locale, to: Destination): Screen {
  const t = messages[locale];
  return {
    words: t.adult,
    keyboard: {
      inline_keyboard: [
        [adultButton.make(t.isAdult, { to }), minorButton.make(t.isMinor, {})],
        [homeButton.make(t.home, {})],
      ],
    },
  };
}

export const minorScreen = (locale: Locale): Screen => ({
  words: messages[locale].minor,
  keyboard: { inline_keyboard: [[homeButton.make(messages[locale].home, {})]] },
});

export const isTerm = (word: string): word is PauseTerm => pauseTerms.some((term) => term === word);

export function pauseScreen(locale: Locale): Screen {
  const t = messages[locale];
  const buttons = pauseTerms.map((term) => pauseButton.make(t.terms[term], { term }));
  return {
    words: t.pauseHow,
    keyboard: {
      inline_keyboard: [
        buttons.slice(0, 3),
        buttons.slice(3),
        [menuButton.make(t.back, {}), homeButton.make(t.home, {})],
      ],
    },
  };
}

export function sureScreen(locale: Locale, term: PauseTerm): Screen {
  const t = messages[locale];
  return {
    words: t.sure(t.terms[term]),
    keyboard: {
      inline_keyboard: [
        [pauseSureButton.make(t.yes, { term }), pauseButton.make(t.no, { term: 'choose' })],
      ],
    },
  };
}

export const begunScreen = (locale: Locale, until: Date): Screen => ({
  words: messages[locale].begun(untilText(locale, until)),
  keyboard: { inline_keyboard: [[homeButton.make(messages[locale].home, {})]] },
});
