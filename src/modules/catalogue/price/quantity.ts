import { isList, isObject, type Json } from '#modules/catalogue/form';
import { type Part, partsOf } from './price.ts';
import { plus, type Rational, rational, whole, zero } from './rational.ts';

/** What a price is worked out from. */
export interface Choice {
  /** The input as it will be sent. */
  readonly input: Json;
  readonly schema: Json;
  /** Length in seconds of the media named by their addresses in the input. */
  readonly seconds: Readonly<Record<string, number>>;
}

export type Amount =
  | { readonly ok: true; readonly value: Rational; readonly isCeiling: boolean }
  | {
      readonly ok: false;
      readonly code: 'length_unknown' | 'quantity_unknown';
      readonly param: string;
    };

const exactly = (value: Rational): Amount => ({ ok: true, value, isCeiling: false });
const atMost = (value: Rational): Amount => ({ ok: true, value, isCeiling: true });

export function amountOf(
  choice: Choice,
  quantity: string,
  outputMax: number | string | undefined,
): Amount {
  let sum = exactly(zero);
  for (const part of partsOf(quantity)) {
    const amount = part.kind === 'output' ? ceilingOf(choice, outputMax) : partAmount(choice, part);
    if (!amount.ok || !sum.ok) return amount;
    sum = {
      ok: true,
      value: plus(sum.value, amount.value),
      isCeiling: sum.isCeiling || amount.isCeiling,
    };
  }
  return sum;
}

/** A stated maximum; without one there is none, and nothing is sold on a guess. */
export function ceilingOf(choice: Choice, max: number | string | undefined): Amount {
  if (max === undefined) return { ok: false, code: 'quantity_unknown', param: 'output' };
  if (typeof max === 'number') return atMost(rational(max));
  const amount = amountOf(choice, max, undefined);
  return amount.ok ? atMost(amount.value) : amount;
}

function partAmount(choice: Choice, part: Exclude<Part, { kind: 'output' }>): Amount {
  const { kind, name } = part;
  if (kind === 'chars') return exactly(whole(countChars(valuesAt(choice.input, name))));
  if (kind === 'media') return secondsOf(choice, name);
  const value = given(choice, name);
  const number = toNumber(value);
  return number === undefined ? largest(choice, name) : exactly(rational(number));
}

/** The value sent, else the schema's default: the provider falls back on it too. */
export function given({ input, schema }: Choice, name: string): Json | undefined {
  const value = isObject(input) && Object.hasOwn(input, name) ? input[name] : undefined;
  if (value !== undefined && value !== null) return value;
  const field = fieldSchema(schema, name);
  return field && Object.hasOwn(field, 'default') ? field.default : undefined;
}

export function fieldSchema(schema: Json, name: string) {
  const fields = isObject(schema) && isObject(schema.properties) ? schema.properties : {};
  const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
  return isObject(field) ? field : undefined;
}

/** `5`, `"5"`, `"5s"`; a word ("auto") or a sign of one (-1) is no number. */
export function toNumber(value: Json | undefined): string | undefined {
  const found = /^(\d+(?:\.\d+)?(?:e[+-]?\d+)?)\s*s?$/i.exec(
    typeof value === 'number' || typeof value === 'string' ? String(value).trim() : '',
  );
  return found?.[1];
}

/** "auto" costs at most what the largest choice costs. */
function largest({ schema }: Choice, name: string): Amount {
  const field = fieldSchema(schema, name);
  const options = isList(field?.enum) ? field.enum : [];
  const sizes = [...options, field?.maximum ?? null]
    .map(toNumber)
    .filter((size) => size !== undefined);
  const top = sizes.map(Number).toSorted((a, b) => b - a)[0];
  return top === undefined
    ? { ok: false, code: 'quantity_unknown', param: name }
    : atMost(rational(top));
}

function secondsOf({ input, seconds }: Choice, name: string): Amount {
  let sum = 0;
  for (const address of valuesAt(input, name)) {
    const length =
      typeof address === 'string' && Object.hasOwn(seconds, address) ? seconds[address] : undefined;
    if (length === undefined || !(length >= 0) || length > 1e6)
      return { ok: false, code: 'length_unknown', param: name };
    sum += Math.ceil(length);
  }
  return exactly(whole(sum));
}

/** Everything at `name`, `list[].name`, `group.name`: a list counts as its entries. */
export function valuesAt(input: Json, name: string): readonly Json[] {
  const keys = name.replaceAll('[]', '').split('.');
  let found: readonly Json[] = [input];
  for (const key of keys)
    found = found.flatMap((value): readonly Json[] => {
      const next = isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
      if (next === undefined || next === null) return [];
      return isList(next) ? next : [next];
    });
  return found;
}

const countChars = (values: readonly Json[]): number =>
  values.reduce<number>(
    (sum, value) => sum + (typeof value === 'string' ? [...value].length : 0),
    0,
  );
