import type { Fork } from './expand.ts';
import type { Form } from './form.ts';
import type { Json } from './json.ts';
import { mediaOf } from './media.ts';
import type { View } from './merge.ts';
import { lastKey } from './path.ts';
import { planOf, schemasForItem } from './plan.ts';
import type { MediaKind } from './schema.ts';
import { isGroupSpot, isListSpot, openForks, type Setting, type Spot, spotOf } from './spot.ts';
import { isMultiple } from './steps.ts';
import { nameOf } from './synthetic.ts';
import { branchLabel, optionLabel } from './texts.ts';
import type { Words } from './words.ts';

export interface Option {
  readonly value: Json;
  readonly label: Words;
  /** Address of a sample, where the catalogue has one. */
  readonly preview?: string;
}

export interface NumberWidget {
  readonly kind: 'number';
  readonly integer: boolean;
  readonly min: number | undefined;
  readonly max: number | undefined;
  readonly minExclusive: boolean;
  readonly maxExclusive: boolean;
  readonly step: number | undefined;
  /** A few values worth a button each. */
  readonly quick: readonly number[];
}

export interface TextWidget {
  readonly kind: 'text';
  readonly long: boolean;
  readonly secret: boolean;
  readonly minLength: number | undefined;
  readonly maxLength: number | undefined;
  readonly pattern: string | undefined;
  readonly format: string | undefined;
}

export interface ChoiceWidget {
  readonly kind: 'choice';
  readonly options: readonly Option[];
  /** Any other text holds too. */
  readonly other: boolean;
}

export interface MediaWidget {
  readonly kind: 'media';
  readonly media: MediaKind;
  readonly maxMb: number | undefined;
  readonly accept: readonly string[] | undefined;
}

export interface ListWidget {
  readonly kind: 'list';
  readonly min: number;
  readonly max: number | undefined;
  readonly unique: boolean;
  /** How one entry is asked. */
  readonly item: Widget['kind'];
  readonly media: MediaKind | undefined;
}

export interface VariantsWidget {
  readonly kind: 'variants';
  readonly options: readonly { readonly index: number; readonly label: Words }[];
}

/** How a field is asked: everything a surface needs to draw it, nothing about how it is drawn. */
export type Widget =
  | ChoiceWidget
  | { readonly kind: 'toggle' }
  | NumberWidget
  | TextWidget
  | { readonly kind: 'date'; readonly time: boolean }
  | MediaWidget
  | ListWidget
  | { readonly kind: 'group' }
  | { readonly kind: 'map' }
  | VariantsWidget
  | { readonly kind: 'fixed'; readonly value: Json }
  | { readonly kind: 'json' };

export function widgetOf(setting: Setting, spot: Spot): Widget {
  const { form } = setting;
  const { view, value } = spot;
  if (view.options && view.options.length > 0) return choiceOf(form, spot, view.options);
  if (!isGroupSpot(spot) && (value === undefined || !isListSpot(spot))) {
    const [fork] = openForks(spot);
    if (fork) return variantsOf(form, fork);
  }
  if (isGroupSpot(spot)) return groupOf(form, spot);
  if (isListSpot(spot)) return listOf(setting, spot);
  const [type, ...others] = view.types ?? [];
  if (type === undefined || others.length > 0) return { kind: 'json' };
  if (type === 'boolean') return { kind: 'toggle' };
  if (type === 'number' || type === 'integer') return numberOf(view, type === 'integer');
  return type === 'string' ? stringOf(view, lastKey(spot.path)) : { kind: 'json' };
}

export function variantsOf(form: Form, fork: Fork): VariantsWidget {
  const options = fork.offered.map((index) => ({ index, label: branchLabel(form, fork, index) }));
  return { kind: 'variants', options };
}

function choiceOf(form: Form, spot: Spot, values: readonly Json[]): Widget {
  const { view, path } = spot;
  const [first] = values;
  if (values.length === 1 && first !== undefined && !view.other && !view.nullable && spot.required)
    return { kind: 'fixed', value: first };
  const options = values.map((value) => ({
    value,
    label: optionLabel(form, path, view, value),
    ...(view.preview !== undefined && {
      preview: view.preview.replaceAll('{value}', encodeURIComponent(nameOf(value))),
    }),
  }));
  return { kind: 'choice', options, other: view.other };
}

function groupOf(form: Form, spot: Spot): Widget {
  const { names } = planOf(form, spot.expansion);
  return names.length > 0 || spot.expansion.forks.length > 0 ? { kind: 'group' } : { kind: 'map' };
}

function listOf(setting: Setting, spot: Spot): Widget {
  const { view } = spot;
  const schemas = schemasForItem(spot.expansion.facets, 0);
  const path = `${spot.path}/0`;
  // An item that is a list of lists of itself would go on for ever: one level is enough to show.
  const item = spotOf(setting, { schemas, value: undefined, path, required: true });
  const kind = isListSpot(item) ? 'list' : widgetOf(setting, item).kind;
  const media = view.media ?? mediaOf(item.view, lastKey(spot.path));
  return {
    kind: 'list',
    min: view.minItems ?? 0,
    max: view.maxItems,
    unique: view.unique,
    item: kind,
    media: kind === 'media' ? media : undefined,
  };
}

function numberOf(view: View, typed: boolean): NumberWidget {
  const integer = typed || (view.step !== undefined && Number.isInteger(view.step));
  return {
    kind: 'number',
    integer,
    min: view.minimum,
    max: view.maximum,
    minExclusive: view.minExclusive,
    maxExclusive: view.maxExclusive,
    step: view.step,
    quick: quickOf(view, integer),
  };
}

function quickOf(view: View, integer: boolean): readonly number[] {
  const { minimum: min, maximum: max, default: usual } = view;
  const found = new Set<number>();
  if (typeof usual === 'number') found.add(usual);
  for (const example of view.examples) if (typeof example === 'number') found.add(example);
  if (min !== undefined && max !== undefined && max - min <= 1000)
    for (const part of [0, 0.25, 0.5, 0.75, 1]) {
      const value = min + (max - min) * part;
      found.add(integer ? Math.round(value) : Number(value.toPrecision(4)));
    }
  const fits = (value: number) =>
    (min === undefined || (view.minExclusive ? value > min : value >= min)) &&
    (max === undefined || (view.maxExclusive ? value < max : value <= max)) &&
    (view.step === undefined || isMultiple(value, view.step));
  return [...found]
    .filter(fits)
    .sort((a, b) => a - b)
    .slice(0, 6);
}

const longNames = /prompt|text|lyric|descri|script|story|message|content|instruction|transcript/i;

function stringOf(view: View, name: string): Widget {
  const media = mediaOf(view, name);
  if (media) return { kind: 'media', media, maxMb: view.maxMb, accept: view.accept };
  const { format } = view;
  if (format === 'date') return { kind: 'date', time: false };
  if (format === 'date-time' || format === 'iso-date-time') return { kind: 'date', time: true };
  const long =
    view.secret || format !== undefined
      ? false
      : (view.maxLength ?? 0) > 255 || (view.maxLength === undefined && longNames.test(name));
  return {
    kind: 'text',
    long,
    secret: view.secret,
    minLength: view.minLength,
    maxLength: view.maxLength,
    pattern: view.patterns[0]?.source,
    format,
  };
}
