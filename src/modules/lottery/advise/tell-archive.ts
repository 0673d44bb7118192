import { AppError, type Locale } from '#kernel';
import type { Lottery } from '#modules/lottery/facts';
import { type ArchiveStatistics, analyse, readArchive } from '#modules/lottery/statistics';
import { createTelling, type Figure } from './telling.ts';

export interface ArchiveAnalysis {
  statistics: ArchiveStatistics;
  analysis: string;
  numbers: readonly Figure[];
}

const shown = 3;

/** Hot and cold numbers are told only beside the plain statement whether anything differs from chance. */
export function tellArchive(
  { lottery, locale }: { lottery: Lottery; locale: Locale },
  json: unknown,
): ArchiveAnalysis {
  const { matrix, title } = lottery;
  const [field] = matrix?.fields ?? [];
  if (matrix === undefined || field === undefined || matrix.ordered || matrix.ticket)
    throw new AppError('bad_request', { lottery: lottery.id, why: 'not a game of numbers' });
  const drawn = field.drawn ?? field.pick;
  const { draws, skipped } = readArchive(json, { drawn, skips: matrix.archiveSkips });
  if (draws.length === 0) throw new AppError('bad_request', { why: 'no draws with numbers' });
  const statistics = analyse({ draws, of: field.of });
  const { t, tell, numbers } = createTelling(locale);
  const source = `${t.sources.archive} «${title[locale]}»`;
  const { band, chiSquare, differs } = statistics;
  const sorted = statistics.numbers.toSorted((a, b) => b.times - a.times);
  const list = (some: typeof sorted) =>
    some.map(({ number, times }) => t.times(number, tell(times, source))).join(', ');
  const p = tell(chiSquare.p, source);
  const lines = [
    t.archive(
      title[locale],
      tell(draws.length, source),
      tell(Math.ceil(band.from), t.sources.exact),
      tell(Math.floor(band.to), t.sources.exact),
    ),
    t.extremes(list(sorted.slice(0, shown)), list(sorted.slice(-shown).reverse())),
    differs ? t.notChance(p) : t.asChance(p),
    ...(skipped > 0 ? [t.skipped(tell(skipped, source))] : []),
  ];
  return { statistics, analysis: lines.join('\n'), numbers };
}
