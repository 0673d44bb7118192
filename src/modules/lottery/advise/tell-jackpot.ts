import { isAppError } from '#kernel';
import type { Lottery } from '#modules/lottery/facts';
import type { Asked, LotteryData, LotteryNow, Sourced } from '#modules/lottery/live';
import { momentText, sourceText } from './ages.ts';
import { archiveLink } from './tell-draws.ts';
import { prizeText, type Telling } from './telling.ts';

const shown = 6;

/** How big the jackpots of the coming draws are; a bigger one is no more likely to be won. */
export async function tellJackpots(
  telling: Telling,
  {
    data,
    lotteries,
    asked,
  }: { data: LotteryData | undefined; lotteries: readonly Lottery[]; asked: Asked },
): Promise<string> {
  const { t, locale } = telling;
  const now = data?.isOn ? await orNothing(data.lotteries(asked)) : undefined;
  const isAsked = ({ lottery }: LotteryNow) =>
    lotteries.length === 0 || lotteries.some(({ id }) => id === lottery.id);
  const known = (now?.value ?? [])
    .filter(isAsked)
    .flatMap(({ lottery, live }) =>
      live?.draw?.jackpotRub === undefined
        ? []
        : [{ lottery, draw: live.draw, rub: live.draw.jackpotRub }],
    )
    .sort((a, b) => b.rub - a.rub)
    .slice(0, shown);
  if (!now || known.length === 0)
    return [
      ...lotteries.map((lottery) => `${lottery.title[locale]}: ${prizeText(telling, lottery)}.`),
      t.noDraws(archiveLink(lotteries[0])),
    ].join('\n');
  const source = sourceText(locale, now);
  return [
    ...known.map(({ lottery, draw, rub }) =>
      t.jackpotNow(
        lottery.title[locale],
        telling.rub(rub, source),
        draw.number,
        momentText(locale, draw.at),
      ),
    ),
    t.sameChance,
    t.source(source),
  ].join('\n');
}

export async function orNothing<T>(asked: Promise<Sourced<T>>): Promise<Sourced<T> | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (!isAppError(error)) throw error;
    return undefined;
  }
}
