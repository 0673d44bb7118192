import { type Expansion, expand, type Picks } from './expand.ts';
import type { Form } from './form.ts';
import { has, isList, isObject, type Json } from './json.ts';
import { type View, viewOf } from './merge.ts';
import { join, type Path, split, toIndex } from './path.ts';
import { planOf, schemasForItem, schemasForKey } from './plan.ts';
import type { Schema } from './schema.ts';

/** One place of the form in one state. */
export interface Spot {
  readonly path: Path;
  readonly schemas: readonly Schema[];
  readonly expansion: Expansion;
  readonly view: View;
  readonly value: Json | undefined;
  readonly required: boolean;
}

export interface Setting {
  readonly form: Form;
  readonly picks: Picks;
}

export function spotOf(
  { form, picks }: Setting,
  place: Pick<Spot, 'schemas' | 'value' | 'path' | 'required'>,
): Spot {
  const expansion = expand(form, { ...place, picks });
  return { ...place, expansion, view: viewOf(form, place.schemas, expansion) };
}

export const rootSpot = (setting: Setting, value: Json | undefined): Spot =>
  spotOf(setting, { schemas: [setting.form.doc.root], value, path: '', required: true });

/** Required because of what else is given. */
export function isNeeded(expansion: Expansion, form: Form, value: Json | undefined, key: string) {
  if (planOf(form, expansion).required.has(key)) return true;
  if (!isObject(value)) return false;
  return expansion.facets.some(({ dependentRequired }) =>
    [...(dependentRequired ?? [])].some(
      ([trigger, others]) => has(value, trigger) && others.includes(key),
    ),
  );
}

export function childSpot(setting: Setting, parent: Spot, key: string): Spot | undefined {
  const { facets } = parent.expansion;
  const path = join(parent.path, key);
  if (isListSpot(parent)) {
    const index = toIndex(key);
    const count = isList(parent.value) ? parent.value.length : 0;
    if (index < 0 || index > count) return undefined;
    const value = isList(parent.value) ? parent.value[index] : undefined;
    return spotOf(setting, { schemas: schemasForItem(facets, index), value, path, required: true });
  }
  if (parent.value !== undefined && !isObject(parent.value)) return undefined;
  const schemas = schemasForKey(setting.form, parent.expansion, key);
  if (!schemas) return undefined;
  const value = isObject(parent.value) && has(parent.value, key) ? parent.value[key] : undefined;
  const required = isNeeded(parent.expansion, setting.form, parent.value, key);
  return spotOf(setting, { schemas, value, path, required });
}

export function spotAt(setting: Setting, value: Json | undefined, path: Path): Spot | undefined {
  let spot: Spot | undefined = rootSpot(setting, value);
  for (const key of split(path)) spot = spot && childSpot(setting, spot, key);
  return spot;
}

export const isListSpot = ({ value, view }: Pick<Spot, 'value' | 'view'>): boolean =>
  value === undefined ? view.types?.length === 1 && view.types[0] === 'array' : isList(value);

export const isGroupSpot = ({ value, view }: Pick<Spot, 'value' | 'view'>): boolean =>
  value === undefined ? view.types?.length === 1 && view.types[0] === 'object' : isObject(value);

export const openForks = (spot: Spot) =>
  spot.expansion.forks.filter((fork) => fork.chosen === undefined && fork.live.length > 0);

/** Keys beyond the named ones are meant to be given. */
export const takesExtras = ({ expansion, value }: Spot): boolean =>
  (value === undefined || isObject(value)) &&
  expansion.facets.some(
    ({ additionalProperties, patternProperties }) =>
      patternProperties !== undefined ||
      (additionalProperties !== undefined && !additionalProperties.never),
  );
