import { type Checker, report } from './checker.ts';
import { hasFormat } from './format.ts';
import type { Path } from './path.ts';
import type { Schema } from './schema.ts';
import { isMultiple, stepsNear } from './steps.ts';

/** Characters as a person counts them, and as ajv does: an emoji is one. */
export const lengthOf = (text: string): number => {
  let length = 0;
  for (const _ of text) length += 1;
  return length;
};

export function checkString(checker: Checker, schema: Schema, value: string, path: Path): void {
  const { minLength, maxLength, pattern, format } = schema;
  if (minLength !== undefined || maxLength !== undefined) {
    const length = lengthOf(value);
    if (minLength !== undefined && length < minLength)
      report(checker, { code: 'too_short', path, limit: minLength, length });
    if (maxLength !== undefined && length > maxLength)
      report(checker, { code: 'too_long', path, limit: maxLength, length });
  }
  if (pattern && !pattern.test(value))
    report(checker, { code: 'bad_pattern', path, pattern: pattern.source });
  if (format !== undefined && !hasFormat(format, value))
    report(checker, { code: 'bad_format', path, format });
}

export function checkNumber(checker: Checker, schema: Schema, value: number, path: Path): void {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf, format } = schema;
  if (minimum !== undefined && value < minimum)
    report(checker, { code: 'too_small', path, limit: minimum, exclusive: false });
  if (exclusiveMinimum !== undefined && value <= exclusiveMinimum)
    report(checker, { code: 'too_small', path, limit: exclusiveMinimum, exclusive: true });
  if (maximum !== undefined && value > maximum)
    report(checker, { code: 'too_big', path, limit: maximum, exclusive: false });
  if (exclusiveMaximum !== undefined && value >= exclusiveMaximum)
    report(checker, { code: 'too_big', path, limit: exclusiveMaximum, exclusive: true });
  if (multipleOf !== undefined && !isMultiple(value, multipleOf))
    report(checker, { code: 'not_a_step', path, step: multipleOf, near: stepsNear(value, schema) });
  if (format !== undefined && !hasFormat(format, value))
    report(checker, { code: 'bad_format', path, format });
}
