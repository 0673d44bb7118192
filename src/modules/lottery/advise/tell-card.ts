import { figuresOf, type Lottery } from '#modules/lottery/facts';
import type { LotteryLive } from '#modules/lottery/live';
import { momentText } from './ages.ts';
import { statusText } from './tell-info.ts';
import {
  chancesText,
  lossText,
  priceText,
  prizeText,
  scheduleText,
  type Telling,
} from './telling.ts';

/** Everything worth knowing before a ticket, each figure with who says it. */
export function tellCard(
  telling: Telling,
  { lottery, live, source }: { lottery: Lottery; live: LotteryLive | undefined; source: string },
): string {
  const { t, locale } = telling;
  const figures = figuresOf(lottery);
  const draw = live?.draw;
  const ahead = draw
    ? [
        t.ahead({
          name: t.nextDraw,
          number: draw.number,
          at: momentText(locale, draw.at),
          salesStop: draw.salesStopAt ? momentText(locale, draw.salesStopAt) : undefined,
          jackpot: draw.jackpotRub === undefined ? undefined : telling.rub(draw.jackpotRub, source),
          price: draw.priceRub === undefined ? undefined : telling.rub(draw.priceRub, source),
        }),
        t.source(source),
      ]
    : [];
  const price =
    lottery.facts.price.sure === 'unknown' && draw?.priceRub !== undefined
      ? telling.rub(draw.priceRub, source)
      : priceText(telling, lottery);
  return [
    [...statusText(telling, lottery), lottery.hint[locale]].join('\n'),
    lottery.rules[locale],
    [
      t.cardPrice(price, telling.factOf(lottery, 'price')),
      t.cardDraws(scheduleText(telling, lottery), telling.factOf(lottery, 'schedule')),
      ...(lottery.salesStop ? [t.salesStop(lottery.salesStop[locale])] : []),
      t.cardPrize(prizeText(telling, lottery), telling.factOf(lottery, 'prizes')),
    ].join('\n'),
    `${chancesText(telling, lottery, figures)}\n${lossText(telling, lottery, figures)}`,
    ...(ahead.length > 0 ? [ahead.join('\n')] : []),
  ].join('\n\n');
}

const tiersPerPage = 10;

/** The chance of each tier and what it pays, where that is known. */
export function tellTiers(
  telling: Telling,
  { lottery, page }: { lottery: Lottery; page: number },
): { text: string; pages: number } {
  const { t, locale, oneIn } = telling;
  const figures = figuresOf(lottery);
  if (figures.tiers.length === 0) return { text: t.noChances, pages: 1 };
  const pages = Math.ceil(lottery.tiers.length / tiersPerPage);
  const at = Math.min(page, pages - 1) * tiersPerPage;
  const lines = lottery.tiers.slice(at, at + tiersPerPage).flatMap((tier, i) => {
    const chance = figures.tiers[at + i]?.chance;
    if (chance === undefined) return [];
    const paid = tier.amountRub ?? tier.typicalRub;
    const amount =
      paid === undefined
        ? tier.prize === 'shared'
          ? t.shared
          : ''
        : tier.amountRub === undefined
          ? t.usually(telling.rub(paid, telling.factOf(lottery, 'prizes')))
          : `, ${telling.rub(paid, telling.factOf(lottery, 'prizes'))}`;
    return [
      t.tier(
        tier.label[locale],
        oneIn(chance),
        amount + (tier.doubt ? t.doubt(tier.doubt[locale]) : ''),
      ),
    ];
  });
  const source = `${t.sources.exact}; ${telling.factOf(lottery, 'prizes')}`;
  return {
    text: [
      [chancesText(telling, lottery, figures), lossText(telling, lottery, figures)].join('\n'),
      lines.join('\n'),
      t.source(source),
    ].join('\n\n'),
    pages,
  };
}
