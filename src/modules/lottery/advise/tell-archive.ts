import { AppError, type Locale } from '#kernel';
import type { Lottery } from '#modules/lottery/facts';
import { type ArchiveStatistics, analyse, readArchive } from '#modules/lottery/statistics';
import { isCountable, statisticsText } from './tell-statistics.ts';
import { createTelling, type Figure, quoted } from './telling.ts';

export interface ArchiveAnalysis {
  statistics: ArchiveStatistics;
  analysis: string;
  numbers: readonly Figure[];
}

/** An archive that somebody hands over, as the source sends it. */
export function tellArchive(
  { lottery, locale }: { lottery: Lottery; locale: Locale },
  json: unknown,
): ArchiveAnalysis {
  const { matrix, title } = lottery;
  const [field] = matrix?.fields ?? [];
  if (!isCountable(lottery) || field === undefined)
    throw new AppError('bad_request', { lottery: lottery.id, why: 'not a game of numbers' });
  const drawn = field.drawn ?? field.pick;
  const { draws, skipped } = readArchive(json, { drawn, skips: matrix?.archiveSkips });
  if (draws.length === 0) throw new AppError('bad_request', { why: 'no draws with numbers' });
  const statistics = analyse({ draws, of: field.of });
  const telling = createTelling(locale);
  const source = `${telling.t.sources.archive} ${quoted(title[locale])}`;
  const analysis = statisticsText(telling, lottery, { statistics, skipped, source });
  return { statistics, analysis, numbers: telling.numbers };
}
