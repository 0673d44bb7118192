import type { Chance } from '../chance.ts';
import type { Json, JsonObject } from '../json.ts';

/** A made-up schema and one value that fits it. */
export interface Invented {
  readonly schema: Json;
  readonly value: Json;
}

const names = ['prompt', 'size', 'mode', 'image_url', 'seed', 'count', 'a b', 'ключ', 'style', 'x'];
const wordList = ['fast', 'slow', '16:9', '1K', '4K', 'авто', 'Yes', 'none', '7', 'v1.5'];

/** Builds the value first and the schema around it, so that every schema can be filled in. */
export function invent(chance: Chance, depth = 0): Invented {
  const makers =
    depth === 0
      ? [group, group, group, combined]
      : depth > 2
        ? leaves
        : [...leaves, ...leaves, list, group, map, combined];
  const make = chance.one(makers) ?? text;
  return make(chance, depth);
}

type Make = (chance: Chance, depth: number) => Invented;

const some = (chance: Chance, part: JsonObject): JsonObject => (chance.happens(0.5) ? part : {});

const text: Make = (chance) => {
  const value =
    chance.one(['кот', 'a cat', 'Привет, мир!', 'x', '🐈 cat', 'long '.repeat(20).trim()]) ?? 'x';
  const length = [...value].length;
  return {
    value,
    schema: {
      type: 'string',
      ...some(chance, { minLength: chance.below(length + 1) }),
      ...some(chance, { maxLength: length + chance.below(5) }),
      ...(chance.happens(0.2) && { title: 'Text', description: 'Some text' }),
      ...(chance.happens(0.2) && { default: value }),
      ...(chance.happens(0.1) && { default: 5 }),
    },
  };
};

const pattern: Make = (chance) =>
  chance.one<Invented>([
    { value: '#a0b1c2', schema: { type: 'string', pattern: '^#[0-9a-f]{6}$' } },
    { value: '16:9', schema: { type: 'string', pattern: '^\\d+:\\d+$' } },
    { value: 'abc', schema: { type: 'string', pattern: '(?<!x)c$', minLength: 3 } },
    { value: '2026-12-25', schema: { type: 'string', format: 'date' } },
    { value: '2026-12-25T10:00:00Z', schema: { type: 'string', format: 'date-time' } },
    { value: 'https://example.com/a.png', schema: { type: 'string', format: 'uri' } },
    { value: 'a@example.com', schema: { type: 'string', format: 'email' } },
  ]) ?? text(chance, 0);

const number: Make = (chance) => {
  const step = chance.one([1, 1, 8, 0.5, 0.1, 0.01]) ?? 1;
  const value = step * (chance.below(40) - 10);
  const fits = value / step === Number.parseInt(String(value / step), 10);
  const low = value - step * chance.below(5);
  const high = value + step * chance.below(5);
  return {
    value,
    schema: {
      type: Number.isInteger(value) && Number.isInteger(step) ? 'integer' : 'number',
      ...(fits && step !== 1 && chance.happens(0.5) && { multipleOf: step }),
      ...(chance.happens(0.6) &&
        (chance.happens(0.7) ? { minimum: low } : { exclusiveMinimum: low - step })),
      ...(chance.happens(0.6) &&
        (chance.happens(0.7) ? { maximum: high } : { exclusiveMaximum: high + step })),
      ...(chance.happens(0.2) && { default: value }),
      ...(chance.happens(0.1) && { default: 'wrong' }),
    },
  };
};

const toggle: Make = (chance) => ({
  value: chance.happens(0.5),
  schema: { type: 'boolean', ...(chance.happens(0.5) && { default: false }) },
});

const choice: Make = (chance) => {
  const options = wordList.filter(() => chance.happens(0.5));
  const value = chance.one<Json>([...options, 3, 2.5]) ?? 'x';
  const all: Json[] = [...options, value].filter((option, i, list) => list.indexOf(option) === i);
  const plain = all.every((option) => typeof option === 'string');
  return {
    value,
    schema: {
      enum: chance.happens(0.1) ? [...all, null] : all,
      ...(plain && chance.happens(0.6) && { type: ['string', 'null'] }),
      ...(chance.happens(0.3) && { default: all[0] ?? value }),
    },
  };
};

const fixed: Make = (chance) => {
  const value = chance.one<Json>(['always', 7, true, null, { k: [1] }]) ?? null;
  return { value, schema: { const: value } };
};

const leaves: readonly Make[] = [
  text,
  text,
  pattern,
  number,
  number,
  toggle,
  choice,
  choice,
  fixed,
];

const list: Make = (chance, depth) => {
  const item = invent(chance, depth + 1);
  const count = 1 + chance.below(3);
  const unique = count === 1 && chance.happens(0.3);
  return {
    value: Array.from({ length: count }, () => item.value),
    schema: {
      type: 'array',
      items: item.schema,
      ...some(chance, { minItems: chance.below(count + 1) }),
      ...some(chance, { maxItems: count + chance.below(3) }),
      ...(unique && { uniqueItems: true }),
      ...(count > 0 && chance.happens(0.1) && { contains: item.schema }),
    },
  };
};

const group: Make = (chance, depth) => {
  const value: Record<string, Json> = {};
  const properties: Record<string, Json> = {};
  const required: string[] = [];
  for (const name of names) {
    if (!chance.happens(depth === 0 ? 0.5 : 0.25)) continue;
    const made = invent(chance, depth + 1);
    const { schema } = made;
    properties[name] =
      typeof schema === 'object' && schema !== null && chance.happens(0.3)
        ? { ...schema, 'x-order': chance.below(9) }
        : schema;
    if (chance.happens(0.5)) required.push(name);
    if (required.includes(name) || chance.happens(0.4)) value[name] = made.value;
  }
  const schema: JsonObject = {
    type: 'object',
    properties,
    ...(required.length > 0 && { required }),
    ...(chance.happens(0.5) && { additionalProperties: false }),
    ...conditionsFor(chance, value, Object.keys(properties)),
  };
  return { value, schema };
};

/** Rules between the fields that this very value keeps. */
function conditionsFor(chance: Chance, value: JsonObject, all: readonly string[]): JsonObject {
  const given = Object.keys(value);
  const absent = all.filter((name) => !given.includes(name));
  const [one, two] = [chance.one(given), chance.one(given)];
  const gone = chance.one(absent);
  if (one === undefined || two === undefined) return {};
  const is: JsonObject = { properties: { [one]: { const: value[one] ?? null } }, required: [one] };
  const when = (holds: Json, fails: Json): JsonObject =>
    Object.fromEntries([
      ['if', is],
      ['then', holds],
      ['else', fails],
    ]);
  const rules: JsonObject[] = [
    when({ required: [two] }, gone === undefined ? true : { required: [gone] }),
    ...(gone === undefined ? [] : [when({ properties: { [gone]: false } }, true)]),
    { dependentRequired: { [one]: [two] } },
    { dependentSchemas: { [one]: { required: [two] } } },
    { anyOf: [{ required: [one] }, { required: [gone ?? two] }] },
    ...(gone === undefined ? [] : [{ oneOf: [{ required: [one] }, { required: [gone] }] }]),
    ...(gone === undefined ? [] : [{ not: { required: [one, gone] } }]),
    {
      minProperties: chance.below(given.length + 1),
      maxProperties: given.length + chance.below(4),
    },
  ];
  return chance.happens(0.5) ? (chance.one(rules) ?? {}) : {};
}

const map: Make = (chance, depth) => {
  const item = invent(chance, depth + 1);
  return {
    value: { key: item.value },
    schema: {
      type: 'object',
      additionalProperties: item.schema,
      ...some(chance, { minProperties: 1 }),
    },
  };
};

const combined: Make = (chance, depth) => {
  const one = depth === 0 ? group(chance, 0) : invent(chance, depth + 1);
  const other = depth === 0 ? group(chance, 0) : invent(chance, depth + 1);
  const ways: Json[] = [
    { anyOf: chance.happens(0.5) ? [one.schema, other.schema] : [other.schema, one.schema] },
    { anyOf: [one.schema, { type: 'null' }] },
    { allOf: [{ $ref: '#/$defs/one' }], $defs: { one: one.schema } },
    { allOf: [one.schema], default: one.value, title: 'Combined' },
    { oneOf: [one.schema] },
  ];
  // A reference from the root: only there do the definitions stand where it points.
  const usable = depth === 0 ? ways : ways.filter((_, i) => i !== 2);
  return { value: one.value, schema: chance.one(usable) ?? one.schema };
};
