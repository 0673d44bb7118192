import type { Locale } from '#kernel';
import { type Figures, figuresOf, type Lottery } from '#modules/lottery/facts';
import { messages } from './messages.ts';
import { ink, margin, roomOf, round, sheet, text, width, wrap } from './paper.ts';

export interface TierChartInput {
  locale: Locale;
  lottery: Lottery;
  source: string;
}

interface Row {
  label: string;
  oneIn: number;
  /** The chance as it is told: exact to the last digit. */
  told: string;
  isMain: boolean;
}

const rowHeight = 37;
const mostRows = 16;

/** The chance of every tier on a scale where each step is ten times rarer. */
export function tierChart({ locale, lottery, source }: TierChartInput): string {
  const t = messages[locale];
  const figures = figuresOf(lottery);
  const rows = rowsOf(lottery, figures, locale).slice(0, mostRows);
  const decades = Math.max(1, Math.ceil(Math.log10(Math.max(...rows.map(({ oneIn }) => oneIn)))));
  const xOf = (oneIn: number) => margin + (Math.log10(oneIn) / decades) * (width - 2 * margin);

  return sheet({
    title: t.chances(lottery.title[locale]),
    subtitle: t.logScale,
    body: (top) => {
      const height = rows.length * rowHeight;
      return {
        svg: [
          grid({ top, height, decades, xOf, locale }),
          ...rows.map((row, i) => drawRow(row, top + i * rowHeight, xOf)),
        ].join(''),
        height: height + 18,
      };
    },
    statements: [t.ticket, t.unchanged],
    source,
  });
}

function rowsOf({ tiers }: Lottery, figures: Figures, locale: Locale): Row[] {
  const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
  const short = new Intl.NumberFormat(locale, { maximumSignificantDigits: 3 });
  return tiers.flatMap(({ label, main }, i) => {
    const figure = figures.tiers[i];
    if (figure === undefined) return [];
    const { chance, oneIn } = figure;
    const exact = chance.d % chance.n === 0n ? whole.format(chance.d / chance.n) : undefined;
    return [
      {
        label: label[locale],
        oneIn,
        told: messages[locale].oneIn(exact ?? (oneIn >= 1000 ? whole : short).format(oneIn)),
        isMain: main === true,
      },
    ];
  });
}

function drawRow({ label, oneIn, told, isMain }: Row, y: number, xOf: (oneIn: number) => number) {
  const x = xOf(oneIn);
  const colour = isMain ? ink.warm : ink.accent;
  const room = width - 2 * margin - roomOf(told, 12.5) - 6;
  const [shown = '', ...rest] = wrap(label, 12, room);
  return [
    text(margin, y + 13, rest.length > 0 ? `${shown}…` : shown, {
      size: 12,
      bold: isMain,
      rimmed: true,
    }),
    text(width - margin, y + 13, told, {
      size: 12,
      bold: true,
      anchor: 'end',
      fill: colour,
      rimmed: true,
    }),
    `<rect x="${margin}" y="${round(y + 20)}" width="${round(x - margin)}" height="7" rx="3.5" fill="${colour}" fill-opacity="0.28"/>`,
    `<circle cx="${round(x)}" cy="${round(y + 23.5)}" r="5" fill="${colour}"/>`,
  ].join('');
}

interface Grid {
  top: number;
  height: number;
  decades: number;
  xOf: (oneIn: number) => number;
  locale: Locale;
}

function grid({ top, height, decades, xOf, locale }: Grid): string {
  const t = messages[locale];
  // Labels of neighbouring decades must not touch.
  const every = Math.ceil(decades / 5);
  return Array.from({ length: Math.floor(decades / every) + 1 }, (_, i) => {
    const power = i * every;
    const x = round(xOf(10 ** power));
    const line = `<line x1="${x}" y1="${top}" x2="${x}" y2="${round(top + height)}" stroke="${ink.line}" stroke-width="1"/>`;
    const anchor = power === 0 ? 'start' : power === decades ? 'end' : 'middle';
    return (
      (power === 0 ? '' : line) +
      text(x, top + height + 13, t.power(power), { size: 10.5, fill: ink.soft, anchor })
    );
  }).join('');
}
