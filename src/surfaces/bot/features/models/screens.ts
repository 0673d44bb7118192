import type { InlineKeyboardMarkup } from 'grammy/types';
import type { Locale } from '#kernel';
import { fieldsOf, limitsOf, type Model, start } from '#modules/catalogue';
import { bold, defineButton, fmt, join, part, type Words } from '#surfaces/bot/ui';
import { messages } from './messages.ts';
import type { Shelf, Shelves } from './shelf.ts';

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

const perPage = 8;
const shownParams = 8;
/** Stands for the group where a card was opened from a search. */
const noGroup = '-';

const inPairs = <T>(list: readonly T[]): T[][] =>
  list.flatMap((_, i) => (i % 2 === 0 ? [list.slice(i, i + 2)] : []));

export function groupsScreen(shelves: Shelves, locale: Locale): Screen {
  const t = messages[locale];
  const lines = shelves.shelves.map((shelf) =>
    t.groupLine(shelf.group.title[locale], shelves.cheapest(shelf, locale)),
  );
  const buttons = shelves.shelves.map(({ group }) =>
    groupButton.make(group.title[locale], { group: group.id, page: 0 }),
  );
  return { words: t.groups(lines), keyboard: { inline_keyboard: inPairs(buttons) } };
}

export function groupScreen(
  shelves: Shelves,
  { shelf, page, locale }: { shelf: Shelf; page: number; locale: Locale },
): Screen {
  const t = messages[locale];
  const { group, models } = shelf;
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

function modelRows(
  shelves: Shelves,
  models: readonly Model[],
  { group, page, locale }: { group: string; page: number; locale: Locale },
) {
  return models.map((model) => [
    modelButton.make(`${model.title[locale]} · ${shelves.fromText(model, locale)}`, {
      key: shelves.keyOf(model),
      group,
      page,
    }),
  ]);
}

export function cardScreen(
  shelves: Shelves,
  { model, group, page, locale }: { model: Model; group: string; page: number; locale: Locale },
): Screen {
  const t = messages[locale];
  const back = shelves.shelfOf(group)
    ? groupButton.make(t.back, { group, page })
    : groupsButton.make(t.back, {});
  const words = join(
    [
      fmt`${bold(model.title[locale])}\n${model.hint[locale]}`,
      t.price(shelves.fromText(model, locale)),
      paramsOf(shelves, model, locale),
      ...russianOf(model, locale),
      t.soon,
    ],
    '\n\n',
  );
  return { words, keyboard: { inline_keyboard: [[back]] } };
}

function paramsOf(shelves: Shelves, model: Model, locale: Locale): Words {
  const t = messages[locale];
  const fields = fieldsOf(shelves.form(model.id), start()).filter(
    ({ relevant, advanced, deprecated, required }) =>
      relevant && !deprecated && (required || !advanced),
  );
  const lines = fields.map((field) => {
    const notes = [...(field.required ? [t.required] : []), limitsOf(field, locale)].filter(
      Boolean,
    );
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
