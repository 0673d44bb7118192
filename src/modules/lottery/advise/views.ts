import { AppError, type Locale } from '#kernel';
import type { Lottery } from '#modules/lottery/facts';
import type { Asked } from '#modules/lottery/live';
import { heatMap, jackpotChart, tierChart } from '#modules/lottery/pictures';
import { sourceText } from './ages.ts';
import type { Room } from './room.ts';
import { tellCard, tellTiers } from './tell-card.ts';
import { archiveLink, drawText } from './tell-draws.ts';
import { orNothing } from './tell-jackpot.ts';
import { tellNews } from './tell-news.ts';
import { tellNumbers } from './tell-odds.ts';
import { archiveSource, countArchive, tellStatistics } from './tell-statistics.ts';
import { tellToday } from './tell-today.ts';
import { createTelling, type Figure, type Telling } from './telling.ts';

/** A screen of the adviser: words, the figures in them, and how many pages there are. */
export interface View {
  title: string;
  text: string;
  pages: number;
  numbers: readonly Figure[];
}

export type PictureKind = 'heat' | 'jackpot' | 'tiers';

export interface About {
  lotteryId: string;
  locale: Locale;
}

type Paged = { locale: Locale; page: number; asked?: Asked };

const drawsPerPage = 5;
const mostDraws = 100;

const lotteryOf = ({ lotteries }: Room, id: string): Lottery => {
  const found = lotteries.find((lottery) => lottery.id === id);
  if (found === undefined) throw new AppError('not_found', { lottery: id });
  return found;
};

const view = (
  title: string,
  { numbers }: Telling,
  { text, pages = 1 }: { text: string; pages?: number },
): View => ({ title, text, pages, numbers });

const patienceMs = 3_000;

/** A card is worth reading without what a silent source would add to it. */
async function soon<T>(asked: Promise<T | undefined>): Promise<T | undefined> {
  const late = Promise.withResolvers<undefined>();
  const timer = setTimeout(() => late.resolve(undefined), patienceMs);
  try {
    return await Promise.race([asked, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}

export async function cardView(room: Room, { lotteryId, locale }: About): Promise<View> {
  const lottery = lotteryOf(room, lotteryId);
  const telling = createTelling(locale);
  const now = room.data ? await soon(orNothing(room.data.lotteries())) : undefined;
  const live = now?.value.find((one) => one.lottery.id === lotteryId)?.live;
  const source = now ? sourceText(locale, now) : '';
  return view(lottery.title[locale], telling, {
    text: tellCard(telling, { lottery, live, source }),
  });
}

export function tiersView(room: Room, { lotteryId, locale, page }: About & Paged): View {
  const lottery = lotteryOf(room, lotteryId);
  const telling = createTelling(locale);
  return view(lottery.title[locale], telling, tellTiers(telling, { lottery, page }));
}

export async function todayView(room: Room, { locale, page, asked = {} }: Paged): Promise<View> {
  const telling = createTelling(locale);
  return view(telling.t.todayTitle, telling, await tellToday(telling, { room, page, asked }));
}

export async function newsView(room: Room, { locale, page, asked = {} }: Paged): Promise<View> {
  const telling = createTelling(locale);
  return view(
    telling.t.newsTitle,
    telling,
    await tellNews(telling, { data: room.data, page, asked }),
  );
}

export async function drawsView(
  room: Room,
  { lotteryId, locale, page, asked = {} }: About & Paged,
): Promise<View> {
  const lottery = lotteryOf(room, lotteryId);
  const telling = createTelling(locale);
  const { t } = telling;
  const draws = room.data?.isOn
    ? await orNothing(room.data.latestDraws(lotteryId, { limit: mostDraws }, asked))
    : undefined;
  if (!draws || draws.value.length === 0)
    return view(lottery.title[locale], telling, { text: t.noDraws(archiveLink(lottery)) });
  const source = sourceText(locale, draws);
  const pages = Math.ceil(draws.value.length / drawsPerPage);
  const at = Math.min(page, pages - 1) * drawsPerPage;
  const text = [
    ...draws.value
      .slice(at, at + drawsPerPage)
      .map((draw, i) => drawText(telling, { lottery, draw, source, isWhole: at === 0 && i === 0 })),
    t.source(source),
  ].join('\n\n');
  return view(lottery.title[locale], telling, { text, pages });
}

export async function statisticsView(room: Room, { lotteryId, locale }: About): Promise<View> {
  const lottery = lotteryOf(room, lotteryId);
  const telling = createTelling(locale);
  return view(lottery.title[locale], telling, {
    text: await tellStatistics(telling, { data: room.data, lottery }),
  });
}

export function numbersView(room: Room, about: About & { unpopular: boolean }): View {
  const lottery = lotteryOf(room, about.lotteryId);
  const telling = createTelling(about.locale);
  return view(lottery.title[about.locale], telling, {
    text: tellNumbers(telling, lottery, { unpopular: about.unpopular }),
  });
}

/** Undefined where there is nothing to draw: no rules, no archive, no jackpot. */
export async function pictureOf(
  room: Room,
  { lotteryId, locale, kind }: About & { kind: PictureKind },
): Promise<{ svg: string; caption: string } | undefined> {
  const lottery = lotteryOf(room, lotteryId);
  const telling = createTelling(locale);
  const { t } = telling;
  const name = lottery.title[locale];
  const { data } = room;
  if (kind === 'tiers') {
    if (lottery.tiers.length === 0 || !lottery.matrix) return undefined;
    const source = t.source(t.sources.exact);
    return { svg: tierChart({ locale, lottery, source }), caption: `${name}. ${source}` };
  }
  if (!data?.isOn) return undefined;
  if (kind === 'heat') {
    const counted = await countArchive(data, lottery);
    if (!counted) return undefined;
    const source = t.source(archiveSource(telling, lottery, counted.archive));
    const { statistics } = counted;
    return { svg: heatMap({ locale, name, statistics, source }), caption: `${name}. ${source}` };
  }
  const history = await orNothing(data.jackpotHistory(lotteryId));
  if (!history || history.value.length < 2) return undefined;
  const source = t.source(sourceText(locale, history));
  return {
    svg: jackpotChart({ locale, name, points: history.value, source }),
    caption: `${name}. ${source}`,
  };
}
