import type { Locale } from './locale.ts';
import type { Texts } from './messages.ts';
import type { Entity } from './types.ts';

const options: Record<string, Intl.DateTimeFormatOptions> = {
  w: { weekday: 'long' },
  d: { day: 'numeric', month: 'numeric', year: 'numeric' },
  D: { day: 'numeric', month: 'long', year: 'numeric' },
  t: { hour: '2-digit', minute: '2-digit' },
  T: { hour: '2-digit', minute: '2-digit', second: '2-digit' },
};

const steps: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 365 * 86_400],
  ['month', 30 * 86_400],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
  ['second', 1],
];

/** A `date_time` entity in the viewer's own zone; empty when it says nothing we can show. */
export function formatMoment(entity: Entity, locale: Locale, now: Date): string {
  const at = entity.unix_time;
  if (at === undefined || Math.abs(at) > 8.6e12) return '';
  const format = entity.date_time_format ?? '';
  if (format === 'r') {
    const seconds = at - now.getTime() / 1000;
    const [unit, size] = steps.find(([, step]) => Math.abs(seconds) >= step) ?? ['second', 1];
    return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(
      Math.round(seconds / size),
      unit,
    );
  }
  const wanted = Object.assign({}, ...[...format].map((letter) => options[letter] ?? {}));
  return new Intl.DateTimeFormat(locale, wanted).format(new Date(at * 1000));
}

const clock = { hour: '2-digit', minute: '2-digit' } as const;

// Made once: a formatter costs more than drawing the bubble it is for.
const clocks: Record<Locale, Intl.DateTimeFormat> = {
  ru: new Intl.DateTimeFormat('ru', clock),
  en: new Intl.DateTimeFormat('en', clock),
};

export const formatTime = (unix: number, locale: Locale): string =>
  clocks[locale].format(unix * 1000);

export function formatDay(unix: number, locale: Locale, t: Texts, now: Date): string {
  const date = new Date(unix * 1000);
  const day = (shift: number) =>
    new Date(now.getFullYear(), now.getMonth(), now.getDate() - shift).toDateString();
  if (date.toDateString() === day(0)) return t.today;
  if (date.toDateString() === day(1)) return t.yesterday;
  const year = date.getFullYear() === now.getFullYear() ? {} : { year: 'numeric' as const };
  return new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', ...year }).format(date);
}

export function formatDuration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const two = (n: number) => String(n).padStart(2, '0');
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60)];
  return hours > 0
    ? `${hours}:${two(minutes)}:${two(whole % 60)}`
    : `${minutes}:${two(whole % 60)}`;
}

/** Currencies without cents, of those Telegram takes; Stars are whole. */
const whole = new Set(['JPY', 'KRW', 'VND', 'CLP', 'ISK', 'UGX', 'PYG']);

export function formatAmount(amount: number, currency: string, locale: Locale): string {
  if (currency === 'XTR') return `★ ${amount.toLocaleString(locale)}`;
  if (!/^[A-Z]{3}$/.test(currency)) return String(amount);
  const value = whole.has(currency) ? amount : amount / 100;
  return new Intl.NumberFormat(locale, { style: 'currency', currency }).format(value);
}
