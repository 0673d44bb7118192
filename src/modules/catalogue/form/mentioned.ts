import type { Form } from './form.ts';
import type { Schema } from './schema.ts';

/** Every field that some condition or branch of these schemas could bring, with where it is described. */
export function mentionedIn(form: Form, schemas: readonly Schema[]): ReadonlyMap<string, Schema> {
  const [only] = schemas;
  const known = schemas.length === 1 && only ? form.caches.mentioned.get(only.id) : undefined;
  if (known) return known;
  const found = new Map<string, Schema>();
  const seen = new Set<Schema>();
  const visit = (schema: Schema) => {
    if (seen.has(schema)) return;
    seen.add(schema);
    for (const [name, part] of schema.properties ?? [])
      if (!part.never && !found.has(name)) found.set(name, part);
    const parts = [
      ...(schema.allOf ?? []),
      ...(schema.anyOf ?? []),
      ...(schema.oneOf ?? []),
      ...(schema.dependentSchemas?.values() ?? []),
      ...[schema.then, schema.else].filter((part) => part !== undefined),
    ];
    for (const part of parts) visit(part);
    if (schema.ref !== undefined) visit(form.doc.resolve(schema.ref));
  };
  for (const schema of schemas) visit(schema);
  if (schemas.length === 1 && only) form.caches.mentioned.set(only.id, found);
  return found;
}
