import { type Checker, partsFor, passes } from './checker.ts';
import { has, isObject, type Json, type JsonObject } from './json.ts';
import type { Schema } from './schema.ts';

/** The schemas that apply to this very value: references, allOf, fitting branches. */
export function applied(
  checker: Checker,
  schema: Schema,
  value: Json,
  depth = 0,
): readonly Schema[] {
  if (depth > 20) return [];
  const more = (part: Schema) => applied(checker, part, value, depth + 1);
  const fitting = (part: Schema) => (passes(checker, part, value) ? more(part) : []);
  const found = [schema];
  if (schema.ref !== undefined) found.push(...more(checker.doc.resolve(schema.ref)));
  for (const part of schema.allOf ?? []) found.push(...more(part));
  for (const part of schema.anyOf ?? []) found.push(...fitting(part));
  for (const part of schema.oneOf ?? []) found.push(...fitting(part));
  if (schema.if) {
    const holds = passes(checker, schema.if, value);
    if (holds) found.push(...more(schema.if));
    const branch = holds ? schema.then : schema.else;
    if (branch) found.push(...more(branch));
  }
  if (isObject(value))
    for (const [key, part] of schema.dependentSchemas ?? [])
      if (has(value, key)) found.push(...more(part));
  return found;
}

export function evaluatedKeys(
  checker: Checker,
  schema: Schema,
  value: JsonObject,
): ReadonlySet<string> {
  const seen = new Set<string>();
  for (const part of applied(checker, schema, value))
    for (const key of Object.keys(value))
      if (partsFor(part, key).length > 0 || (part !== schema && part.unevaluatedProperties))
        seen.add(key);
  return seen;
}

export function evaluatedItems(
  checker: Checker,
  schema: Schema,
  value: readonly Json[],
): ReadonlySet<number> {
  const seen = new Set<number>();
  for (const part of applied(checker, schema, value))
    value.forEach((item, i) => {
      const { prefixItems = [], items, contains } = part;
      if (i < prefixItems.length || items || (part !== schema && part.unevaluatedItems))
        seen.add(i);
      if (contains && passes(checker, contains, item)) seen.add(i);
    });
  return seen;
}
