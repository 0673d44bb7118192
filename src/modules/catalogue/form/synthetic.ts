import type { Form } from './form.ts';
import type { Json } from './json.ts';
import type { Doc, JsonType, Schema } from './schema.ts';

const typed = (id: number, type: JsonType): Schema => ({ id, types: [type] });

/** One schema per type, for the branches of `type: [a, b]`. Negative ids never meet those of a reader. */
export const typedSchemas: Readonly<Record<JsonType, Schema>> = {
  string: typed(-1, 'string'),
  number: typed(-2, 'number'),
  integer: typed(-3, 'integer'),
  boolean: typed(-4, 'boolean'),
  object: typed(-5, 'object'),
  array: typed(-6, 'array'),
  null: typed(-7, 'null'),
};
const firstFreeId = -100;

export function follow(doc: Doc, schema: Schema): Schema {
  let found = schema;
  for (let i = 0; i < 20 && found.ref !== undefined; i += 1) found = doc.resolve(found.ref);
  return found;
}

export function isNullOnly(doc: Doc, schema: Schema): boolean {
  const { types, enum: options } = follow(doc, schema);
  return (
    (types?.length === 1 && types[0] === 'null') || (options?.length === 1 && options[0] === null)
  );
}

const scalarTypes: readonly JsonType[] = ['string', 'number', 'integer'];

/**
 * Branches that one widget can show: all fixed values (one list of buttons), or all of one plain type.
 * It only says how to ask; the branches still judge the answer.
 */
export function asOneWidget(
  form: Form,
  branches: readonly Schema[],
  number: string,
): Schema | undefined {
  const { synthetic } = form.caches;
  if (!synthetic.has(number)) synthetic.set(number, merge(form, branches));
  return synthetic.get(number);
}

function merge(form: Form, branches: readonly Schema[]): Schema | undefined {
  const found = branches
    .map((branch) => ({ outer: branch, inner: follow(form.doc, branch) }))
    .filter(({ outer }) => !isNullOnly(form.doc, outer));
  const id = firstFreeId - form.caches.synthetic.size;
  const options = found.flatMap(({ inner }) => inner.enum ?? []);
  if (found.every(({ inner }) => inner.enum && !inner.anyOf && !inner.oneOf)) {
    const labels = found.flatMap(({ outer, inner }): [string, string][] => {
      const label = outer.title ?? inner.title;
      const [value] = inner.enum ?? [];
      return inner.enum?.length === 1 && label !== undefined ? [[nameOf(value), label]] : [];
    });
    return { id, enum: options, ...(labels.length > 0 && { enumLabels: new Map(labels) }) };
  }
  const types = new Set(found.flatMap(({ inner }) => inner.types ?? ['object' as const]));
  const numeric = [...types].every((type) => type === 'number' || type === 'integer');
  if (![...types].every((type) => scalarTypes.includes(type)) || (types.size > 1 && !numeric))
    return undefined;
  if (found.some(({ inner }) => inner.anyOf || inner.oneOf || inner.allOf)) return undefined;
  const own = numeric && types.size > 1 ? 'number' : [...types][0];
  const [format, ...formats] = new Set(found.map(({ inner }) => inner.format));
  const media = found.find(({ inner }) => inner.media !== undefined)?.inner.media;
  return {
    id,
    types: own ? [own] : [],
    ...(options.length > 0 && { suggested: options }),
    ...(format !== undefined && formats.length === 0 && { looksLike: format }),
    ...(media !== undefined && { media }),
  };
}

export const nameOf = (value: Json | undefined): string =>
  typeof value === 'string' ? value : JSON.stringify(value ?? null);
