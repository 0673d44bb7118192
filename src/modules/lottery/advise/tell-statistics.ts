import { isAppError } from '#kernel';
import type { Lottery } from '#modules/lottery/facts';
import type { Archive, LotteryData, Sourced } from '#modules/lottery/live';
import { type ArchiveStatistics, analyse } from '#modules/lottery/statistics';
import { dayText, sourceText } from './ages.ts';
import { fieldsOfDraw } from './numbers-of-draw.ts';
import { quoted, type Telling } from './telling.ts';

const shown = 3;

/** Only games whose draws are different numbers of a field can be counted. */
export const isCountable = ({ matrix }: Lottery): boolean =>
  matrix !== undefined && !matrix.ordered && matrix.ticket === undefined;

export interface Counted {
  statistics: ArchiveStatistics;
  skipped: number;
  archive: Sourced<Archive>;
}

/** The first field of every draw kept; draws of another shape are left out and counted. */
export async function countArchive(
  data: LotteryData,
  lottery: Lottery,
): Promise<Counted | undefined> {
  const [field] = lottery.matrix?.fields ?? [];
  if (!isCountable(lottery) || field === undefined || !data.isOn) return undefined;
  let archive: Sourced<Archive>;
  try {
    archive = await data.archive(lottery.id);
  } catch (error) {
    if (!isAppError(error)) throw error;
    return undefined;
  }
  const { pick, drawn = pick, of } = field;
  const draws = archive.value.draws
    .map(({ numbers }) => fieldsOfDraw(lottery, numbers)[0] ?? [])
    .filter((numbers) => isDraw(numbers, { drawn, of }));
  if (draws.length === 0) return undefined;
  return {
    statistics: analyse({ draws, of }),
    skipped: archive.value.draws.length - draws.length,
    archive,
  };
}

const isDraw = (
  numbers: readonly number[],
  { drawn, of }: { drawn: number; of: number },
): boolean =>
  numbers.length === drawn &&
  new Set(numbers).size === drawn &&
  numbers.every((number) => Number.isInteger(number) && number >= 1 && number <= of);

/** Hot and cold numbers are told only beside the plain statement whether anything differs from chance. */
export function statisticsText(
  telling: Telling,
  lottery: Lottery,
  {
    statistics,
    skipped,
    source,
  }: { statistics: ArchiveStatistics; skipped: number; source: string },
): string {
  const { t, tell, locale } = telling;
  const { band, chiSquare, differs, sums } = statistics;
  const sorted = statistics.numbers.toSorted((a, b) => b.times - a.times);
  const list = (some: typeof sorted) =>
    some.map(({ number, times }) => t.times(number, tell(times, source))).join(', ');
  const p = tell(chiSquare.p, source);
  const absent = statistics.numbers.reduce((longest, one) =>
    (one.gap ?? statistics.draws) > (longest.gap ?? statistics.draws) ? one : longest,
  );
  return [
    t.archive(
      lottery.title[locale],
      tell(statistics.draws, source),
      tell(Math.ceil(band.from), t.sources.exact),
      tell(Math.floor(band.to), t.sources.exact),
    ),
    t.extremes(list(sorted.slice(0, shown)), list(sorted.slice(-shown).reverse())),
    t.gap(absent.number, tell(absent.gap ?? statistics.draws, source)),
    t.sums(tell(sums.mean, source), tell(sums.expectedMean, t.sources.exact)),
    differs ? t.notChance(p) : t.asChance(p),
    ...(skipped > 0 ? [t.skipped(tell(skipped, source))] : []),
  ].join('\n');
}

export async function tellStatistics(
  telling: Telling,
  { data, lottery }: { data: LotteryData | undefined; lottery: Lottery | undefined },
): Promise<string> {
  const { t, locale } = telling;
  if (lottery === undefined) return t.statisticsWhich;
  if (!isCountable(lottery)) return t.notCountable(lottery.title[locale]);
  const counted = data && (await countArchive(data, lottery));
  if (!counted) return `${t.statistics} ${t.noArchive}`;
  const { archive, statistics, skipped } = counted;
  const source = archiveSource(telling, lottery, archive);
  return [statisticsText(telling, lottery, { statistics, skipped, source }), t.source(source)].join(
    '\n',
  );
}

/** Since when the archive goes back and who says so: a part of it says that it is a part. */
export function archiveSource(
  { t, locale }: Pick<Telling, 't' | 'locale'>,
  lottery: Lottery,
  archive: Sourced<Archive>,
): string {
  const oldest = archive.value.draws.at(-1)?.at;
  return t.archiveOf({
    name: quoted(lottery.title[locale]),
    since: oldest ? `${dayText(locale, oldest)} ${oldest.getUTCFullYear()}` : '',
    isWhole: archive.value.isWhole,
    source: sourceText(locale, archive),
  });
}
