import type { Chance } from '../chance.ts';
import { check } from '../check.ts';
import { compile } from '../compile.ts';
import type { Form } from '../form.ts';
import { isObject, type Json, type JsonObject, withKey } from '../json.ts';
import { planOf, schemasForItem } from '../plan.ts';
import type { Schema } from '../schema.ts';
import { childSpot, isGroupSpot, isListSpot, openForks, type Spot, spotOf } from '../spot.ts';
import { type Widget, widgetOf } from '../widget.ts';
import { sampleLeaf } from './sample-leaf.ts';

const tries = 40;

/** A random value the schemas allow, or undefined after a number of tries. */
export function sample(
  form: Form,
  chance: Chance,
  place: { schemas: readonly Schema[]; path: string },
): Json | undefined {
  for (let i = 0; i < tries; i += 1) {
    const value = draw({ form, chance, lush: i < tries / 2 ? 0.4 : 0 }, { ...place, depth: 0 });
    if (value === undefined) continue;
    const issues = place.schemas.flatMap((schema) => check(form.doc, schema, value));
    if (issues.length === 0) return value;
  }
  return undefined;
}

export function sampleOf(schema: Json, chance: Chance): Json | undefined {
  const form = compile(schema);
  return sample(form, chance, { schemas: [form.doc.root], path: '' });
}

interface Drawing {
  readonly form: Form;
  readonly chance: Chance;
  /** How likely an optional field is given. */
  readonly lush: number;
}

interface Place {
  readonly schemas: readonly Schema[];
  readonly path: string;
  readonly depth: number;
}

function draw(drawing: Drawing, place: Place): Json | undefined {
  const { form, chance } = drawing;
  const { path, depth } = place;
  if (depth > 12) return undefined;
  const schemas = chance.happens(0.3) ? narrowed(chance, place.schemas) : place.schemas;
  let picks: Record<string, number> = {};
  let spot = spotOf({ form, picks }, { schemas, value: undefined, path, required: true });
  for (let i = 0; i < 6; i += 1) {
    const [fork] = openForks(spot);
    if (!fork) break;
    picks = { ...picks, [fork.key]: chance.one(fork.live) ?? 0 };
    spot = spotOf({ form, picks }, { schemas, value: undefined, path, required: true });
  }
  const { view } = spot;
  if (depth > 0 && view.default !== undefined && chance.happens(0.2)) return view.default;
  if (view.examples.length > 0 && chance.happens(0.2)) return chance.one(view.examples);
  if (isGroupSpot(spot) && !view.options) return drawGroup(drawing, { picks, depth, spot });
  if (isListSpot(spot) && !view.options) return drawList(drawing, spot, depth);
  return drawLeaf(drawing, spot, widgetOf({ form, picks }, spot));
}

/** With one way of each choice taken: two kinds of text look like one text, which hides what each of them asks. */
function narrowed(chance: Chance, schemas: readonly Schema[]): readonly Schema[] {
  const ways = schemas.flatMap(({ anyOf, oneOf }) => [
    chance.one(anyOf ?? []),
    chance.one(oneOf ?? []),
  ]);
  return [...schemas, ...ways.filter((way) => way !== undefined)];
}

function drawLeaf({ chance }: Drawing, spot: Spot, widget: Widget): Json | undefined {
  if (widget.kind === 'json')
    return spot.view.nullable && (spot.view.options?.length === 0 || chance.happens(0.1))
      ? null
      : chance.one(['text', 7, true, { key: 'value' }]);
  return sampleLeaf(
    chance,
    widget,
    spot.view.patterns.map(({ source }) => source),
  );
}

interface GroupPlace {
  readonly picks: Readonly<Record<string, number>>;
  readonly depth: number;
  readonly spot: Spot;
}

function drawGroup(drawing: Drawing, { picks, depth, spot }: GroupPlace): Json | undefined {
  const { form, chance } = drawing;
  let value: JsonObject = {};
  // Twice: what the first answers bring (conditions, dependents) is seen in the second.
  for (let round = 0; round < 2; round += 1) {
    const now = spotOf({ form, picks }, { ...spot, value });
    for (const name of planOf(form, now.expansion).names) {
      const child = childSpot({ form, picks }, { ...now, value }, name);
      if (!child || child.value !== undefined) continue;
      if (!child.required && !(depth < 4 && chance.happens(drawing.lush))) continue;
      const item = draw(drawing, { schemas: child.schemas, path: child.path, depth: depth + 1 });
      if (item === undefined && child.required) return undefined;
      if (item !== undefined) value = withKey(value, name, item);
    }
  }
  return fillUp(drawing, { ...spot, value }, depth);
}

/** Free keys, where the named ones are too few or there are none. */
function fillUp({ form, chance, lush }: Drawing, spot: Spot, depth: number): Json {
  const facets = spot.expansion.facets;
  const least = Math.max(0, ...facets.map(({ minProperties }) => minProperties ?? 0));
  const isMap = planOf(form, spot.expansion).names.length === 0;
  let value: JsonObject = isObject(spot.value) ? spot.value : {};
  const wanted = Math.max(least, isMap && depth < 4 && chance.happens(0.6) ? 2 : 0);
  const sources = facets
    .flatMap(({ patternProperties }) => patternProperties ?? [])
    .map(({ pattern }) => pattern.source);
  const nameRules = facets.flatMap(({ propertyNames }) => propertyNames ?? []);
  for (let i = 0; i < 20 && Object.keys(value).length < wanted; i += 1) {
    const source = chance.one(sources);
    const named =
      nameRules.length > 0
        ? draw({ form, chance, lush }, { schemas: nameRules, path: '', depth: 1 })
        : undefined;
    const key =
      typeof named === 'string' ? named : source === undefined ? `key${i}` : textOf(chance, source);
    const child = childSpot({ form, picks: {} }, { ...spot, value }, key);
    const item =
      child &&
      draw({ form, chance, lush }, { schemas: child.schemas, path: child.path, depth: depth + 1 });
    if (item !== undefined) value = withKey(value, key, item);
  }
  return value;
}

const textOf = (chance: Chance, source: string): string => {
  const leaf = sampleLeaf(
    chance,
    {
      kind: 'text',
      long: false,
      secret: false,
      minLength: undefined,
      maxLength: undefined,
      pattern: source,
      format: undefined,
    },
    [source],
  );
  return typeof leaf === 'string' ? leaf : 'key';
};

function drawList(drawing: Drawing, spot: Spot, depth: number): Json | undefined {
  const { facets } = spot.expansion;
  const { minItems = 0, maxItems, unique } = spot.view;
  const contains = facets.flatMap((facet) => facet.contains ?? []);
  const marked = Math.max(
    0,
    ...facets.map(({ contains: rule, minContains = 1 }) => (rule ? minContains : 0)),
  );
  const least = Math.max(minItems, marked);
  const extra = depth < 5 ? drawing.chance.below(3) : 0;
  const count = Math.min(maxItems ?? Number.POSITIVE_INFINITY, least + extra);
  const items: Json[] = [];
  for (let i = 0; i < count * 4 && items.length < count; i += 1) {
    const own = schemasForItem(facets, items.length);
    const schemas = items.length < marked ? [...own, ...contains] : own;
    const item = draw(drawing, { schemas, path: `${spot.path}/0`, depth: depth + 1 });
    if (item === undefined) continue;
    if (!unique || !items.some((other) => JSON.stringify(other) === JSON.stringify(item)))
      items.push(item);
  }
  return items;
}
