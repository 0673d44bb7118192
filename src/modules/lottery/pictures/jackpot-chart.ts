import type { Locale } from '#kernel';
import { messages } from './messages.ts';
import { ink, margin, round, sheet, text, width } from './paper.ts';

export interface JackpotPoint {
  at: Date;
  rub: number;
  /** It was won in this draw, and began anew. */
  isWon?: boolean | undefined;
}

export interface JackpotChartInput {
  locale: Locale;
  name: string;
  /** Oldest first, two at least. */
  points: readonly JackpotPoint[];
  source: string;
}

const plotHeight = 210;
const left = margin + 4;
/** More points than pixels show nothing more. */
const mostPoints = 400;

export function jackpotChart({ locale, name, points, source }: JackpotChartInput): string {
  const t = messages[locale];
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined || points.length < 2)
    throw new RangeError('a line needs two points');
  const most = points.reduce((top, { rub }) => Math.max(top, rub), 0);
  const top = niceTop(most);
  const from = first.at.getTime();
  const span = Math.max(1, last.at.getTime() - from);
  const right = width - margin;
  const xOf = (at: Date) => left + ((at.getTime() - from) / span) * (right - left);
  const format = new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone: 'Europe/Moscow',
  });
  // "1 сент. 2025 г." leaves out what everybody knows.
  const dayOf = (at: Date) => format.format(at).replace(/\s*г\.$/, '');
  const short = new Intl.NumberFormat(locale, { maximumSignificantDigits: 3, notation: 'compact' });
  const won = points.filter(({ isWon }) => isWon);

  return sheet({
    title: t.jackpot(name),
    subtitle: t.period(dayOf(first.at), dayOf(last.at)),
    body: (y) => {
      const yOf = (rub: number) => y + 12 + plotHeight * (1 - rub / top);
      const bottom = yOf(0);
      const shown = thin(points);
      const line = shown.map(({ at, rub }) => `${round(xOf(at))},${round(yOf(rub))}`).join(' ');
      const steps = [0, 1, 2, 3, 4].map((i) => (top * i) / 4);
      return {
        svg: [
          ...steps.map((rub) => {
            const at = round(yOf(rub));
            return `<line x1="${left}" y1="${at}" x2="${right}" y2="${at}" stroke="${ink.line}"/>`;
          }),
          `<polygon points="${left},${round(bottom)} ${line} ${round(right)},${round(bottom)}" fill="${ink.accent}" fill-opacity="0.14"/>`,
          `<polyline points="${line}" fill="none" stroke="${ink.accent}" stroke-width="2" stroke-linejoin="round"/>`,
          ...won.map(
            ({ at, rub }) =>
              `<circle cx="${round(xOf(at))}" cy="${round(yOf(rub))}" r="4.5" fill="${ink.warm}" stroke="${ink.paper}" stroke-width="1.5"/>`,
          ),
          ...steps.slice(1).map((rub) =>
            text(left, yOf(rub) - 4, t.rub(short.format(rub)), {
              size: 10.5,
              fill: ink.soft,
              rimmed: true,
            }),
          ),
          text(left, bottom + 15, dayOf(first.at), { size: 11, fill: ink.soft }),
          text(right, bottom + 15, dayOf(last.at), {
            size: 11,
            fill: ink.soft,
            anchor: 'end',
          }),
        ].join(''),
        height: plotHeight + 32,
      };
    },
    statements: [
      t.latest(t.rub(short.format(last.rub)), t.rub(short.format(most))),
      won.length > 0 ? t.won(won.length) : t.notWon,
      t.growth,
    ],
    source,
  });
}

/** Keeps the first, the last and the greatest of every few, so that no peak is lost. */
function thin(points: readonly JackpotPoint[]): readonly JackpotPoint[] {
  if (points.length <= mostPoints) return points;
  const size = Math.ceil(points.length / (mostPoints / 2));
  const kept: JackpotPoint[] = [];
  for (let at = 0; at < points.length; at += size) {
    const part = points.slice(at, at + size);
    const order = part.toSorted((a, b) => a.rub - b.rub);
    const extremes = new Set([order[0], order.at(-1)]);
    kept.push(...part.filter((point) => extremes.has(point)));
  }
  return kept;
}

/** A round figure a little above. */
function niceTop(most: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, most)));
  return ([1, 1.2, 1.6, 2, 2.4, 3.2, 4, 6, 8].find((times) => times * power >= most) ?? 10) * power;
}
