import type { Locale } from '#kernel';
import type { Sourced } from '#modules/lottery/live';
import { messages } from './messages.ts';

type Age = Pick<Sourced<unknown>, 'source' | 'asOf' | 'ageMs' | 'isStale'>;

/** Lotteries draw by Moscow time, wherever the person is. */
const zone = 'Europe/Moscow';

export function momentText(locale: Locale, at: Date): string {
  const format = new Intl.DateTimeFormat(locale, {
    timeZone: zone,
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  return messages[locale].moscow(format.format(at));
}

export const dayText = (locale: Locale, at: Date): string =>
  new Intl.DateTimeFormat(locale, { timeZone: zone, day: 'numeric', month: 'long' }).format(at);

/** YYYY-MM-DD in Moscow. */
export const dayOf = (at: Date): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(at);

export const isSunday = (at: Date): boolean =>
  new Intl.DateTimeFormat('en', { timeZone: zone, weekday: 'short' }).format(at) === 'Sun';

/** Who says so and since when; an old answer says that it is old. */
export function sourceText(locale: Locale, age: Age): string {
  const t = messages[locale];
  if (age.source === 'facts') {
    const month = new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric' });
    return t.origins.facts(month.format(age.asOf).replace(/\s*г\.$/, ''));
  }
  const said = t.origins[age.source](momentText(locale, age.asOf));
  return age.isStale ? t.stale(said, agoText(locale, age.ageMs)) : said;
}

const minuteMs = 60_000;

function agoText(locale: Locale, ageMs: number): string {
  const minutes = Math.max(1, Math.round(ageMs / minuteMs));
  const t = messages[locale].ago;
  if (minutes < 60) return t.minutes(minutes);
  const hours = Math.round(minutes / 60);
  return hours < 48 ? t.hours(hours) : t.days(Math.round(hours / 24));
}
