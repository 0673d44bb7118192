import type { Locale } from '#kernel';
import type { ArchiveStatistics } from '#modules/lottery/statistics';
import { messages } from './messages.ts';
import { ink, margin, round, sheet, text, width } from './paper.ts';

export interface HeatMapInput {
  locale: Locale;
  /** «6 из 45» */
  name: string;
  statistics: ArchiveStatistics;
  /** The archive and its age, in words. */
  source: string;
}

const gap = 3;
/** Beyond so many standard deviations a colour grows no stronger. */
const fullAt = 3.5;

/** How often each number came, coloured by its distance from the mean, with what chance alone would do beside it. */
export function heatMap({ locale, name, statistics, source }: HeatMapInput): string {
  const t = messages[locale];
  const { numbers, draws, expected, band, chiSquare, differs } = statistics;
  const columns = columnsFor(numbers.length);
  const rows = Math.ceil(numbers.length / columns);
  const size = (width - 2 * margin - gap * (columns - 1)) / columns;
  const height = Math.min(size, 54);
  const deviation = Math.sqrt(expected * (1 - expected / draws)) || 1;
  const count = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });

  const cell = (number: number, times: number, i: number, top: number): string => {
    const x = margin + (i % columns) * (size + gap);
    const y = top + Math.floor(i / columns) * (height + gap);
    const fill = shade((times - expected) / deviation);
    const isOut = times < band.from || times > band.to;
    const border = isOut ? ` stroke="${ink.text}" stroke-width="1.6"` : '';
    return [
      `<rect x="${round(x)}" y="${round(y)}" width="${round(size)}" height="${round(height)}" rx="5" fill="${fill}"${border}/>`,
      text(x + size / 2, y + height * 0.47, String(number), {
        size: 14,
        bold: true,
        anchor: 'middle',
      }),
      text(x + size / 2, y + height * 0.82, count.format(times), {
        size: columns > 9 ? 9.5 : 10.5,
        anchor: 'middle',
      }),
    ].join('');
  };

  return sheet({
    title: t.frequency(name),
    subtitle: t.draws(count.format(draws)),
    body: (top) => {
      const cells = numbers.map(({ number, times }, i) => cell(number, times, i, top)).join('');
      const bottom = top + rows * (height + gap) + 10;
      return {
        svg: cells + legend(bottom, [t.rarer, t.asExpected(count.format(expected)), t.oftener]),
        height: rows * (height + gap) + 34,
      };
    },
    statements: [
      t.band(count.format(Math.ceil(band.from)), count.format(Math.floor(band.to))),
      differs ? t.differs(pText(chiSquare.p, locale)) : t.same(pText(chiSquare.p, locale)),
      t.next,
    ],
    source,
  });
}

const pText = (p: number, locale: Locale): string =>
  new Intl.NumberFormat(locale, { maximumSignificantDigits: 2 }).format(p);

/** Whole rows where a number of columns between six and ten allows it. */
function columnsFor(count: number): number {
  if (count <= 12) return Math.min(count, 6);
  return [9, 7, 10, 8, 6, 5].find((columns) => count % columns === 0) ?? 8;
}

const paler: readonly [number, number, number] = [240, 239, 233];
const warm: readonly [number, number, number] = [240, 138, 75];
const cold: readonly [number, number, number] = [98, 153, 236];

function shade(deviations: number): string {
  const strength = Math.min(1, Math.abs(deviations) / fullAt);
  const to = deviations > 0 ? warm : cold;
  const mixed = paler.map((from, i) => Math.round(from + ((to[i] ?? 0) - from) * strength));
  return `rgb(${mixed.join(',')})`;
}

function legend(y: number, [low, middle, high]: readonly [string, string, string]): string {
  const steps = 21;
  const step = (width - 2 * margin) / steps;
  const bar = Array.from({ length: steps }, (_, i) => {
    const fill = shade(((i - (steps - 1) / 2) / ((steps - 1) / 2)) * fullAt);
    return `<rect x="${round(margin + i * step)}" y="${y}" width="${round(step + 0.4)}" height="8" fill="${fill}"/>`;
  }).join('');
  const style = { size: 11, fill: ink.soft };
  return [
    bar,
    text(margin, y + 21, low, style),
    text(width / 2, y + 21, middle, { ...style, anchor: 'middle' }),
    text(width - margin, y + 21, high, { ...style, anchor: 'end' }),
  ].join('');
}
