import { isValid } from './check.ts';
import { type Expansion, typesOf } from './expand.ts';
import type { Form } from './form.ts';
import { isEqual, isList, isObject, type Json } from './json.ts';
import type { JsonType, MediaKind, Pattern, Schema } from './schema.ts';

/** One place as a person sees it: everything the facets say, together. */
export interface View {
  /** Without null. */
  readonly types: readonly JsonType[] | undefined;
  /** The schema names no type: what is asked for is only what it seems to mean. */
  readonly guessed: boolean;
  readonly nullable: boolean;
  readonly options: readonly Json[] | undefined;
  /** Options are only examples: other values of the type hold too. */
  readonly other: boolean;
  readonly labels: ReadonlyMap<string, string>;
  readonly minimum: number | undefined;
  readonly maximum: number | undefined;
  readonly minExclusive: boolean;
  readonly maxExclusive: boolean;
  readonly step: number | undefined;
  readonly minLength: number | undefined;
  readonly maxLength: number | undefined;
  readonly patterns: readonly Pattern[];
  readonly format: string | undefined;
  readonly minItems: number | undefined;
  readonly maxItems: number | undefined;
  readonly unique: boolean;
  readonly title: string | undefined;
  readonly description: string | undefined;
  /** Only one that its own schema allows. */
  readonly default: Json | undefined;
  readonly examples: readonly Json[];
  readonly order: number | undefined;
  readonly media: MediaKind | undefined;
  readonly maxMb: number | undefined;
  readonly accept: readonly string[] | undefined;
  readonly preview: string | undefined;
  readonly secret: boolean;
  readonly advanced: boolean;
  readonly deprecated: boolean;
  readonly readOnly: boolean;
}

export function viewOf(form: Form, schemas: readonly Schema[], expansion: Expansion): View {
  const { views } = form.caches;
  const known = views.get(expansion.key);
  if (known) return known;
  const view = merge(form, schemas, expansion.facets);
  views.set(expansion.key, view);
  return view;
}

const least = (numbers: readonly (number | undefined)[]) =>
  numbers.reduce((a, b) => (a === undefined || (b !== undefined && b < a) ? b : a), undefined);
const most = (numbers: readonly (number | undefined)[]) =>
  numbers.reduce((a, b) => (a === undefined || (b !== undefined && b > a) ? b : a), undefined);

function merge(form: Form, schemas: readonly Schema[], facets: readonly Schema[]): View {
  const holds = (value: Json) => schemas.every((schema) => isValid(form.doc, schema, value));
  const first = <K extends keyof Schema>(key: K): Schema[K] | undefined =>
    facets.find((facet) => facet[key] !== undefined)?.[key];
  const all = <K extends keyof Schema>(key: K) => facets.map((facet) => facet[key]);
  const minimum = most(all('minimum'));
  const maximum = least(all('maximum'));
  const above = most(all('exclusiveMinimum'));
  const below = least(all('exclusiveMaximum'));
  const minExclusive = above !== undefined && (minimum === undefined || above >= minimum);
  const maxExclusive = below !== undefined && (maximum === undefined || below <= maximum);
  const options = optionsOf(facets);
  const usable = options?.filter((option) => option !== null && holds(option));
  return {
    types: typesFor(facets, usable),
    guessed: typesOf(facets) === undefined && options === undefined,
    nullable: holds(null),
    options: usable ?? first('suggested')?.filter(holds),
    other: options === undefined,
    labels: first('enumLabels') ?? new Map(),
    minimum: minExclusive ? above : minimum,
    maximum: maxExclusive ? below : maximum,
    minExclusive,
    maxExclusive,
    step: most(all('multipleOf')),
    minLength: most(all('minLength')),
    maxLength: least(all('maxLength')),
    patterns: facets.flatMap((facet) => facet.pattern ?? []),
    format: first('format') ?? first('looksLike'),
    minItems: most(all('minItems')),
    maxItems: least(all('maxItems')),
    unique: facets.some((facet) => facet.uniqueItems),
    title: first('title'),
    description: first('description'),
    default: all('default').find((value) => value !== undefined && holds(value)),
    examples: facets.flatMap((facet) => facet.examples ?? []).filter(holds),
    order: first('order'),
    media: first('media'),
    maxMb: first('maxMb'),
    accept: first('accept'),
    preview: first('preview'),
    secret: facets.some((facet) => facet.secret),
    advanced: facets.some((facet) => facet.advanced),
    deprecated: facets.some((facet) => facet.deprecated),
    readOnly: facets.some((facet) => facet.readOnly),
  };
}

function optionsOf(facets: readonly Schema[]): readonly Json[] | undefined {
  let options: readonly Json[] | undefined;
  for (const { enum: own } of facets) {
    if (!own) continue;
    options = options ? options.filter((a) => own.some((b) => isEqual(a, b))) : own;
  }
  return options?.filter((option, i) => options.findIndex((other) => isEqual(other, option)) === i);
}

function typesFor(
  facets: readonly Schema[],
  options: readonly Json[] | undefined,
): readonly JsonType[] | undefined {
  const told = typesOf(facets)?.filter((type) => type !== 'null');
  if (told && told.length > 0) return told;
  if (told) return [];
  return options ? undefined : guessTypes(facets);
}

const textKeys = ['minLength', 'maxLength', 'pattern', 'format', 'media', 'secret'] as const;
const numberKeys = [
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'multipleOf',
] as const;
const listKeys = ['items', 'prefixItems', 'minItems', 'maxItems', 'contains'] as const;
const objectKeys = [
  'properties',
  'required',
  'additionalProperties',
  'patternProperties',
  'minProperties',
  'dependentRequired',
  'dependentSchemas',
] as const;

/** A schema that forgot its type still shows what it is about. */
function guessTypes(facets: readonly Schema[]): readonly JsonType[] | undefined {
  const says = (keys: readonly (keyof Schema)[]) =>
    facets.some((facet) => keys.some((key) => facet[key] !== undefined));
  if (says(objectKeys)) return ['object'];
  if (says(listKeys)) return ['array'];
  if (says(numberKeys)) return ['number'];
  if (says(textKeys)) return ['string'];
  const value = facets.find((facet) => facet.default !== undefined)?.default;
  if (typeof value === 'string') return ['string'];
  if (typeof value === 'number') return ['number'];
  if (typeof value === 'boolean') return ['boolean'];
  if (isList(value)) return ['array'];
  return isObject(value) ? ['object'] : undefined;
}
