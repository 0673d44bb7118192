import type { Asked } from '#modules/lottery/live';
import { momentText, sourceText } from './ages.ts';
import type { Room } from './room.ts';
import { orNothing } from './tell-jackpot.ts';
import { scheduleText, type Telling } from './telling.ts';

const perPage = 8;

/** The draws ahead by their hour; without the source, how often each lottery draws. */
export async function tellToday(
  telling: Telling,
  { room, page, asked }: { room: Room; page: number; asked: Asked },
): Promise<{ text: string; pages: number }> {
  const { t, locale } = telling;
  const { data } = room;
  const ahead = data?.isOn ? await orNothing(data.activeDraws(asked)) : undefined;
  if (!ahead || ahead.value.length === 0) return tellSchedules(telling, { room, page });
  const now = ahead.asOf.getTime() + ahead.ageMs;
  const coming = ahead.value.filter(({ at }) => at.getTime() >= now);
  const all = coming.length > 0 ? coming : ahead.value;
  const source = sourceText(locale, ahead);
  const pages = Math.ceil(all.length / perPage);
  const at = Math.min(page, pages - 1) * perPage;
  const lines = all.slice(at, at + perPage).map((draw) => {
    const lottery = room.lotteries.find(({ id }) => id === draw.lotteryId);
    return t.ahead({
      name: lottery?.title[locale] ?? draw.title,
      number: draw.number,
      at: momentText(locale, draw.at),
      salesStop: draw.salesStopAt ? momentText(locale, draw.salesStopAt) : undefined,
      jackpot: draw.jackpotRub === undefined ? undefined : telling.rub(draw.jackpotRub, source),
      price: draw.priceRub === undefined ? undefined : telling.rub(draw.priceRub, source),
    });
  });
  return { text: [t.today, ...lines, t.source(source)].join('\n\n'), pages };
}

function tellSchedules(
  telling: Telling,
  { room, page }: { room: Room; page: number },
): { text: string; pages: number } {
  const { t, locale } = telling;
  const active = room.lotteries.filter(({ status }) => status === 'active');
  const pages = Math.ceil(active.length / perPage);
  const at = Math.min(page, pages - 1) * perPage;
  const lines = active
    .slice(at, at + perPage)
    .map(
      (lottery) =>
        `• ${lottery.title[locale]}: ${scheduleText(telling, lottery)} (${telling.factOf(lottery, 'schedule')})`,
    );
  return { text: [t.noToday, ...lines].join('\n\n'), pages };
}
