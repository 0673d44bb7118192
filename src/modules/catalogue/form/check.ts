import { checkArray } from './check-array.ts';
import { checkObject } from './check-object.ts';
import { checkNumber, checkString } from './check-scalar.ts';
import { type Checker, issuesOf, report } from './checker.ts';
import { has, isEqual, isList, isObject, type Json } from './json.ts';
import { mentionsAbsent } from './mentions.ts';
import type { Path } from './path.ts';
import type { Issue } from './problem.ts';
import type { Doc, JsonType, Schema } from './schema.ts';

const deepest = 120;

/** What stands between this value and the schema. Reports every place; empty means valid. */
export function check(doc: Doc, schema: Schema, value: Json, path: Path = ''): readonly Issue[] {
  const issues: Issue[] = [];
  visit({ doc, issues, depth: 0, visit }, schema, value, path);
  return issues;
}

export const isValid = (doc: Doc, schema: Schema, value: Json): boolean =>
  check(doc, schema, value).length === 0;

export const isImpossible = (doc: Doc, schema: Schema, value: Json): boolean =>
  check(doc, schema, value).some((issue) => !issue.soft);

export const typeOf = (value: Json): JsonType => {
  if (value === null) return 'null';
  if (isList(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  if (typeof value === 'string') return 'string';
  return typeof value === 'boolean' ? 'boolean' : 'object';
};

export const hasType = (types: readonly JsonType[], value: Json): boolean => {
  const type = typeOf(value);
  return types.includes(type) || (type === 'integer' && types.includes('number'));
};

function visit(checker: Checker, schema: Schema, value: Json, path: Path): void {
  if (checker.depth > deepest) return;
  if (schema.nullable && value === null) return;
  if (schema.never) report(checker, { code: 'unexpected', path });
  if (schema.types && !hasType(schema.types, value))
    report(checker, { code: 'wrong_type', path, types: schema.types });
  const { enum: options } = schema;
  if (options && !options.some((option) => isEqual(option, value)))
    report(checker, { code: 'not_an_option', path, options: [], suggestions: [] });
  if (typeof value === 'string') checkString(checker, schema, value, path);
  else if (typeof value === 'number') checkNumber(checker, schema, value, path);
  else if (isList(value)) checkArray(checker, schema, value, path);
  else if (isObject(value)) checkObject(checker, schema, value, path);
  checkCombined(checker, schema, value, path);
}

function checkCombined(checker: Checker, schema: Schema, value: Json, path: Path): void {
  const deeper = { ...checker, depth: checker.depth + 1 };
  if (schema.ref !== undefined) visit(deeper, checker.doc.resolve(schema.ref), value, path);
  for (const part of schema.allOf ?? []) visit(deeper, part, value, path);
  if (schema.anyOf) checkAnyOf(checker, schema.anyOf, value, path);
  if (schema.oneOf) checkOneOf(checker, schema.oneOf, value, path);
  if (schema.not && issuesOf(checker, schema.not, value, path).length === 0)
    report(
      checker,
      { code: 'forbidden_together', path, names: namesIn(schema.not, value), value },
      mentionsAbsent(checker.doc, schema.not, value),
    );
  if (schema.if) {
    const holds = issuesOf(checker, schema.if, value, path).length === 0;
    const branch = holds ? schema.then : schema.else;
    if (branch) visit(deeper, branch, value, path);
  }
}

/** The answers that a forbidden combination is made of. */
const namesIn = ({ required = [], properties }: Schema, value: Json): readonly string[] =>
  [...new Set([...required, ...(properties?.keys() ?? [])])].filter(
    (name) => isObject(value) && has(value, name),
  );

const isHard = (issue: Issue) => !issue.soft;

function checkAnyOf(checker: Checker, branches: readonly Schema[], value: Json, path: Path): void {
  const results = branches.map((branch) => issuesOf(checker, branch, value, path));
  if (!results.some((result) => result.length === 0)) reportClosest(checker, results, path);
}

function checkOneOf(checker: Checker, branches: readonly Schema[], value: Json, path: Path): void {
  const results = branches.map((branch) => issuesOf(checker, branch, value, path));
  const valid = branches.filter((_, i) => results[i]?.length === 0);
  if (valid.length === 1) return;
  if (valid.length === 0) {
    reportClosest(checker, results, path);
    return;
  }
  const undecided = valid.filter((branch) => mentionsAbsent(checker.doc, branch, value)).length;
  report(checker, { code: 'ambiguous', path }, valid.length - undecided <= 1);
}

/** One branch left that fits: say what it wants. Several: only that a choice is to be made. */
function reportClosest(checker: Checker, results: readonly (readonly Issue[])[], path: Path): void {
  const open = results.filter((result) => !result.some(isHard));
  const sameType = results.filter(
    (result) =>
      !result.some(({ problem }) => problem.code === 'wrong_type' && problem.path === path),
  );
  const chosen = open[0] ?? (sameType.length === 1 ? sameType[0] : undefined);
  if (open.length > 1) report(checker, { code: 'choose_variant', path }, true);
  else if (chosen) checker.issues.push(...chosen);
  else report(checker, { code: 'no_match', path });
}
