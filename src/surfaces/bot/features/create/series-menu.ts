import type { InlineKeyboardButton } from 'grammy/types';
import { creditsOf } from '#kernel';
import { type Field, fieldsOf, type Json } from '#modules/catalogue';
import { leastInSeries, type SeriesValue, type View } from '#modules/studio';
import type { BotContext } from '#surfaces/bot/context';
import { creditsWords } from '#surfaces/bot/ui';
import { seriesCountButton, seriesParamButton } from './buttons.ts';
import type { CreateDeps } from './deps.ts';
import { modelsIn, wordsPlace } from './idea.ts';
import { inRows, label, moveKey, type Screen } from './keyboard.ts';
import { lines, messages } from './messages.ts';
import { isShown } from './rows.ts';

export const seriesCounts = [2, 3, 4, 8];

/** Parameters that several values can be chosen for, by a press each. */
export function seriesParams({ form, draft }: View): Field[] {
  return fieldsOf(form, draft.state).filter(
    (field) => isShown(field) && valuesOf(field).length >= leastInSeries,
  );
}

const isSeriesValue = (value: Json): value is SeriesValue =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';

export function valuesOf({ widget }: Field): readonly SeriesValue[] {
  switch (widget.kind) {
    case 'choice':
      return widget.options.flatMap(({ value }) => (isSeriesValue(value) ? [value] : []));
    case 'number':
      return widget.quick;
    case 'toggle':
      return [true, false];
    default:
      return [];
  }
}

/** Models that make the same, the ones people order first; the form's own leads. */
export async function seriesModels(deps: CreateDeps, { model }: View) {
  const group = deps.catalogue.groups().find(({ models }) => models.includes(model))?.group;
  const found = group ? await modelsIn(deps, group.id) : [];
  return [model, ...found.filter(({ id }) => id !== model.id)];
}

/** The ways from one order to several; nothing of the form is changed by looking. */
export async function seriesMenu(
  deps: CreateDeps,
  { locale }: BotContext,
  view: View,
): Promise<Screen> {
  const t = messages[locale];
  const { draft, quote } = view;
  const ref = { draft: draft.id, rev: draft.rev };
  const counts = quote.ok
    ? seriesCounts.map((count) =>
        seriesCountButton.make(
          t.series.count(count, creditsWords(creditsOf(quote.amount * BigInt(count)), locale)),
          { ...ref, count },
        ),
      )
    : [];
  const ways: InlineKeyboardButton[][] = [
    ...(seriesParams(view).length > 0 ? [[moveKey(draft, 'values', t.series.values)]] : []),
    ...((await seriesModels(deps, view)).length >= leastInSeries
      ? [[moveKey(draft, 'models', t.series.models)]]
      : []),
    ...(wordsPlace(deps.catalogue, view.model) === undefined
      ? []
      : [[moveKey(draft, 'prompts', t.series.prompts)]]),
  ];
  return {
    words: lines([t.title(view.model.title[locale]), t.series.menu], '\n\n'),
    keyboard: {
      inline_keyboard: [...inRows(counts, 2), ...ways, [moveKey(draft, 'panel', t.back)]],
    },
  };
}

/** Which parameter shall have several values. */
export function paramsScreen({ locale }: BotContext, view: View): Screen {
  const t = messages[locale];
  const { draft } = view;
  const keys = seriesParams(view).map((field, at) =>
    seriesParamButton.make(label(field.title[locale]), {
      draft: draft.id,
      rev: draft.rev,
      field: at,
    }),
  );
  return {
    words: lines([t.title(view.model.title[locale]), t.series.askParam], '\n\n'),
    keyboard: { inline_keyboard: [...inRows(keys, 2), [moveKey(draft, 'series', t.back)]] },
  };
}
