import type { InlineKeyboardButton, InlineKeyboardMarkup } from 'grammy/types';
import type { Locale } from '#kernel';
import { fieldsOf, limitsOf, type Model, start } from '#modules/catalogue';
import { bold, defineButton, fmt, join, part, type Words } from '#surfaces/bot/ui';
import { examples } from './examples.data.ts';
import { messages } from './messages.ts';
import type { Shelf, Shelves } from './shelf.ts';

export const homeButton = defineButton('mh', {});
export const groupsButton = defineButton('mg', {});
export const groupButton = defineButton('ms', { group: part.word, page: part.number });
export const modelButton = defineButton('mm', {
  key: part.word,
  group: part.word,
  page: part.number,
});

export interface Screen {
  words: Words;
  keyboard: InlineKeyboardMarkup;
}

/** How often each model was ordered of late. */
export type Orders = ReadonlyMap<string, number>;

const perPage = 8;
const shownParams = 8;
/** Stands for the group where a card was opened from a search. */
export const noGroup = '-';

const inPairs = <T>(list: readonly T[]): T[][] =>
  list.flatMap((_, i) => (i % 2 === 0 ? [list.slice(i, i + 2)] : []));

export function groupsScreen(
  shelves: Shelves,
  locale: Locale,
  above: readonly InlineKeyboardButton[][] = [],
): Screen {
  const t = messages[locale];
  const lines = shelves.shelves.map((shelf) =>
    t.groupLine(shelf.group.title[locale], shelves.cheapest(shelf, locale)),
  );
  const buttons = shelves.shelves.map(({ group }) =>
    groupButton.make(group.title[locale], { group: group.id, page: 0 }),
  );
  return {
    words: t.groups(lines),
    keyboard: { inline_keyboard: [...above, ...inPairs(buttons), [homeButton.make(t.home, {})]] },
  };
}

export function groupScreen(
  shelves: Shelves,
  { shelf, page, locale, orders }: { shelf: Shelf; page: number; locale: Locale; orders: Orders },
): Screen {
  const t = messages[locale];
  const { group } = shelf;
  const models = shelf.models.toSorted((a, b) => (orders.get(b.id) ?? 0) - (orders.get(a.id) ?? 0));
  const pages = Math.ceil(models.length / perPage);
  const at = Math.min(page, pages - 1);
  const shown = models.slice(at * perPage, (at + 1) * perPage);
  const turn = (to: number, text: string) => groupButton.make(text, { group: group.id, page: to });
  const turns =
    pages < 2
      ? []
      : [
          [
            turn((at + pages - 1) % pages, '‹'),
            turn(at, t.page(at + 1, pages)),
            turn((at + 1) % pages, '›'),
          ],
        ];
  return {
    words: t.group(group.title[locale], group.hint[locale]),
    keyboard: {
      inline_keyboard: [
        ...modelRows(shelves, shown, { group: group.id, page: at, locale }),
        ...turns,
        [groupsButton.make(t.back, {})],
      ],
    },
  };
}

export function foundScreen(
  shelves: Shelves,
  { query, models, locale }: { query: string; models: readonly Model[]; locale: Locale },
): Screen {
  const t = messages[locale];
  if (models.length === 0) {
    const all = groupsScreen(shelves, locale);
    return { ...all, words: t.notFound(query) };
  }
  const rows = modelRows(shelves, models.slice(0, perPage), { group: noGroup, page: 0, locale });
  return {
    words: t.found(query),
    keyboard: { inline_keyboard: [...rows, [groupsButton.make(t.back, {})]] },
  };
}

/** From anywhere to the card of a model. */
export const modelKey = (shelves: Shelves, model: Model, locale: Locale) =>
  modelButton.make(shelves.labelOf(model, locale), {
    key: shelves.keyOf(model),
    group: noGroup,
    page: 0,
  });

function modelRows(
  shelves: Shelves,
  models: readonly Model[],
  { group, page, locale }: { group: string; page: number; locale: Locale },
) {
  return models.map((model) => [
    modelButton.make(shelves.labelOf(model, locale), {
      key: shelves.keyOf(model),
      group,
      page,
    }),
  ]);
}

export interface CardInput {
  model: Model;
  group: string;
  page: number;
  locale: Locale;
  /** How long it takes as a rule, and whether that was measured. */
  usual: { medianMs: number; isKnown: boolean } | undefined;
  /** What can be done with it. */
  keys: readonly InlineKeyboardButton[][];
}

export function cardScreen(
  shelves: Shelves,
  { model, group, page, locale, usual, keys }: CardInput,
): Screen {
  const t = messages[locale];
  const back = shelves.shelfOf(group)
    ? groupButton.make(t.back, { group, page })
    : groupsButton.make(t.back, {});
  const words = join(
    [
      fmt`${bold(model.title[locale])}\n${model.hint[locale]}`,
      ...exampleOf(shelves, model, { group, locale }),
      join(
        [
          t.price(shelves.fromText(model, locale)),
          ...(usual ? [t.usual(usual.medianMs / 1000, usual.isKnown)] : []),
        ],
        '\n',
      ),
      paramsOf(shelves, model, locale),
      ...russianOf(model, locale),
    ],
    '\n\n',
  );
  return { words, keyboard: { inline_keyboard: [...keys, [back]] } };
}

function exampleOf(
  shelves: Shelves,
  model: Model,
  { group, locale }: { group: string; locale: Locale },
): Words[] {
  const t = messages[locale];
  const shelf =
    shelves.shelfOf(group) ?? shelves.shelves.find(({ models }) => models.includes(model));
  const text = examples[model.id]?.[locale] ?? (shelf && t.examples[shelf.group.id]);
  return text === undefined ? [] : [t.example(text)];
}

function paramsOf(shelves: Shelves, model: Model, locale: Locale): Words {
  const t = messages[locale];
  const fields = fieldsOf(shelves.form(model.id), start()).filter(
    ({ relevant, advanced, deprecated, required }) =>
      relevant && !deprecated && (required || !advanced),
  );
  const lines = fields.map((field) => {
    const isNeeded = field.required && field.default === undefined;
    const notes = [...(isNeeded ? [t.required] : []), limitsOf(field, locale)].filter(Boolean);
    return `${field.title[locale]}${notes.length > 0 ? ` (${notes.join(', ')})` : ''}`;
  });
  return t.asks(lines.slice(0, shownParams), lines.length - shownParams);
}

function russianOf({ russian }: Model, locale: Locale): Words[] {
  if (!russian) return [];
  const t = messages[locale];
  const known = [
    ...(russian.follows === undefined ? [] : [russian.follows ? t.follows : t.followsNot]),
    ...(russian.draws ? [t.draws] : []),
    ...(russian.speaks ? [t.speaks] : []),
  ];
  return known.length === 0 ? [] : [known.join(' ')];
}
