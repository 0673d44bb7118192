import { type Checker, partsFor, passes, report } from './checker.ts';
import { evaluatedKeys } from './evaluated.ts';
import { has, type JsonObject } from './json.ts';
import { join, type Path } from './path.ts';
import type { Problem } from './problem.ts';
import type { Schema } from './schema.ts';

export function checkObject(checker: Checker, schema: Schema, value: JsonObject, path: Path): void {
  for (const key of schema.required ?? []) need(checker, schema, value, { path, key });
  const inner = { ...checker, depth: 0 };
  for (const key of Object.keys(value)) {
    const item = value[key] ?? null;
    const parts = partsFor(schema, key);
    if (parts.length === 0 && !schema.propertyNames) continue;
    const place = join(path, key);
    for (const part of parts)
      if (part.never) report(checker, tooMuch(schema, key, place));
      else checker.visit(inner, part, item, place);
    const names = schema.propertyNames;
    if (names && !passes(checker, names, key)) report(checker, badName(names, key, place));
  }
  const count = Object.keys(value).length;
  if (schema.minProperties !== undefined && count < schema.minProperties)
    report(checker, { code: 'too_few', path, limit: schema.minProperties, count }, true);
  if (schema.maxProperties !== undefined && count > schema.maxProperties)
    report(checker, { code: 'too_many', path, limit: schema.maxProperties, count });
  checkDependent(checker, schema, value, path);
  if (schema.unevaluatedProperties) {
    const seen = evaluatedKeys(checker, schema, value);
    for (const key of Object.keys(value))
      if (!seen.has(key))
        checker.visit(inner, schema.unevaluatedProperties, value[key] ?? null, join(path, key));
  }
}

function tooMuch({ properties }: Schema, name: string, path: Path): Problem {
  // A key that is named and forbidden is ruled out by other answers, not by a typo.
  if (properties?.has(name)) return { code: 'unexpected', path, name };
  const known = [...(properties ?? [])].flatMap(([key, part]) => (part.never ? [] : [key]));
  return { code: 'unexpected', path, name, known };
}

const badName = ({ pattern }: Schema, name: string, path: Path): Problem => ({
  code: 'bad_name',
  path,
  name,
  ...(pattern && { pattern: pattern.source }),
});

interface Needed {
  readonly path: Path;
  readonly key: string;
}

function need(checker: Checker, schema: Schema, value: JsonObject, { path, key }: Needed): void {
  if (has(value, key)) return;
  const forbidden = schema.properties?.get(key)?.never === true;
  report(checker, { code: 'required', path: join(path, key) }, !forbidden);
}

function checkDependent(checker: Checker, schema: Schema, value: JsonObject, path: Path): void {
  for (const [key, others] of schema.dependentRequired ?? [])
    if (has(value, key))
      for (const other of others) need(checker, schema, value, { path, key: other });
  for (const [key, part] of schema.dependentSchemas ?? [])
    if (has(value, key)) checker.visit({ ...checker, depth: checker.depth + 1 }, part, value, path);
}
