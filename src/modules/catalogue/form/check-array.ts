import { type Checker, passes, report } from './checker.ts';
import { evaluatedItems } from './evaluated.ts';
import { isEqual, type Json } from './json.ts';
import { join, type Path } from './path.ts';
import type { Schema } from './schema.ts';

export function checkArray(
  checker: Checker,
  schema: Schema,
  value: readonly Json[],
  path: Path,
): void {
  const count = value.length;
  if (schema.minItems !== undefined && count < schema.minItems)
    report(checker, { code: 'too_few', path, limit: schema.minItems, count }, true);
  if (schema.maxItems !== undefined && count > schema.maxItems)
    report(checker, { code: 'too_many', path, limit: schema.maxItems, count });
  const { prefixItems = [], items } = schema;
  const inner = { ...checker, depth: 0 };
  value.forEach((item, i) => {
    const part = prefixItems[i] ?? items;
    if (part) checker.visit(inner, part, item, join(path, i));
  });
  if (schema.uniqueItems) {
    const twin = value.findIndex((item, i) =>
      value.some((other, j) => j < i && isEqual(item, other)),
    );
    if (twin >= 0) report(checker, { code: 'not_unique', path: join(path, twin) });
  }
  if (schema.contains) checkContains(checker, schema, value, path);
  if (schema.unevaluatedItems) {
    const rest = schema.unevaluatedItems;
    const seen = evaluatedItems(checker, schema, value);
    value.forEach((item, i) => {
      if (!seen.has(i)) checker.visit(inner, rest, item, join(path, i));
    });
  }
}

function checkContains(checker: Checker, schema: Schema, value: readonly Json[], path: Path): void {
  const { contains, minContains = 1, maxContains } = schema;
  if (!contains) return;
  const count = value.filter((item) => passes(checker, contains, item)).length;
  if (count < minContains)
    report(checker, { code: 'lacks_item', path, options: contains.enum?.slice(0, 4) ?? [] }, true);
  if (maxContains !== undefined && count > maxContains)
    report(checker, { code: 'too_many', path, limit: maxContains, count });
}
