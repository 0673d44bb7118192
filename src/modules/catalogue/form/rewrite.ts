import type { Json, JsonObject } from './json.ts';
import type { Doc, Pattern, Schema } from './schema.ts';

type Parts = Record<string, Json>;

/** The schema as we read it, in the words of 2020-12: for validators that choke on the original. */
export function rewrite(doc: Doc): JsonObject {
  const names = new Map<Schema, string>();
  const defs: Parts = {};
  const nameOf = (schema: Schema): string => {
    const known = names.get(schema);
    if (known !== undefined) return known;
    const name = `s${names.size}`;
    names.set(schema, name);
    defs[name] = write(doc, schema, nameOf);
    return name;
  };
  const root = nameOf(doc.root);
  return { $ref: `#/$defs/${root}`, $defs: defs };
}

const plainKeys = [
  'multipleOf',
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'minLength',
  'maxLength',
  'format',
  'minItems',
  'maxItems',
  'uniqueItems',
  'minContains',
  'maxContains',
  'minProperties',
  'maxProperties',
  'required',
] as const;
const partKeys = [
  'items',
  'contains',
  'unevaluatedItems',
  'additionalProperties',
  'unevaluatedProperties',
  'propertyNames',
  'not',
  'if',
  'then',
  'else',
] as const;
const listKeys = ['prefixItems', 'allOf', 'anyOf', 'oneOf'] as const;

function write(doc: Doc, schema: Schema, nameOf: (schema: Schema) => string): Json {
  if (schema.never) return false;
  const ref = (part: Schema): Json => ({ $ref: `#/$defs/${nameOf(part)}` });
  const out: Parts = {};
  if (schema.types) out.type = schema.types;
  if (schema.enum)
    out[schema.enum.length === 1 ? 'const' : 'enum'] =
      schema.enum.length === 1 ? (schema.enum[0] ?? null) : schema.enum;
  for (const key of plainKeys) {
    const value = schema[key];
    if (value !== undefined) out[key] = value;
  }
  if (schema.pattern) out.pattern = source(schema.pattern);
  for (const key of partKeys) {
    const part = schema[key];
    if (part) out[key] = ref(part);
  }
  for (const key of listKeys) {
    const parts = schema[key];
    if (parts && parts.length > 0) out[key] = parts.map(ref);
  }
  const map = (parts: ReadonlyMap<string, Schema>): Json =>
    Object.fromEntries([...parts].map(([key, part]) => [key, ref(part)]));
  if (schema.properties) out.properties = map(schema.properties);
  if (schema.dependentSchemas) out.dependentSchemas = map(schema.dependentSchemas);
  if (schema.dependentRequired)
    out.dependentRequired = Object.fromEntries(schema.dependentRequired);
  if (schema.patternProperties)
    out.patternProperties = Object.fromEntries(
      schema.patternProperties.map(({ pattern, schema: part }) => [source(pattern), ref(part)]),
    );
  if (schema.ref !== undefined) out.$ref = `#/$defs/${nameOf(doc.resolve(schema.ref))}`;
  return schema.nullable ? { anyOf: [out, { type: 'null' }] } : out;
}

const source = (pattern: Pattern): string => pattern.source;
