import type { Json } from './json.ts';
import type { Path } from './path.ts';
import type { Issue, Problem } from './problem.ts';
import type { Doc, Schema } from './schema.ts';

export type Visit = (checker: Checker, schema: Schema, value: Json, path: Path) => void;

/** One walk over a value. The parts get `visit` handed so that they need not know the whole. */
export interface Checker {
  readonly doc: Doc;
  readonly issues: Issue[];
  /** Guards against references that go round without consuming any data. */
  readonly depth: number;
  readonly visit: Visit;
}

export function report(checker: Checker, problem: Problem, soft = false): void {
  checker.issues.push({ problem, soft });
}

export function issuesOf(
  checker: Checker,
  schema: Schema,
  value: Json,
  path: Path,
): readonly Issue[] {
  const issues: Issue[] = [];
  checker.visit({ ...checker, issues, depth: checker.depth + 1 }, schema, value, path);
  return issues;
}

export const passes = (checker: Checker, schema: Schema, value: Json): boolean =>
  issuesOf(checker, schema, value, '').length === 0;

/** What this one schema says of a key: its own entry, patterns, else the rule for the rest. */
export function partsFor(schema: Schema, key: string): readonly Schema[] {
  const own = schema.properties?.get(key);
  if (!schema.patternProperties) {
    if (own) return [own];
    return schema.additionalProperties ? [schema.additionalProperties] : [];
  }
  const parts = schema.patternProperties
    .filter(({ pattern }) => pattern.test(key))
    .map((entry) => entry.schema);
  if (own) parts.unshift(own);
  if (parts.length === 0 && schema.additionalProperties) parts.push(schema.additionalProperties);
  return parts;
}
