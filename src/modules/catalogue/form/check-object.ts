import { type Checker, partsFor, passes, report } from './checker.ts';
import { evaluatedKeys } from './evaluated.ts';
import { has, type JsonObject } from './json.ts';
import { join, type Path } from './path.ts';
import type { Schema } from './schema.ts';

export function checkObject(checker: Checker, schema: Schema, value: JsonObject, path: Path): void {
  for (const key of schema.required ?? []) need(checker, schema, value, join(path, key), key);
  const inner = { ...checker, depth: 0 };
  for (const key of Object.keys(value)) {
    const item = value[key] ?? null;
    for (const part of partsFor(schema, key)) checker.visit(inner, part, item, join(path, key));
    if (schema.propertyNames && !passes(checker, schema.propertyNames, key))
      report(checker, { code: 'unexpected', path: join(path, key) });
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

function need(checker: Checker, schema: Schema, value: JsonObject, path: Path, key: string): void {
  if (has(value, key)) return;
  const forbidden = schema.properties?.get(key)?.never === true;
  report(checker, { code: 'required', path }, !forbidden);
}

function checkDependent(checker: Checker, schema: Schema, value: JsonObject, path: Path): void {
  for (const [key, others] of schema.dependentRequired ?? [])
    if (has(value, key))
      for (const other of others) need(checker, schema, value, join(path, other), other);
  for (const [key, part] of schema.dependentSchemas ?? [])
    if (has(value, key)) checker.visit({ ...checker, depth: checker.depth + 1 }, part, value, path);
}
