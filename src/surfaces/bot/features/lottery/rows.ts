import type { InlineKeyboardButton, InlineKeyboardMarkup } from 'grammy/types';
import type { Locale } from '#kernel';
import type { Lottery } from '#modules/lottery';
import type { Words } from '#surfaces/bot/ui';
import { menuButton, type Purpose } from './buttons.ts';
import { messages } from './messages.ts';

export interface Screen {
  words: Words;
  keyboard: InlineKeyboardMarkup;
}

export type Row = InlineKeyboardButton[];

/** Telegram's own limit is 4096; the rest is for what the surface adds. */
export const mostSigns = 4000;

export const inRows = <T>(list: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(list.length / size) }, (_, i) =>
    list.slice(i * size, (i + 1) * size),
  );

/** ‹ 2 / 5 ›, going round; nothing where there is one page. */
export function turns(
  locale: Locale,
  { page, pages, to }: { page: number; pages: number; to: (page: number, text: string) => Row[0] },
): Row[] {
  if (pages < 2) return [];
  const at = Math.min(page, pages - 1);
  return [
    [
      to((at + pages - 1) % pages, '‹'),
      to(at, messages[locale].page(at + 1, pages)),
      to((at + 1) % pages, '›'),
    ],
  ];
}

export const toMenu = (locale: Locale): Row => [menuButton.make(messages[locale].toMenu, {})];

export function isFor(purpose: Purpose, { status, matrix, apiGame }: Lottery): boolean {
  if (purpose === 'card') return true;
  if (purpose === 'draws') return status === 'active' && apiGame !== null;
  const isOfNumbers = matrix !== undefined && matrix.ticket === undefined;
  if (purpose === 'numbers') return isOfNumbers && status === 'active';
  return isOfNumbers && matrix.ordered === undefined && status === 'active';
}
