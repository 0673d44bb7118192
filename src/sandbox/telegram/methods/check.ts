import {
  type Fields,
  methodsByLowerCase,
  methodTable,
  type TypeRef,
  typeTable,
  unionTable,
} from './table.ts';

type Given = Readonly<Record<string, unknown>>;

/** The documented spelling of a method, whatever the case it was called in. */
export const isKnownMethod = (method: string): boolean =>
  methodsByLowerCase.has(method.toLowerCase());

/**
 * What the documentation objects to in a call: unknown and missing parameters, wrong types, also deep inside.
 * `fileFields` are the form fields that came as files.
 */
export function checkCall(
  method: string,
  params: Given,
  fileFields: Iterable<string> = [],
): readonly string[] {
  const name = methodsByLowerCase.get(method.toLowerCase());
  const fields = name === undefined ? undefined : methodTable.get(name);
  if (name === undefined || fields === undefined) return [`unknown method ${method}`];
  const files = withoutAttached([...fileFields], params);
  const given = { ...params, ...Object.fromEntries(files.map((field) => [field, file])) };
  return checkFields(name, fields, given, true);
}

const file = Symbol('a file');

function withoutAttached(fields: readonly string[], params: Given): readonly string[] {
  if (fields.length === 0) return fields;
  const text = JSON.stringify(params);
  return fields.filter((field) => !text.includes(`attach://${field}`));
}

// Parameters of forms and queries are texts, so `loose` reads numbers, booleans and JSON out of them.
function checkFields(path: string, fields: Fields, given: Given, loose: boolean): string[] {
  const warnings: string[] = [];
  for (const { name, required, types } of fields.values()) {
    const value = given[name];
    const absent = value === undefined || value === null || (loose && value === '');
    if (absent && required) warnings.push(`${path}: ${name} is required`);
    if (!absent) warnings.push(...checkValue(`${path}.${name}`, types, value, loose));
  }
  for (const name of Object.keys(given)) {
    if (!fields.has(name)) warnings.push(`${path}: unknown parameter ${name}`);
  }
  return warnings;
}

function checkValue(
  path: string,
  types: readonly TypeRef[],
  value: unknown,
  loose: boolean,
): string[] {
  let best: string[] | undefined;
  for (const type of types) {
    const warnings = checkOne(path, type, value, loose);
    if (warnings.length === 0) return [];
    if (best === undefined || warnings.length < best.length) best = warnings;
  }
  return best ?? [];
}

function checkOne(path: string, type: TypeRef, value: unknown, loose: boolean): string[] {
  const wrong = [`${path} must be ${shown(type)}, got ${kindOf(value)}`];
  if (type.lists === 0 && type.name in simple) {
    return simple[type.name]?.(value, loose) === true ? [] : wrong;
  }
  if (type.lists === 0 && type.name === 'InputFile') {
    return value === file || typeof value === 'string' ? [] : wrong;
  }
  const decoded = loose && typeof value === 'string' ? decode(value) : value;
  if (type.lists > 0) {
    if (!Array.isArray(decoded)) return wrong;
    const inner = { name: type.name, lists: type.lists - 1 };
    return decoded.flatMap((item, index) => checkOne(`${path}[${index}]`, inner, item, false));
  }
  const members = unionTable.get(type.name);
  if (members !== undefined) {
    return checkValue(
      path,
      members.map((name) => ({ name, lists: 0 })),
      decoded,
      false,
    );
  }
  const fields = typeTable.get(type.name);
  if (fields === undefined) return [];
  if (type.name === 'KeyboardButton' && typeof decoded === 'string') return [];
  return isGiven(decoded) ? checkFields(path, fields, decoded, false) : wrong;
}

const simple: Readonly<Record<string, (value: unknown, loose: boolean) => boolean>> = {
  i: (value, loose) =>
    Number.isInteger(value) || (loose && typeof value === 'string' && /^-?\d+$/.test(value)),
  f: (value, loose) =>
    typeof value === 'number' ||
    (loose && typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value)),
  s: (value) => typeof value === 'string',
  b: (value, loose) =>
    typeof value === 'boolean' ||
    (loose && typeof value === 'string' && /^(true|false)$/i.test(value)),
};

const names: Readonly<Record<string, string>> = {
  i: 'Integer',
  f: 'Float',
  s: 'String',
  b: 'Boolean',
};

const shown = ({ name, lists }: TypeRef): string =>
  'Array of '.repeat(lists) + (names[name] ?? name);

const kindOf = (value: unknown): string =>
  value === null
    ? 'null'
    : value === file
      ? 'a file'
      : Array.isArray(value)
        ? 'Array'
        : typeof value;

function decode(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

const isGiven = (value: unknown): value is Given =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
