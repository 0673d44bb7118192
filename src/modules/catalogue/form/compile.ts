import type { Form, FormTexts } from './form.ts';
import type { Json } from './json.ts';
import { readSchema } from './read-schema.ts';

/** Reads the schema; everything else is worked out when it is first needed. */
export function compile(schema: Json, texts: FormTexts = {}, offset = '+03:00'): Form {
  return {
    doc: readSchema(schema),
    texts,
    offset,
    caches: {
      expansions: new Map(),
      views: new Map(),
      plans: new Map(),
      synthetic: new Map(),
      mentioned: new Map(),
      filled: new WeakMap(),
      validate: undefined,
    },
  };
}
