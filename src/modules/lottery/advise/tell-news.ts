import type { Asked, LotteryData } from '#modules/lottery/live';
import { dayText, sourceText } from './ages.ts';
import { orNothing } from './tell-jackpot.ts';
import type { Telling } from './telling.ts';

const shown = 6;

export interface NewsInput {
  data: LotteryData | undefined;
  asked: Asked;
  /** Pages begin at 0. */
  page?: number;
  /** Titles a search found for the question come first. */
  first?: readonly string[];
}

export async function tellNews(
  telling: Telling,
  { data, asked, page = 0, first = [] }: NewsInput,
): Promise<{ text: string; pages: number }> {
  const { t, locale } = telling;
  const news = data?.isOn ? await orNothing(data.news(asked)) : undefined;
  if (!news || news.value.length === 0) return { text: t.noNews, pages: 1 };
  const found = news.value.filter(({ title }) => first.includes(title));
  const sorted = [...found, ...news.value.filter((one) => !found.includes(one))];
  const pages = Math.ceil(sorted.length / shown);
  const at = Math.min(page, pages - 1) * shown;
  return {
    pages,
    text: [
      t.news,
      ...sorted
        .slice(at, at + shown)
        .map(({ title, url, date }) =>
          t.newsLine(dayText(locale, new Date(`${date}T12:00:00Z`)), title, url),
        ),
      t.source(sourceText(locale, news)),
    ].join('\n\n'),
  };
}

export async function tellPromotions(
  telling: Telling,
  { data, asked }: NewsInput,
): Promise<string> {
  const { t, locale } = telling;
  const main = data?.isOn ? await orNothing(data.main(asked)) : undefined;
  const promotions = main?.value.promotions ?? [];
  if (!main || promotions.length === 0) return t.noPromotions;
  return [
    t.promotions,
    ...promotions
      .slice(0, shown)
      .map(({ title, prize }) => `• ${title}${prize ? `: ${prize}` : ''}`),
    t.noCheaper,
    t.source(sourceText(locale, main)),
  ].join('\n');
}
