import type { Locale } from '#kernel';
import type { Lottery, View } from '#modules/lottery';
import { clip } from '#surfaces/bot/ui';
import {
  cardButton,
  drawsButton,
  menuButton,
  newsButton,
  numbersButton,
  pictureButton,
  statisticsButton,
  tiersButton,
  todayButton,
} from './buttons.ts';
import { messages, titled } from './messages.ts';
import { isFor, mostSigns, type Row, type Screen, turns } from './rows.ts';

export function cardScreen(
  locale: Locale,
  { view, lottery, back }: { view: View; lottery: Lottery; back: Row[0] },
): Screen {
  const t = messages[locale];
  const { id } = lottery;
  const row = (...buttons: (Row[0] | undefined)[]): Row[] => {
    const shown = buttons.filter((button) => button !== undefined);
    return shown.length === 0 ? [] : [shown];
  };
  return {
    words: clip(titled(view.title, view.text), mostSigns),
    keyboard: {
      inline_keyboard: [
        ...row(
          lottery.tiers.length > 0 ? tiersButton.make(t.tiers, { id, page: 0 }) : undefined,
          isFor('draws', lottery) ? drawsButton.make(t.draws, { id, page: 0 }) : undefined,
        ),
        ...row(
          isFor('statistics', lottery) ? statisticsButton.make(t.statistics, { id }) : undefined,
          isFor('numbers', lottery)
            ? numbersButton.make(t.numbers, { id, kind: 'unpopular' })
            : undefined,
        ),
        [back, menuButton.make(t.toMenu, {})],
      ],
    },
  };
}

const cardRow = (locale: Locale, id: string): Row => {
  const t = messages[locale];
  return [cardButton.make(t.card, { id, from: 'all' }), menuButton.make(t.toMenu, {})];
};

export function tiersScreen(
  locale: Locale,
  { view, id, page }: { view: View; id: string; page: number },
): Screen {
  const t = messages[locale];
  return {
    words: clip(titled(view.title, view.text), mostSigns),
    keyboard: {
      inline_keyboard: [
        ...turns(locale, {
          page,
          pages: view.pages,
          to: (to, text) => tiersButton.make(text, { id, page: to }),
        }),
        [pictureButton.make(t.tiersPicture, { kind: 'tiers', id })],
        cardRow(locale, id),
      ],
    },
  };
}

export function drawsScreen(
  locale: Locale,
  { view, id, page }: { view: View; id: string; page: number },
): Screen {
  return {
    words: clip(titled(view.title, view.text), mostSigns),
    keyboard: {
      inline_keyboard: [
        ...turns(locale, {
          page,
          pages: view.pages,
          to: (to, text) => drawsButton.make(text, { id, page: to }),
        }),
        [pictureButton.make(messages[locale].jackpot, { kind: 'jackpot', id })],
        cardRow(locale, id),
      ],
    },
  };
}

export function statisticsScreen(locale: Locale, { view, id }: { view: View; id: string }): Screen {
  const t = messages[locale];
  return {
    words: clip(titled(view.title, view.text), mostSigns),
    keyboard: {
      inline_keyboard: [
        [
          pictureButton.make(t.heat, { kind: 'heat', id }),
          pictureButton.make(t.jackpot, { kind: 'jackpot', id }),
        ],
        cardRow(locale, id),
      ],
    },
  };
}

export function numbersScreen(
  locale: Locale,
  { view, id, kind }: { view: View; id: string; kind: 'plain' | 'unpopular' },
): Screen {
  const t = messages[locale];
  const other = kind === 'plain' ? 'unpopular' : 'plain';
  return {
    words: clip(titled(view.title, view.text), mostSigns),
    keyboard: {
      inline_keyboard: [
        [
          numbersButton.make(t.again, { id, kind }),
          numbersButton.make(t[other], { id, kind: other }),
        ],
        cardRow(locale, id),
      ],
    },
  };
}

export function pagedScreen(
  locale: Locale,
  { view, page, of }: { view: View; page: number; of: 'today' | 'news' },
): Screen {
  const button = of === 'today' ? todayButton : newsButton;
  return {
    words: clip(titled(view.title, view.text), mostSigns),
    keyboard: {
      inline_keyboard: [
        ...turns(locale, {
          page,
          pages: view.pages,
          to: (to, text) => button.make(text, { page: to }),
        }),
        [menuButton.make(messages[locale].back, {})],
      ],
    },
  };
}
