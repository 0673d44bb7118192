import { check, hasType, isImpossible, isValid } from './check.ts';
import type { Form } from './form.ts';
import { has, isObject, type Json } from './json.ts';
import { mentionsAbsent } from './mentions.ts';
import { choiceKey, type Path } from './path.ts';
import type { JsonType, Schema } from './schema.ts';
import { asOneWidget, follow, isNullOnly, typedSchemas } from './synthetic.ts';

/** A fork in a schema: several branches could hold for this place. */
export interface Fork {
  readonly key: Path;
  readonly branches: readonly Schema[];
  /** Branches that can be offered at all. */
  readonly offered: readonly number[];
  /** Those of them that what was answered has not ruled out. */
  readonly live: readonly number[];
  readonly chosen: number | undefined;
}

/** The flat schemas that rule one place now: references followed, conditions decided, branches chosen. */
export interface Expansion {
  readonly key: string;
  readonly facets: readonly Schema[];
  readonly forks: readonly Fork[];
  /** Whether another value here could expand differently. */
  readonly dynamic: boolean;
}

export type Picks = Readonly<Record<string, number>>;

interface Walk {
  readonly form: Form;
  readonly value: Json | undefined;
  readonly path: Path;
  readonly picks: Picks;
  readonly facets: Schema[];
  readonly forks: Fork[];
  dynamic: boolean;
}

export interface Place {
  readonly schemas: readonly Schema[];
  readonly value: Json | undefined;
  readonly path: Path;
  readonly picks: Picks;
}

export function expand(form: Form, { schemas, value, path, picks }: Place): Expansion {
  const [only] = schemas;
  const known = schemas.length === 1 && only ? form.caches.expansions.get(only.id) : undefined;
  if (known) return known;
  const walk: Walk = { form, value, path, picks, facets: [], forks: [], dynamic: false };
  for (const schema of schemas) collect(walk, schema);
  splitTypes(walk);
  const key = walk.facets.map((facet) => facet.id).join();
  const expansion = { key, facets: walk.facets, forks: walk.forks, dynamic: walk.dynamic };
  if (!walk.dynamic && schemas.length === 1 && only) form.caches.expansions.set(only.id, expansion);
  return expansion;
}

function collect(walk: Walk, schema: Schema): void {
  if (walk.facets.includes(schema)) return;
  walk.facets.push(schema);
  if (schema.ref !== undefined) collect(walk, walk.form.doc.resolve(schema.ref));
  for (const part of schema.allOf ?? []) collect(walk, part);
  if (schema.if && (schema.then || schema.else)) {
    walk.dynamic = true;
    if (walk.value !== undefined) {
      const branch = isValid(walk.form.doc, schema.if, walk.value) ? schema.then : schema.else;
      if (branch) collect(walk, branch);
    }
  }
  if (schema.dependentSchemas) {
    walk.dynamic = true;
    for (const [key, part] of schema.dependentSchemas)
      if (isObject(walk.value) && has(walk.value, key)) collect(walk, part);
  }
  if (schema.anyOf) fork(walk, schema.anyOf, `${schema.id}a`);
  if (schema.oneOf) fork(walk, schema.oneOf, `${schema.id}o`);
}

function fork(walk: Walk, branches: readonly Schema[], number: string): void {
  const { form, value } = walk;
  const solid = branches.flatMap((branch, i) => (isNullOnly(form.doc, branch) ? [] : [i]));
  const take = (i: number | undefined) => {
    const branch = i === undefined ? undefined : branches[i];
    if (branch) collect(walk, branch);
  };
  if (solid.length < 2) {
    take(solid[0] ?? 0);
    return;
  }
  const merged = asOneWidget(form, branches, `${number}`);
  if (merged) {
    walk.facets.push(merged);
    return;
  }
  walk.dynamic = true;
  if (value === null) return;
  const types = typesOf(walk.facets);
  const offered = solid.filter((i) => isPossible(form, branches[i], types));
  const live = offered.filter((i) => isLive(form, branches[i], value));
  const key = choiceKey(walk.path, number);
  const picked = walk.picks[key];
  const chosen =
    picked !== undefined && live.includes(picked) ? picked : decided(walk, branches, live);
  walk.forks.push({ key, branches, offered, live, chosen });
  take(chosen);
}

function isPossible(
  { doc }: Form,
  branch: Schema | undefined,
  types: readonly JsonType[] | undefined,
): boolean {
  if (!branch || branch.never) return false;
  const own = branch.types ?? (branch.ref === undefined ? undefined : follow(doc, branch).types);
  if (!own || !types) return true;
  return own.some(
    (type) => types.includes(type) || (type === 'integer' && types.includes('number')),
  );
}

const isLive = ({ doc }: Form, branch: Schema | undefined, value: Json | undefined): boolean =>
  branch !== undefined && (value === undefined || !isImpossible(doc, branch, value));

/** The branch that needs no question: the only one left, or the only one the value already fits for good. */
function decided(
  walk: Walk,
  branches: readonly Schema[],
  live: readonly number[],
): number | undefined {
  const { doc } = walk.form;
  const { value } = walk;
  if (live.length === 1 || value === undefined) return live.length === 1 ? live[0] : undefined;
  const fits = live.filter((i) => {
    const branch = branches[i];
    return branch && check(doc, branch, value).length === 0;
  });
  if (!isObject(value)) return fits[0];
  const settled = fits.filter((i) => {
    const branch = branches[i];
    return branch && !mentionsAbsent(doc, branch, value);
  });
  return settled.length === 1 ? settled[0] : undefined;
}

/** What all facets allow; undefined means any type. */
export function typesOf(facets: readonly Schema[]): readonly JsonType[] | undefined {
  let types: readonly JsonType[] | undefined;
  for (const { types: own } of facets) {
    if (!own) continue;
    types = types ? common(types, own) : own;
  }
  return types;
}

function common(a: readonly JsonType[], b: readonly JsonType[]): readonly JsonType[] {
  const both = a.filter((type) => b.includes(type));
  const hasInteger = (types: readonly JsonType[]) => types.includes('integer');
  if (!both.includes('integer') && !both.includes('number') && (hasInteger(a) || hasInteger(b)))
    if ((hasInteger(a) && b.includes('number')) || (hasInteger(b) && a.includes('number')))
      return [...both, 'integer'];
  return both;
}

/** `type: [string, number]` is a fork too. */
function splitTypes(walk: Walk): void {
  const types = typesOf(walk.facets)?.filter((type) => type !== 'null');
  if (!types || types.length < 2 || walk.facets.some((facet) => facet.enum)) return;
  const wide = types.includes('number') ? types.filter((type) => type !== 'integer') : types;
  if (wide.length < 2) return;
  walk.dynamic = true;
  const branches = wide.map((type) => typedSchemas[type]);
  const { value } = walk;
  if (value === null) return;
  const key = choiceKey(walk.path, 't');
  const picked = walk.picks[key];
  const byValue = value === undefined ? -1 : wide.findIndex((type) => hasType([type], value));
  const chosen = byValue >= 0 ? byValue : picked;
  const all = wide.map((_, i) => i);
  walk.forks.push({ key, branches, offered: all, live: all, chosen });
  const branch = chosen === undefined ? undefined : branches[chosen];
  if (branch) walk.facets.push(branch);
}
