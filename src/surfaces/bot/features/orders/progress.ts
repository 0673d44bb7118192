import type { Locale } from '#kernel';
import { messages } from './messages.ts';

const cells = 10;

/** ▰▰▰▱▱▱▱▱▱▱; never empty once begun, never full before the end. */
export function barOf(percent: number): string {
  const full = Math.min(cells, Math.max(0, Math.round((percent / 100) * cells)));
  return '▰'.repeat(full) + '▱'.repeat(cells - full);
}

/** Rough on purpose: a time that jumps by seconds says nothing more. */
export function timeWords(ms: number, locale: Locale): string {
  const t = messages[locale];
  const seconds = Math.max(1, ms / 1_000);
  if (seconds < 60) return t.seconds(Math.max(5, Math.ceil(seconds / 5) * 5));
  if (seconds < 90 * 60) return t.minutes(Math.ceil(seconds / 60));
  return t.hours(Math.ceil(seconds / 3_600));
}

const exactUpTo = 5;
const steps = [5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000];

/** Thinned out: near the front every place counts, far from it only the order of size does. */
export function placeOf(ahead: number): { ahead: number; isAbout: boolean } {
  if (ahead <= exactUpTo) return { ahead, isAbout: false };
  const step = steps.findLast((one) => one < ahead) ?? exactUpTo;
  return { ahead: step, isAbout: true };
}

export interface Shown {
  percent: number;
  isAbout: boolean;
  leftMs: number | undefined;
}

const step = 5;
const shortestLookMs = 5_000;
const longestLookMs = 20_000;

/** In steps of five, so that what is shown does not change with every look. */
export const toStep = (percent: number): number => Math.floor(percent / step) * step;

/** When the next step is due by the median; between not too often and not too rarely. */
export const nextLookMs = (medianMs: number): number =>
  Math.min(longestLookMs, Math.max(shortestLookMs, (medianMs / 100) * step));
