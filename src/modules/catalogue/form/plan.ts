import { partsFor } from './checker.ts';
import type { Expansion } from './expand.ts';
import type { Form } from './form.ts';
import { anything, type Schema } from './schema.ts';

/** The fields of a group under one set of facets. */
export interface Plan {
  readonly names: readonly string[];
  readonly required: ReadonlySet<string>;
  /** What is said of each key, as far as it was asked; undefined: the key must not be there. */
  readonly children: Map<string, readonly Schema[] | undefined>;
}

export function planOf(form: Form, expansion: Expansion): Plan {
  const { plans } = form.caches;
  const known = plans.get(expansion.key);
  if (known) return known;
  const plan = makePlan(expansion.facets);
  plans.set(expansion.key, plan);
  return plan;
}

function makePlan(facets: readonly Schema[]): Plan {
  const required = new Set(facets.flatMap((facet) => facet.required ?? []));
  const orders = new Map<string, number>();
  for (const facet of facets)
    for (const [name, part] of facet.properties ?? [])
      if (!orders.has(name) || part.order !== undefined)
        orders.set(name, part.order ?? orders.get(name) ?? Number.POSITIVE_INFINITY);
  for (const name of required) if (!orders.has(name)) orders.set(name, Number.POSITIVE_INFINITY);
  const names = [...orders.keys()]
    .filter((name) => !isForbidden(facets, name))
    .sort((a, b) => compare(orders.get(a), orders.get(b)));
  return { names, required, children: new Map() };
}

const compare = (a = Number.POSITIVE_INFINITY, b = Number.POSITIVE_INFINITY) =>
  a === b ? 0 : a - b;

/** All that the facets say of a key here; undefined where it must not be. */
export function schemasForKey(
  form: Form,
  expansion: Expansion,
  key: string,
): readonly Schema[] | undefined {
  const { children } = planOf(form, expansion);
  if (children.has(key)) return children.get(key);
  const { facets } = expansion;
  const schemas = isForbidden(facets, key) ? undefined : partsOfKey(facets, key);
  children.set(key, schemas);
  return schemas;
}

function partsOfKey(facets: readonly Schema[], key: string): readonly Schema[] {
  const parts = facets.flatMap((facet) => partsFor(facet, key));
  const rest = parts.length > 0 ? undefined : facets.find((facet) => facet.unevaluatedProperties);
  if (rest?.unevaluatedProperties) return [rest.unevaluatedProperties];
  return parts.length > 0 ? [...new Set(parts)] : [anything];
}

const isForbidden = (facets: readonly Schema[], key: string): boolean =>
  partsOfKey(facets, key).some((part) => part.never) ||
  facets.some((facet) => facet.propertyNames?.never);

export function schemasForItem(facets: readonly Schema[], index: number): readonly Schema[] {
  const parts = facets.flatMap(({ prefixItems, items }) => prefixItems?.[index] ?? items ?? []);
  return parts.length > 0 ? [...new Set(parts)] : [anything];
}
