import { has, isList, isObject, type Json } from './json.ts';
import type { Doc, Schema } from './schema.ts';

/** Whether more answers could still change what this schema says of the value. */
export function mentionsAbsent(doc: Doc, schema: Schema, value: Json, depth = 0): boolean {
  if (depth > 8) return false;
  if (isList(value))
    return (
      schema.minItems !== undefined ||
      schema.contains !== undefined ||
      value.some(
        (item) => schema.items !== undefined && mentionsAbsent(doc, schema.items, item, depth + 1),
      )
    );
  if (!isObject(value)) return false;
  for (const [key, part] of schema.properties ?? [])
    if (!has(value, key) || mentionsAbsent(doc, part, value[key] ?? null, depth + 1)) return true;
  if (schema.required?.some((key) => !has(value, key))) return true;
  if (schema.minProperties !== undefined || schema.maxProperties !== undefined) return true;
  const parts = [
    ...(schema.ref === undefined ? [] : [doc.resolve(schema.ref)]),
    ...(schema.allOf ?? []),
    ...(schema.anyOf ?? []),
    ...(schema.oneOf ?? []),
    ...[schema.not, schema.if, schema.then, schema.else].filter((part) => part !== undefined),
  ];
  return parts.some((part) => mentionsAbsent(doc, part, value, depth + 1));
}
