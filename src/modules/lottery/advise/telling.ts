import type { Locale } from '#kernel';
import type { Figures, Lottery } from '#modules/lottery/facts';
import { type Ratio, toNumber } from '#modules/lottery/odds';
import { messages } from './messages.ts';

export interface Figure {
  value: number;
  source: string;
}

/** Gathers every figure a text names, with its source: a number without one cannot be told. */
export interface Telling {
  locale: Locale;
  t: (typeof messages)['ru'];
  numbers: Figure[];
  tell: (value: number, source: string) => string;
  rub: (value: number, source: string) => string;
  oneIn: (chance: Ratio) => string;
  factOf: (lottery: Lottery, fact: keyof Lottery['facts']) => string;
}

export function createTelling(locale: Locale): Telling {
  const t = messages[locale];
  const numbers: Figure[] = [];
  const format = new Intl.NumberFormat(locale, { maximumSignificantDigits: 3 });
  const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
  const money = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 });
  const show = (value: number) => (value >= 1000 ? whole : format).format(value);
  const note = (value: number, source: string) => {
    if (!numbers.some((known) => known.value === value && known.source === source))
      numbers.push({ value, source });
  };
  return {
    locale,
    t,
    numbers,
    tell: (value, source) => {
      note(value, source);
      return show(value);
    },
    rub: (value, source) => {
      note(value, source);
      return t.rub(money.format(value));
    },
    oneIn: (chance) => {
      const value = 1 / toNumber(chance);
      note(value, `${t.sources.exact}: ${chance.n}/${chance.d}`);
      // A double holds no more than 16 digits; a jackpot of a bingo has more.
      return t.oneIn(chance.d % chance.n === 0n ? whole.format(chance.d / chance.n) : show(value));
    },
    factOf: ({ title, facts }, fact) => {
      const { sure, asOf } = facts[fact];
      return t.asOf(
        `${t.sources.facts} ${quoted(title[locale])}`,
        t.sure[sure],
        asOf && monthText(locale, asOf),
      );
    },
  };
}

/** A title with quotation marks of its own takes no others. */
export const quoted = (title: string): string => (title.includes('«') ? title : `«${title}»`);

/** "2026-11" as people say it; a year stays a year. */
function monthText(locale: Locale, asOf: string): string {
  if (asOf.length === 4) return asOf;
  const format = new Intl.DateTimeFormat(locale, {
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  });
  return format.format(new Date(`${asOf}-01T00:00:00Z`)).replace(/\s*г\.$/, '');
}

export function priceText(telling: Telling, lottery: Lottery): string {
  const { priceRub, priceRange } = lottery;
  const source = telling.factOf(lottery, 'price');
  if (priceRub !== undefined) return telling.rub(priceRub, source);
  return priceRange ? telling.t.from(telling.rub(priceRange.fromRub, source)) : telling.t.noPrice;
}

export function scheduleText({ t, locale }: Telling, { schedule }: Lottery): string {
  switch (schedule.every) {
    case 'minutes':
      return t.minutes(schedule.from, schedule.to);
    case 'day':
      return t.day(schedule.times, schedule.at ?? []);
    case 'week':
      return t.week(schedule.at, schedule.channel?.[locale]);
    case 'instant':
      return t.instant;
    case 'unknown':
      return schedule.soon ? t.soon : t.unknown;
  }
}

export function prizeText(telling: Telling, lottery: Lottery): string {
  const { superPrize } = lottery;
  const source = telling.factOf(lottery, 'prizes');
  if (superPrize?.fromRub !== undefined)
    return telling.t.superPrize(telling.t.from(telling.rub(superPrize.fromRub, source)));
  if (superPrize?.usuallyRub !== undefined)
    return telling.t.superPrize(telling.t.about(telling.rub(superPrize.usuallyRub, source)));
  return telling.t.noSuperPrize;
}

export function chancesText(
  telling: Telling,
  { overall }: Lottery,
  { main, any }: Figures,
): string {
  const { t, locale, oneIn } = telling;
  const parts = [
    ...(main ? [t.main(oneIn(main))] : []),
    ...(any
      ? [t.any(oneIn(any)) + (overall.by === 'tier' ? t.doubt(overall.doubt[locale]) : '')]
      : []),
    ...(main && overall.by === 'depends' ? [t.anyDepends(overall.on[locale])] : []),
  ];
  return parts.length > 0 ? t.chances(parts.join(', ')) : t.noChances;
}

export function lossText(telling: Telling, lottery: Lottery, { expected }: Figures): string {
  const { t, rub } = telling;
  if (expected === undefined) return t.noLoss;
  const source = `${expected.basis === 'fund' ? t.sources.fund : t.sources.prizes} ${quoted(lottery.title[telling.locale])}`;
  switch (expected.basis) {
    case 'prizes':
      return t.exactLoss(rub(toNumber(expected.lossRub), source));
    case 'fund':
      return t.loss(
        rub(toNumber(expected.lossRub), source),
        telling.tell(lottery.fundPercent ?? 0, telling.factOf(lottery, 'fund')),
      );
    case 'known-prizes':
      return t.atLeast(rub(toNumber(expected.atLeastRub), source));
  }
}
