import { isObject, type Json } from './json.ts';

/** The few words of OpenAPI 3.0 that stop ajv, as later drafts say them. */
export function modernise(schema: Json): Json {
  return JSON.parse(JSON.stringify(schema), (_, node: Json) => {
    if (!isObject(node)) return node;
    const copy: Record<string, Json> = { ...node };
    for (const [limit, strict] of [
      ['minimum', 'exclusiveMinimum'],
      ['maximum', 'exclusiveMaximum'],
    ] as const) {
      if (typeof copy[strict] !== 'boolean') continue;
      const value = copy[limit];
      if (copy[strict] && value !== undefined) {
        copy[strict] = value;
        delete copy[limit];
      } else delete copy[strict];
    }
    if (copy.nullable === true && copy.type === undefined) delete copy.nullable;
    return copy;
  });
}
