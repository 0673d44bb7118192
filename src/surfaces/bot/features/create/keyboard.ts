import type { InlineKeyboardButton } from 'grammy/types';
import type { Credits, Locale } from '#kernel';
import type { Draft } from '#modules/studio';
import type { Words } from '#surfaces/bot/ui';
import { confirmButton, moveButton, pageButton } from './buttons.ts';
import { messages } from './messages.ts';

export interface Screen {
  words: Words;
  keyboard: { inline_keyboard: InlineKeyboardButton[][] };
}

/** What a button may ask for besides an option, an entry or a parameter. */
export const moveNames = [
  'add',
  'back',
  'clear',
  'done',
  'elsewhere',
  'later',
  'leave',
  'models',
  'nothing',
  'one',
  'others',
  'panel',
  'paste',
  'preset',
  'prompts',
  'series',
  'skip',
  'values',
  'words',
  'works',
] as const;
export type MoveName = (typeof moveNames)[number];

export const isMoveName = (word: string): word is MoveName =>
  moveNames.some((name) => name === word);

export const moveKey = (draft: Draft, move: MoveName, text: string) =>
  moveButton.make(text, { draft: draft.id, rev: draft.rev, move });

/** Takes the order at the price that its message tells. */
export const confirmKey = ({ id, rev }: Draft, price: Credits, text: string) =>
  confirmButton.make(text, { draft: id, price: Number(price), rev });

const widestInTwo = 18;
const widestInThree = 7;

/** As many in a row as their labels leave room for. */
export function inRows(
  buttons: readonly InlineKeyboardButton[],
  most = 3,
): InlineKeyboardButton[][] {
  const widest = Math.max(0, ...buttons.map(({ text }) => Array.from(text).length));
  const fitting = widest <= widestInThree ? 3 : widest <= widestInTwo ? 2 : 1;
  const count = Math.min(most, fitting);
  return buttons.flatMap((_, i) => (i % count === 0 ? [buttons.slice(i, i + count)] : []));
}

const longestLabel = 40;

/** A button's text that a phone can show. */
export function label(text: string, most = longestLabel): string {
  const chars = Array.from(text.replaceAll(/\s+/g, ' ').trim());
  if (chars.length === 0) return '—';
  return chars.length <= most ? chars.join('') : `${chars.slice(0, most - 1).join('')}…`;
}

export interface Page<T> {
  shown: readonly T[];
  /** Of the first one shown. */
  from: number;
  page: number;
  pages: number;
}

export function pageOf<T>(all: readonly T[], page: number, perPage: number): Page<T> {
  const pages = Math.max(1, Math.ceil(all.length / perPage));
  const at = Math.min(Math.max(0, page), pages - 1);
  return {
    shown: all.slice(at * perPage, (at + 1) * perPage),
    from: at * perPage,
    page: at,
    pages,
  };
}

/** Back, where one is, and on; nothing where one page holds all. */
export function pageKeys(
  { id, rev }: { id: string; rev: number },
  { page, pages }: { page: number; pages: number },
  locale: Locale,
): InlineKeyboardButton[][] {
  if (pages < 2) return [];
  const turn = (to: number, text: string) => pageButton.make(text, { draft: id, rev, page: to });
  return [
    [
      turn((page + pages - 1) % pages, '‹'),
      turn(page, messages[locale].page(page + 1, pages)),
      turn((page + 1) % pages, '›'),
    ],
  ];
}
