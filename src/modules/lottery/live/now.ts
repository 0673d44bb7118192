import { AppError } from '#kernel';
import type { Lottery } from '#modules/lottery/facts';
import type { Games, Main, Tabs } from '#modules/lottery/stoloto';
import { listCodes, listTitles } from '#modules/lottery/store';
import type { Db } from '#platform/db';
import { orAbsent } from './absent.ts';
import { codesOf, type Known, mergeLotteries } from './merge.ts';
import type { createFacts } from './off.ts';
import type { Sections } from './sections.ts';
import type { ActiveDraw, Asked, LotteryNow, Sourced } from './types.ts';

export interface NowDeps {
  db: Db;
  sections: Sections;
  lotteries: readonly Lottery[];
  facts: ReturnType<typeof createFacts>;
}

interface Merged {
  mark: string;
  known: Known;
  lotteries: LotteryNow[];
}

/** The lotteries as they are today; merged once for each answer of the source. */
export function createNow({ db, sections, lotteries, facts }: NowDeps) {
  let kept: Merged | undefined;
  const merge = async (games: Sourced<Games>, main: Sourced<Main> | undefined): Promise<Merged> => {
    const mark = `${games.asOf.getTime()} ${main?.asOf.getTime()}`;
    if (kept?.mark === mark) return kept;
    const known = {
      lotteries,
      games: games.value,
      titles: await listTitles(db),
      codes: await listCodes(db),
      month: games.asOf.toISOString().slice(0, 7),
    };
    kept = { mark, known, lotteries: mergeLotteries(known) };
    return kept;
  };

  const drawsOf = async (
    games: Sourced<Games>,
    tabs: Sourced<Tabs> | undefined,
  ): Promise<Sourced<ActiveDraw[]>> => {
    const merged = await merge(games, await sections.main.peek());
    const draws = games.value.flatMap(({ code, isActive, draw }) => {
      if (!isActive || !draw) return [];
      const found = merged.lotteries.find(({ live }) => live?.code === code);
      const title = merged.known.titles.find((one) => one.code === code)?.title;
      const tab = tabs?.value.find((one) => one.code === code && one.draw === draw.number);
      return [
        {
          ...draw,
          code,
          title: found?.lottery.title.ru ?? title ?? code,
          lotteryId: found?.lottery.id,
          prize: tab?.prize,
          channel: tab?.channel,
          offer: tab?.offer,
        },
      ];
    });
    return { ...games, value: draws.sort((a, b) => a.at.getTime() - b.at.getTime()) };
  };

  return {
    /** What was merged is merged anew: a lottery has taken another code. */
    forget: () => {
      kept = undefined;
    },
    lotteries: async (asked?: Asked): Promise<Sourced<LotteryNow[]>> => {
      const games = await orAbsent(sections.games.read(asked));
      if (!games) return facts.lotteries();
      return { ...games, value: (await merge(games, await sections.main.peek())).lotteries };
    },
    /** Without waiting for the source. */
    peek: async (): Promise<Sourced<LotteryNow[]>> => {
      const games = await sections.games.peek();
      if (!games) return facts.lotteries();
      return { ...games, value: (await merge(games, await sections.main.peek())).lotteries };
    },
    activeDraws: async (asked?: Asked): Promise<Sourced<ActiveDraw[]>> => {
      const [games, tabs] = await Promise.all([
        sections.games.read(asked),
        orAbsent(sections.tabs.read(asked)),
      ]);
      return drawsOf(games, tabs);
    },
    peekDraws: async (): Promise<Sourced<ActiveDraw[]> | undefined> => {
      const games = await sections.games.peek();
      return games && drawsOf(games, await sections.tabs.peek());
    },
    /** All codes of a lottery, the one in use first; of a code nobody knows, itself. */
    codes: async (game: string): Promise<string[]> => {
      const games = await sections.games.peek();
      const known = games
        ? (await merge(games, await sections.main.peek())).known
        : { games: [], codes: await listCodes(db) };
      const ways = lotteries.map((lottery) => ({ lottery, codes: codesOf(lottery, known) }));
      const found =
        ways.find(({ lottery }) => lottery.id === game) ??
        ways.find(({ codes }) => codes.includes(game));
      if (found) return found.codes;
      if (known.games.some(({ code }) => code === game)) return [game];
      throw new AppError('not_found', { lottery: game });
    },
  };
}
