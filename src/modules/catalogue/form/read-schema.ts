import { has, isEqual, isList, isObject, type Json, type JsonObject } from './json.ts';
import { toPattern } from './pattern.ts';
import { readWords } from './read-words.ts';
import { anything, type Doc, type JsonType, jsonTypes, type Schema } from './schema.ts';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
type Draft = Mutable<Schema>;

const otherTypes: Readonly<Record<string, JsonType>> = {
  file: 'string',
  binary: 'string',
  url: 'string',
  uri: 'string',
  path: 'string',
  str: 'string',
  text: 'string',
  secret: 'string',
  float: 'number',
  double: 'number',
  int: 'integer',
  long: 'integer',
  bool: 'boolean',
  list: 'array',
  dict: 'object',
  map: 'object',
};
const fileTypes = new Set(['file', 'binary', 'path']);

interface Reader {
  readonly root: Json;
  readonly known: Map<object, Schema>;
  readonly names: Map<string, JsonObject>;
  readonly refs: string[];
  readonly warnings: string[];
  conditional: boolean;
  nextId: number;
}

export function readSchema(raw: Json): Doc {
  const reader: Reader = {
    root: raw,
    known: new Map(),
    names: new Map(),
    refs: [],
    warnings: [],
    conditional: false,
    nextId: 1,
  };
  const root = read(reader, raw);
  const targets = new Map<string, Schema>();
  // Ids follow the order of reading, so references are followed here and not when first needed.
  for (let i = 0; i < reader.refs.length; i += 1) {
    const ref = reader.refs[i] ?? '';
    if (targets.has(ref)) continue;
    const target = find(reader, ref);
    if (target === undefined) reader.warnings.push(`$ref ${ref} leads nowhere`);
    targets.set(ref, target === undefined ? anything : read(reader, target));
  }
  return {
    root,
    raw,
    resolve: (ref) => targets.get(ref) ?? anything,
    conditional: reader.conditional,
    warnings: reader.warnings,
  };
}

function find(reader: Reader, ref: string): Json | undefined {
  const named = reader.names.get(ref);
  if (named) return named;
  const mark = ref.indexOf('#');
  const pointer = mark < 0 ? ref : ref.slice(mark + 1);
  if (mark >= 0 && pointer === '') return reader.root;
  const keys = pointer
    .split('/')
    .map((part) => decode(part).replace(/~1/g, '/').replace(/~0/g, '~'));
  let node: Json | undefined = pointer.startsWith('/') ? reader.root : undefined;
  for (const key of keys.slice(1)) {
    if (isList(node)) node = node[Number(key)];
    else node = isObject(node) && has(node, key) ? node[key] : undefined;
  }
  return node ?? byLastName(reader.root, keys.at(-1) ?? '');
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

// A schema cut out of an OpenAPI page keeps its references while its parts were moved to $defs.
function byLastName(root: Json, name: string): Json | undefined {
  if (!isObject(root)) return undefined;
  const components = isObject(root.components) ? root.components.schemas : undefined;
  for (const home of [root.$defs, root.definitions, components])
    if (isObject(home) && has(home, name)) return home[name];
  return undefined;
}

function read(reader: Reader, raw: Json): Schema {
  if (!isObject(raw)) {
    const id = reader.nextId++;
    return raw === false ? { id, never: true } : { id };
  }
  const known = reader.known.get(raw);
  if (known) return known;
  const schema: Draft = { id: reader.nextId++ };
  reader.known.set(raw, schema);
  for (const name of [raw.$id, raw.$anchor && `#${raw.$anchor}`])
    if (typeof name === 'string') reader.names.set(name, raw);
  readTypes(raw, schema);
  readLimits(reader, raw, schema);
  readParts(reader, raw, schema);
  readWords(raw, schema);
  if (conditionKeys.some((key) => schema[key] !== undefined)) reader.conditional = true;
  return schema;
}

const conditionKeys = [
  'anyOf',
  'oneOf',
  'not',
  'if',
  'dependentRequired',
  'dependentSchemas',
  'maxProperties',
  'unevaluatedProperties',
] as const;

function readTypes(raw: JsonObject, schema: Draft): void {
  const names = (isList(raw.type) ? raw.type : [raw.type]).filter((x) => typeof x === 'string');
  const types = names
    .map((name) => jsonTypes.find((type) => type === name) ?? otherTypes[name.toLowerCase()])
    .filter((type) => type !== undefined);
  if (types.length > 0 && types.length === names.length) schema.types = types;
  if (names.some((name) => fileTypes.has(name))) schema.media = 'file';
  if (raw.nullable === true) {
    if (schema.types) schema.types = [...new Set<JsonType>([...schema.types, 'null'])];
    else schema.nullable = true;
  }
  if (has(raw, 'const') && raw.const !== undefined) schema.enum = [raw.const];
  if (isList(raw.enum) && raw.enum.length > 0) {
    const values = raw.enum;
    schema.enum = schema.enum
      ? schema.enum.filter((x) => values.some((y) => isEqual(x, y)))
      : values;
  }
}

const numberKeys = ['multipleOf', 'minimum', 'maximum'] as const;
const sizeKeys = [
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
  'minContains',
  'maxContains',
  'minProperties',
  'maxProperties',
] as const;

function readLimits(reader: Reader, raw: JsonObject, schema: Draft): void {
  for (const key of numberKeys) {
    const value = raw[key];
    if (typeof value === 'number') schema[key] = value;
  }
  if (schema.multipleOf !== undefined && !(schema.multipleOf > 0)) delete schema.multipleOf;
  for (const key of sizeKeys) {
    const value = raw[key];
    if (typeof value === 'number' && value >= 0) schema[key] = value;
  }
  // OpenAPI 3.0 and draft 4 say `true` beside `minimum` where later drafts give the number.
  if (typeof raw.exclusiveMinimum === 'number') schema.exclusiveMinimum = raw.exclusiveMinimum;
  if (raw.exclusiveMinimum === true && schema.minimum !== undefined) {
    schema.exclusiveMinimum = schema.minimum;
    delete schema.minimum;
  }
  if (typeof raw.exclusiveMaximum === 'number') schema.exclusiveMaximum = raw.exclusiveMaximum;
  if (raw.exclusiveMaximum === true && schema.maximum !== undefined) {
    schema.exclusiveMaximum = schema.maximum;
    delete schema.maximum;
  }
  if (typeof raw.format === 'string') schema.format = raw.format;
  if (typeof raw.pattern === 'string') schema.pattern = readPattern(reader, raw.pattern);
  if (raw.uniqueItems === true) schema.uniqueItems = true;
}

function readPattern(reader: Reader, source: string) {
  const { pattern, readable } = toPattern(source);
  if (!readable) reader.warnings.push(`pattern ${source.slice(0, 80)} cannot be read`);
  return pattern;
}

const partKeys = [
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
const listKeys = ['allOf', 'anyOf', 'oneOf', 'prefixItems'] as const;
const isSchema = (raw: Json | undefined): raw is JsonObject | boolean =>
  isObject(raw) || typeof raw === 'boolean';

function readParts(reader: Reader, raw: JsonObject, schema: Draft): void {
  const ref = raw.$ref ?? raw.$dynamicRef ?? raw.$recursiveRef;
  if (typeof ref === 'string') {
    schema.ref = ref;
    reader.refs.push(ref);
  }
  if (isObject(raw.properties)) schema.properties = readMap(reader, raw.properties);
  for (const key of partKeys) {
    const part = raw[key];
    if (isSchema(part)) schema[key] = read(reader, part);
  }
  for (const key of listKeys) {
    const parts = raw[key];
    if (isList(parts) && parts.length > 0)
      schema[key] = parts.filter(isSchema).map((part) => read(reader, part));
  }
  if (isList(raw.items)) {
    schema.prefixItems = raw.items.filter(isSchema).map((part) => read(reader, part));
    if (isSchema(raw.additionalItems)) schema.items = read(reader, raw.additionalItems);
  } else if (isSchema(raw.items)) schema.items = read(reader, raw.items);
  if (isObject(raw.patternProperties))
    schema.patternProperties = Object.entries(raw.patternProperties)
      .filter(([, part]) => isSchema(part))
      .map(([source, part]) => ({
        pattern: readPattern(reader, source),
        schema: read(reader, part),
      }));
  if (isList(raw.required)) schema.required = raw.required.filter((x) => typeof x === 'string');
  readDependents(reader, raw, schema);
  for (const home of [raw.$defs, raw.definitions]) if (isObject(home)) readMap(reader, home);
  if (isObject(raw.components) && isObject(raw.components.schemas))
    readMap(reader, raw.components.schemas);
}

const readMap = (reader: Reader, raw: JsonObject): Map<string, Schema> =>
  new Map(
    Object.entries(raw)
      .filter(([, part]) => isSchema(part))
      .map(([key, part]) => [key, read(reader, part)]),
  );

function readDependents(reader: Reader, raw: JsonObject, schema: Draft): void {
  const required = new Map<string, readonly string[]>();
  const schemas = new Map<string, Schema>();
  for (const home of [raw.dependencies, raw.dependentRequired, raw.dependentSchemas]) {
    if (!isObject(home)) continue;
    for (const [key, part] of Object.entries(home)) {
      if (isList(part))
        required.set(
          key,
          part.filter((x) => typeof x === 'string'),
        );
      else if (isSchema(part)) schemas.set(key, read(reader, part));
    }
  }
  if (required.size > 0) schema.dependentRequired = required;
  if (schemas.size > 0) schema.dependentSchemas = schemas;
}
