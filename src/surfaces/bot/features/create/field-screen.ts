import type { InlineKeyboardButton } from 'grammy/types';
import type { Locale } from '#kernel';
import {
  answer,
  type Catalogue,
  type Field,
  fieldsOf,
  isList,
  type Json,
  limitsOf,
  optionPrices,
  type Question,
} from '#modules/catalogue';
import type { View } from '#modules/studio';
import { bold, differenceWords, fmt, type Words } from '#surfaces/bot/ui';
import { fieldButton, itemButton, optionButton } from './buttons.ts';
import { inRows, label, moveKey, pageKeys, pageOf, type Screen } from './keyboard.ts';
import { lines, messages } from './messages.ts';
import { rowsOf, workNames } from './rows.ts';
import { valueWords } from './values.ts';

export interface ScreenInput {
  view: View;
  locale: Locale;
  catalogue: Pick<Catalogue, 'quote' | 'pricedBy'>;
  page?: number;
  /** What has to be said first: what was taken, what went wrong. */
  notes?: readonly Words[];
}

type Asked = ScreenInput & { question: Question };

/** One question: what it is, how it may be answered, and a way on, back and out. */
export function fieldScreen(input: Asked): Screen {
  const { view, question, locale } = input;
  const t = messages[locale];
  const { field } = question;
  const limits = limitsOf(field, locale);
  const options = optionKeys(input);
  const words = lines(
    [
      lines(input.notes ?? []),
      lines([t.title(view.model.title[locale]), titleLine(field, locale), field.hint?.[locale]]),
      lines([
        limits === '' ? undefined : t.limits(limits),
        exampleLine(field, locale),
        ...valueLines(field, locale),
      ]),
      lines([howTo(field, locale), options.arePriced ? t.priceOfOptions : undefined]),
    ],
    '\n\n',
  );
  return {
    words,
    keyboard: { inline_keyboard: [...options.rows, ...wayOut(input)] },
  };
}

/** What has a value anyway needs no answer. */
const isNeeded = ({ required, default: usual }: Field): boolean => required && usual === undefined;

function titleLine(field: Field, locale: Locale): Words {
  const t = messages[locale];
  const title = field.title[locale] || field.name;
  return fmt`${bold(title)} (${isNeeded(field) ? t.required : t.optional})`;
}

function exampleLine({ example, examples, widget }: Field, locale: Locale): Words | undefined {
  const [first] = examples;
  const text = example?.[locale] ?? (typeof first === 'string' ? first : undefined);
  return text === undefined || widget.kind === 'choice'
    ? undefined
    : messages[locale].example(text);
}

function valueLines(field: Field, locale: Locale): (Words | undefined)[] {
  const t = messages[locale];
  const { answer, widget } = field;
  if (widget.kind === 'group' || widget.kind === 'variants') return [];
  const hasAnswer = answer !== undefined && !(isList(answer) && answer.length === 0);
  return [
    hasAnswer ? t.now(valueWords(field, answer, locale, 300)) : undefined,
    !hasAnswer && field.default !== undefined
      ? t.usual(valueWords(field, field.default, locale))
      : undefined,
  ];
}

function howTo({ widget }: Field, locale: Locale): string {
  const { how } = messages[locale];
  switch (widget.kind) {
    case 'media':
      return how.media[widget.media];
    case 'list':
      if (widget.media !== undefined) return how.medias[widget.media];
      return widget.item === 'group' || widget.item === 'list' ? how.groups : how.list;
    case 'choice':
      return widget.other ? how.other : how.choice;
    case 'text':
      return widget.secret ? how.secret : how.text;
    case 'fixed':
      return '';
    default:
      return how[widget.kind];
  }
}

const perPage = 12;

function optionKeys(input: Asked): { rows: InlineKeyboardButton[][]; arePriced: boolean } {
  const { field } = input.question;
  const { widget } = field;
  switch (widget.kind) {
    case 'choice':
      return valueKeys(
        input,
        widget.options.map(({ value, label: words }) => [value, words[input.locale]]),
      );
    case 'toggle': {
      const t = messages[input.locale];
      return valueKeys(input, [
        [true, t.yes],
        [false, t.no],
      ]);
    }
    case 'number':
      return valueKeys(
        input,
        widget.quick.map((n) => [n, valueWords(field, n, input.locale)]),
      );
    case 'variants':
      return {
        rows: inRows(
          widget.options.flatMap(({ label: words }, i) =>
            needsWork(input, i) ? [] : [optionKey(input, i, words[input.locale])],
          ),
        ),
        arePriced: false,
      };
    case 'list':
      return { rows: entryKeys(input), arePriced: false };
    case 'group':
      return { rows: groupKeys(input), arePriced: false };
    default:
      return { rows: [], arePriced: false };
  }
}

/** A way that goes on from an earlier work begins under that work; nobody knows its number by heart. */
function needsWork({ view, question }: Asked, index: number): boolean {
  const { form, draft } = view;
  const taken = answer(form, draft.state, question.field.path, { kind: 'option', index });
  return (
    taken.ok &&
    fieldsOf(form, taken.state).some(
      ({ name, required, answer: given }) => required && given === undefined && workNames.has(name),
    )
  );
}

const optionKey = ({ view: { draft } }: Asked, option: number, text: string) =>
  optionButton.make(label(text), { draft: draft.id, rev: draft.rev, option });

/** Options with what each does to the price. */
function valueKeys(input: Asked, options: readonly (readonly [Json, string])[]) {
  const { view, question, locale, catalogue } = input;
  const t = messages[locale];
  const { shown, from, page, pages } = pageOf(options, input.page ?? 0, perPage);
  const prices = optionPrices(view.form, view.draft.state, {
    path: question.field.path,
    options: shown.map(([value]) => value),
    quoteOf: (value) => catalogue.quote(view.model.id, { input: value, seconds: view.seconds }),
    pricedBy: catalogue.pricedBy(view.model.id),
  });
  const chosen = question.field.value;
  const buttons = shown.flatMap(([value, text], i) => {
    // Without a price it cannot be sold, so it is not offered.
    if (view.quote.ok && isUnpriced(prices[i]?.quote)) return [];
    const difference = prices[i]?.difference;
    const words = difference === undefined ? undefined : differenceWords(difference, locale);
    const priced = words === undefined ? text : t.priced(label(text, 30), words);
    return [optionKey(input, from + i, value === chosen ? t.chosen(priced) : priced)];
  });
  const arePriced = prices.some(({ difference }) => difference !== undefined && difference !== 0n);
  return {
    rows: [...inRows(buttons), ...pageKeys(input.view.draft, { page, pages }, input.locale)],
    arePriced,
  };
}

const isUnpriced = (quote: View['quote'] | undefined): boolean =>
  quote !== undefined && !quote.ok && quote.code === 'price_unknown';

function entryKeys(input: Asked): InlineKeyboardButton[][] {
  const { view, question, locale } = input;
  const { draft } = view;
  const t = messages[locale];
  const { answer, widget } = question.field;
  if (widget.kind !== 'list') return [];
  const items = isList(answer) ? answer : [];
  const { shown, from, page, pages } = pageOf(items, input.page ?? 0, perPage);
  const field = { widget: widget.media ? mediaWidget(widget.media) : plainWidget };
  const entries = shown.map((item, i) =>
    itemButton.make(label(t.item(from + i + 1, valueWords(field, item, locale, 30))), {
      draft: draft.id,
      rev: draft.rev,
      item: from + i,
    }),
  );
  const isFull = widget.max !== undefined && items.length >= widget.max;
  const canAdd = (widget.item === 'group' || widget.item === 'list') && !isFull;
  const isEnough = items.length >= Math.max(1, widget.min);
  return [
    ...entries.map((button) => [button]),
    ...pageKeys(input.view.draft, { page, pages }, input.locale),
    ...(canAdd ? [[moveKey(draft, 'add', t.add)]] : []),
    ...(isEnough ? [[moveKey(draft, 'done', t.done(items.length))]] : []),
  ];
}

const plainWidget: Field['widget'] = { kind: 'json' };
const mediaWidget = (
  media: Extract<Field['widget'], { kind: 'media' }>['media'],
): Field['widget'] => ({ kind: 'media', media, maxMb: undefined, accept: undefined });

function groupKeys({ view, question, locale }: Asked): InlineKeyboardButton[][] {
  const { draft } = view;
  const rows = rowsOf(view, question.field.path, locale).map(({ title, value }, field) => [
    fieldButton.make(label(`${title}: ${value}`), { draft: draft.id, rev: draft.rev, field }),
  ]);
  return [...rows, [moveKey(draft, 'leave', messages[locale].ready)]];
}

/** What can be done instead of answering. */
function wayOut({ view, question, locale }: Asked): InlineKeyboardButton[][] {
  const t = messages[locale];
  const { draft } = view;
  const { field } = question;
  const { widget, answer } = field;
  const isEntry = /\/\d+$/.test(field.path);
  const isListed = widget.kind === 'list' && isList(answer) && answer.length > 0;
  const isMedia = widget.kind === 'media' || (widget.kind === 'list' && widget.media !== undefined);
  const isSkippable =
    answer === undefined && (!field.required || field.default !== undefined) && !isEntry;
  const hasAnswer = answer !== undefined && widget.kind !== 'variants';
  const skips = [
    ...(isSkippable
      ? [moveKey(draft, 'skip', field.default === undefined ? t.skip : t.keepUsual)]
      : []),
    ...(field.nullable && answer !== null ? [moveKey(draft, 'nothing', t.nothing)] : []),
    ...(hasAnswer && !isListed && (isEntry || !field.required)
      ? [moveKey(draft, 'clear', isEntry ? t.removeItem : t.clear)]
      : []),
  ];
  return [
    ...(isMedia ? [[moveKey(draft, 'works', t.works)]] : []),
    ...(skips.length > 0 ? [skips] : []),
    [
      moveKey(draft, 'back', t.back),
      moveKey(draft, 'paste', t.paste),
      moveKey(draft, 'later', t.later),
    ],
  ];
}
