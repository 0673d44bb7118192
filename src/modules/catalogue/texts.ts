import type { Locale } from '#kernel';
import type { FormTexts } from './form/index.ts';

type Words = Readonly<Record<Locale, string>>;

export interface ParamText {
  readonly title: Words;
  readonly hint: Words;
}

export interface ParamTexts {
  readonly params: Readonly<Record<string, ParamText>>;
  readonly options: Readonly<Record<string, Readonly<Record<string, Words>>>>;
}

/** Calls `visit` for every parameter of a schema, nested ones too, with the names from the root. */
export function eachParam(
  schema: unknown,
  visit: (names: readonly string[], param: Readonly<Record<string, unknown>>) => void,
  names: readonly string[] = [],
): void {
  if (Array.isArray(schema)) for (const one of schema) eachParam(one, visit, names);
  if (!isRecord(schema)) return;
  if (isRecord(schema.properties))
    for (const [name, param] of Object.entries(schema.properties)) {
      if (!isRecord(param)) continue;
      visit([...names, name], param);
      eachParam(param, visit, [...names, name]);
    }
  for (const key of ['items', 'allOf', 'anyOf', 'oneOf']) eachParam(schema[key], visit, names);
}

export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The words of a model's parameters: each names its text by `x-text`, so one text serves many models. */
export function textsOf(schema: unknown, { params, options }: ParamTexts): FormTexts {
  const found: Record<string, FormTexts[string]> = {};
  eachParam(schema, (names, param) => {
    const key = param['x-text'];
    if (typeof key !== 'string') return;
    const text = params[key];
    if (text === undefined) return;
    const labels = options[key];
    found[names.join('.')] = { ...text, ...(labels !== undefined && { options: labels }) };
  });
  return found;
}
