import { isAppError } from '#kernel';
import type { Lottery } from '#modules/lottery/facts';
import type { Asked, LotteryData, LotteryNow, Sourced } from '#modules/lottery/live';
import type { Draw } from '#modules/lottery/stoloto';
import type { Reading } from '#modules/lottery/understand';
import { dayOf, dayText, isSunday, momentText, sourceText } from './ages.ts';
import { numbersText } from './numbers-of-draw.ts';
import type { Telling } from './telling.ts';

export const archiveLink = (lottery: Lottery | undefined): string =>
  lottery?.apiGame
    ? `https://www.stoloto.ru/${lottery.apiGame}/archive`
    : 'https://www.stoloto.ru/';

const shownDraws = 5;
const shownTiers = 5;

/** One draw: when, what came, who won what. */
export function drawText(
  telling: Telling,
  {
    lottery,
    draw,
    source,
    isWhole,
  }: { lottery: Lottery; draw: Draw; source: string; isWhole: boolean },
): string {
  const { t, locale } = telling;
  const numbers = draw.numbers
    ? drawnText(telling, lottery, draw.numbers)
    : draw.isCompleted
      ? t.noNumbers
      : t.notDrawn;
  const jackpot =
    draw.jackpotRub === undefined
      ? []
      : [
          t.drawJackpot(
            telling.rub(draw.jackpotRub, source),
            draw.isJackpotWon === undefined ? '' : draw.isJackpotWon ? t.taken : t.notTaken,
          ),
        ];
  const winners = isWhole
    ? draw.tiers
        .filter(({ winners }) => winners > 0)
        .slice(0, shownTiers)
        .map(({ number, title, winners, amountRub, thing }) =>
          t.winners(
            title ?? t.tierNumber(number),
            telling.tell(winners, source),
            thing ?? (amountRub === undefined ? '' : telling.rub(amountRub, source)),
          ),
        )
    : [];
  return [t.draw(draw.number, momentText(locale, draw.at), numbers), ...jackpot, ...winners].join(
    '\n',
  );
}

/** Of a bag almost emptied it is told what stayed in it. */
function drawnText({ t }: Telling, lottery: Lottery, numbers: readonly number[]): string {
  const of = lottery.matrix?.fields[0]?.of ?? 0;
  if (lottery.matrix?.ticket === undefined || numbers.length < of / 2)
    return clip(numbersText(lottery, numbers));
  const all = Array.from({ length: of }, (_, i) => i + 1);
  return t.left(all.filter((number) => !numbers.includes(number)).join(' '));
}

const mostNumbers = 260;
const clip = (text: string): string =>
  text.length > mostNumbers ? `${text.slice(0, text.lastIndexOf(' ', mostNumbers))}…` : text;

interface Asking {
  data: LotteryData | undefined;
  lotteries: readonly LotteryNow[];
  lottery: Lottery | undefined;
  reading: Reading;
  asked: Asked;
  /** Who took the jackpot is what is asked. */
  isOfWinners?: boolean;
}

/** What came: of a named game the draw, the day or the newest; without a name the last ones of all games. */
export async function tellDraws(telling: Telling, asking: Asking): Promise<string> {
  const { data, lottery, reading } = asking;
  const { t, locale } = telling;
  if (!data?.isOn) return t.noDraws(archiveLink(lottery));
  if (lottery === undefined) return tellLatest(telling, asking);
  try {
    const wanted = drawNumberIn(reading);
    if (wanted !== undefined) {
      const one = await data.draw(lottery.id, wanted, asking.asked);
      if (!one) return t.noSuchDraw(lottery.title[locale], wanted, archiveLink(lottery));
      return listed(telling, lottery, { ...one, value: [one.value] });
    }
    const latest = await data.latestDraws(lottery.id, { limit: 100 }, asking.asked);
    const told = listed(telling, lottery, { ...latest, value: choose(latest, reading) });
    if (!asking.isOfWinners) return told;
    return [told, ...(await lastWon(telling, data, lottery))].join('\n');
  } catch (error) {
    if (!isAppError(error)) throw error;
    return t.noDraws(archiveLink(lottery));
  }
}

/** When the jackpot was taken the last time, as far back as draws are kept. */
async function lastWon(telling: Telling, data: LotteryData, lottery: Lottery): Promise<string[]> {
  const { t, locale } = telling;
  const history = await data.jackpotHistory(lottery.id);
  const [oldest] = history.value;
  if (oldest === undefined) return [];
  const won = history.value.findLast(({ isWon }) => isWon);
  if (won === undefined) return [t.neverWon(dayText(locale, oldest.at))];
  return [
    t.lastWon(
      won.number,
      momentText(locale, won.at),
      telling.rub(won.rub, sourceText(locale, history)),
    ),
  ];
}

function listed(telling: Telling, lottery: Lottery, draws: Sourced<Draw[]>): string {
  const { t, locale } = telling;
  if (draws.value.length === 0) return t.noDraws(archiveLink(lottery));
  const source = sourceText(locale, draws);
  return [
    `${lottery.title[locale]}.`,
    ...draws.value.map((draw) =>
      drawText(telling, { lottery, draw, source, isWhole: draws.value.length === 1 }),
    ),
    t.source(source),
  ].join('\n');
}

function drawNumberIn({ tokens }: Reading): number | undefined {
  const at = tokens.findIndex(
    ({ raw, number }, i) =>
      number !== undefined &&
      number >= 100 &&
      (/^(тираж|розыгр|draw)/.test(tokens[i - 1]?.raw ?? '') ||
        (/^(тираж|розыгр|draw)/.test(tokens[i + 1]?.raw ?? '') && /^\d+$/.test(raw)) ||
        /^(номер|number)$/.test(tokens[i - 1]?.raw ?? '')),
  );
  return tokens[at]?.number;
}

/** Yesterday's, today's, Sunday's or "the last five"; the newest one when nothing is said. */
function choose({ value, asOf, ageMs }: Sourced<Draw[]>, { tokens }: Reading): Draw[] {
  const now = new Date(asOf.getTime() + ageMs);
  const says = (start: RegExp) => tokens.some(({ raw }) => start.test(raw));
  const day = says(/^(вчера|yesterday)/)
    ? dayOf(new Date(now.getTime() - 24 * 60 * 60_000))
    : says(/^(сегодня|today)/)
      ? dayOf(now)
      : undefined;
  if (day !== undefined) {
    const ofDay = value.filter(({ at }) => dayOf(at) === day);
    if (ofDay.length > 0) return ofDay.slice(0, shownDraws);
  }
  if (says(/^(воскрес|sunday)/)) {
    const sunday = value.find(({ at }) => isSunday(at));
    if (sunday) return [sunday];
  }
  const count = tokens.find(
    ({ number }, i) =>
      number !== undefined && /^(тираж|розыгр|draw)/.test(tokens[i + 1]?.raw ?? ''),
  )?.number;
  const isMany = count !== undefined && count > 1 && count <= 20;
  return value.slice(
    0,
    isMany ? count : says(/^(архив|archive|последние|таблиц)/) ? shownDraws : 1,
  );
}

const shownLotteries = 8;

async function tellLatest(telling: Telling, { data, lotteries, asked }: Asking): Promise<string> {
  const { t, locale } = telling;
  if (!data) return t.noDraws(archiveLink(undefined));
  const now = await data.lotteries(asked).catch((error: unknown) => {
    if (!isAppError(error)) throw error;
    return undefined;
  });
  const last = (now?.value ?? lotteries)
    .flatMap(({ lottery, live }) => (live?.last?.numbers ? [{ lottery, ...live.last }] : []))
    .sort((a, b) => b.at.getTime() - a.at.getTime())
    .slice(0, shownLotteries);
  if (!now || last.length === 0) return t.noDraws(archiveLink(undefined));
  return [
    t.latest,
    ...last.map(({ lottery, number, at, numbers = [] }) =>
      t.lastOf(
        lottery.title[locale],
        t.draw(number, momentText(locale, at), drawnText(telling, lottery, numbers)),
      ),
    ),
    t.source(sourceText(locale, now)),
  ].join('\n');
}
