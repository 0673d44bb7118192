import type { Lottery } from '#modules/lottery/facts';
import type { Game } from '#modules/lottery/stoloto';
import type { LotteryLive, LotteryNow } from './types.ts';

export interface Known {
  lotteries: readonly Lottery[];
  games: readonly Game[];
  /** The name a code has now comes first. */
  titles: readonly { code: string; title: string }[];
  /** Codes taken since the facts were written. */
  codes: readonly { code: string; lotteryId: string }[];
  /** `2026-11`: when the source said it. */
  month: string;
}

/** All codes of a lottery, the one in use first. */
export function codesOf(
  { id, apiGame, apiAliases = [] }: Lottery,
  { games, codes }: Pick<Known, 'games' | 'codes'>,
): string[] {
  const taken = codes.filter(({ lotteryId }) => lotteryId === id).map(({ code }) => code);
  const all = [...new Set([...(apiGame === null ? [] : [apiGame]), ...taken, ...apiAliases])];
  const isOnSale = (code: string) => games.some((game) => game.code === code && game.isActive);
  return [...all.filter(isOnSale), ...all.filter((code) => !isOnSale(code))];
}

/** The built-in facts with what the source says today laid over them. */
export function mergeLotteries(known: Known): LotteryNow[] {
  return known.lotteries.map((lottery) => {
    const codes = codesOf(lottery, known);
    const game = codes
      .map((code) => known.games.find((one) => one.code === code))
      .find((one) => one !== undefined);
    const titles = codes.flatMap((code) =>
      known.titles.filter((one) => one.code === code).map(({ title }) => title),
    );
    const live: LotteryLive | undefined = game && {
      code: game.code,
      isOnSale: game.isActive,
      draw: game.draw,
      next: game.next,
      last: game.last,
    };
    return {
      lottery: withLive(lottery, { live, titles, known }),
      ...(live && { live }),
      formerTitles: titles.slice(1),
    };
  });
}

function withLive(
  lottery: Lottery,
  { live, titles, known }: { live: LotteryLive | undefined; titles: string[]; known: Known },
): Lottery {
  return withTitles(live ? withFigures(lottery, live, known.month) : lottery, titles, known);
}

function withFigures(
  { priceRange, ...lottery }: Lottery,
  { isOnSale, draw, next }: LotteryLive,
  month: string,
): Lottery {
  const priceRub = draw?.priceRub ?? next?.priceRub;
  const jackpotRub = draw?.jackpotRub;
  const fact = { sure: 'measured', asOf: month } as const;
  return {
    ...lottery,
    ...(priceRub === undefined && priceRange ? { priceRange } : {}),
    status: isOnSale ? 'active' : 'retired',
    ...(priceRub !== undefined && { priceRub, facts: { ...lottery.facts, price: fact } }),
    ...(jackpotRub !== undefined && {
      superPrize: { rolls: false, ...lottery.superPrize, reach: reachOf(jackpotRub) },
    }),
  };
}

function withTitles(
  lottery: Lottery,
  titles: readonly string[],
  { lotteries }: Pick<Known, 'lotteries'>,
): Lottery {
  const [title] = titles;
  if (title === undefined) return lottery;
  const isTaken = (name: string) =>
    lotteries.some(
      (other) => other.id !== lottery.id && other.aliases.some((one) => isSame(one, name)),
    );
  const former = [lottery.title.ru, ...titles].filter((name) => !isTaken(name));
  const aliases = [...lottery.aliases];
  for (const name of former) if (!aliases.some((one) => isSame(one, name))) aliases.push(name);
  return { ...lottery, title: { ...lottery.title, ru: title }, aliases };
}

/** «Спортлото "6 из 45"» and "спортлото 6 из 45" are one name. */
export const isSame = (one: string, other: string): boolean => bare(one) === bare(other);
const bare = (name: string) =>
  name
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

function reachOf(rub: number): NonNullable<Lottery['superPrize']>['reach'] {
  if (rub >= 1e8) return 'hundreds-of-millions';
  if (rub >= 1e7) return 'tens-of-millions';
  if (rub >= 1e6) return 'millions';
  return rub >= 1e5 ? 'hundred-thousands' : 'thousands';
}

/**
 * A code nobody knows that bears the name of a lottery whose own codes are gone is that lottery under another code.
 */
export function findRenamed({
  lotteries,
  games,
  titles,
  codes,
}: Omit<Known, 'month'>): { code: string; lotteryId: string }[] {
  const isKnown = (code: string) =>
    lotteries.some((lottery) => codesOf(lottery, { games, codes }).includes(code));
  return games
    .filter(({ code, isActive }) => isActive && !isKnown(code))
    .flatMap(({ code }) => {
      const title = titles.find((one) => one.code === code)?.title;
      const heir = lotteries.find((lottery) => {
        const own = codesOf(lottery, { games, codes });
        const isGone = !games.some((game) => game.isActive && own.includes(game.code));
        const names = [
          lottery.title.ru,
          ...lottery.aliases,
          ...titles.filter((one) => own.includes(one.code)).map((one) => one.title),
        ];
        return (
          isGone &&
          own.length > 0 &&
          title !== undefined &&
          names.some((name) => isSame(name, title))
        );
      });
      return heir ? [{ code, lotteryId: heir.id }] : [];
    });
}
