import type { Locale } from '#kernel';
import type { Advice, Lottery } from '#modules/lottery';
import { clip } from '#surfaces/bot/ui';
import {
  adviseButton,
  cardButton,
  drawsButton,
  homeButton,
  listButton,
  menuButton,
  newsButton,
  numbersButton,
  openButton,
  type Purpose,
  pauseButton,
  quickButton,
  statisticsButton,
  todayButton,
  type Wish,
  wishes,
} from './buttons.ts';
import { messages } from './messages.ts';
import { inRows, isFor, mostSigns, type Screen, toMenu, turns } from './rows.ts';

const perPage = 8;

export function menuScreen(locale: Locale): Screen {
  const t = messages[locale];
  const list = (purpose: Purpose) => listButton.make(t.purposes[purpose], { purpose, page: 0 });
  return {
    words: t.menu,
    keyboard: {
      inline_keyboard: [
        [adviseButton.make(t.advise, {}), list('card')],
        [todayButton.make(t.today, { page: 0 }), list('draws')],
        [list('statistics'), list('numbers')],
        [newsButton.make(t.news, { page: 0 }), pauseButton.make(t.pause, { term: 'choose' })],
        [homeButton.make(t.home, {})],
      ],
    },
  };
}

export function adviseScreen(locale: Locale): Screen {
  const t = messages[locale];
  const buttons = wishes.map((wish) => quickButton.make(t.wishes[wish], { wish }));
  return {
    words: t.ask,
    keyboard: {
      inline_keyboard: [
        buttons.slice(0, 3),
        ...inRows(buttons.slice(3), 2),
        [menuButton.make(t.back, {})],
      ],
    },
  };
}

export function foundScreen(
  locale: Locale,
  { advice, lotteries, wish }: { advice: Advice; lotteries: readonly Lottery[]; wish: Wish },
): Screen {
  const t = messages[locale];
  const buttons = titlesOf(locale, { advice, lotteries }).map(({ id, title }) =>
    cardButton.make(title, { id, from: wish }),
  );
  return {
    words: clip(advice.formatted_text, mostSigns),
    keyboard: { inline_keyboard: [...inRows(buttons, 2), [adviseButton.make(t.back, {})]] },
  };
}

/** What follows an answer to free text: cards open below it, so that the answer stays. */
export function answerScreen(
  locale: Locale,
  { advice, lotteries }: { advice: Advice; lotteries: readonly Lottery[] },
): Screen {
  const t = messages[locale];
  const isWorry = advice.intent === 'responsible_gambling';
  const buttons = titlesOf(locale, { advice, lotteries }).map(({ id, title }) =>
    openButton.make(title, { id }),
  );
  const rows = isWorry
    ? advice.detail === 'distress'
      ? [[pauseButton.make(t.takePause, { term: 'choose' })]]
      : []
    : [...inRows(buttons, 2), toMenu(locale)];
  return { words: clip(advice.formatted_text, mostSigns), keyboard: { inline_keyboard: rows } };
}

const titlesOf = (
  locale: Locale,
  { advice, lotteries }: { advice: Advice; lotteries: readonly Lottery[] },
) =>
  advice.lotteries.slice(0, 6).flatMap((id) => {
    const lottery = lotteries.find((one) => one.id === id);
    return lottery ? [{ id, title: lottery.title[locale] }] : [];
  });

export function listScreen(
  locale: Locale,
  given: { purpose: Purpose; page: number; lotteries: readonly Lottery[] },
): Screen {
  const t = messages[locale];
  const { purpose, page } = given;
  const lotteries = given.lotteries.filter((lottery) => isFor(purpose, lottery));
  const pages = Math.max(1, Math.ceil(lotteries.length / perPage));
  const at = Math.min(page, pages - 1);
  const buttons = lotteries.slice(at * perPage, (at + 1) * perPage).map(({ id, title }) => {
    const name = title[locale];
    switch (purpose) {
      case 'draws':
        return drawsButton.make(name, { id, page: 0 });
      case 'statistics':
        return statisticsButton.make(name, { id });
      case 'numbers':
        return numbersButton.make(name, { id, kind: 'unpopular' });
      default:
        return cardButton.make(name, { id, from: 'all' });
    }
  });
  return {
    words: t.lists[purpose],
    keyboard: {
      inline_keyboard: [
        ...inRows(buttons, 2),
        ...turns(locale, {
          page,
          pages,
          to: (to, text) => listButton.make(text, { purpose, page: to }),
        }),
        [menuButton.make(t.back, {})],
      ],
    },
  };
}
