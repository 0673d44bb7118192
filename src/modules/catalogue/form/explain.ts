import type { Locale } from '#kernel';
import { exampleNumber, fieldExample, givenExample, patternExample } from './example.ts';
import type { Field } from './field.ts';
import { isList, isObject } from './json.ts';
import { messages } from './messages.ts';
import type { Problem, Way } from './problem.ts';
import { nameOf } from './synthetic.ts';

/** The problem as a sentence: what is expected, with an example. Never a validator's words. */
export function explain(problem: Problem, locale: Locale, field?: Field): string {
  const t = messages[locale];
  const number = field?.widget.kind === 'number' ? field.widget : undefined;
  const example = t.number(exampleNumber(number, wantedOf(problem)));
  switch (problem.code) {
    case 'required':
      return t.required;
    case 'wrong_type': {
      const [type] = problem.types;
      return type === undefined ? t.wrongType : t.wrongTypes[type];
    }
    case 'not_a_number':
      return number?.integer ? t.notAnInteger(example) : t.notANumber(example);
    case 'not_an_integer':
      return t.notAnInteger(example);
    case 'too_precise':
      return t.tooPrecise;
    case 'too_small':
      return t.tooSmall(t.size(problem.limit), problem.exclusive, example);
    case 'too_big':
      return t.tooBig(t.size(problem.limit), problem.exclusive, example);
    case 'not_a_step':
      return problem.near.length > 0
        ? t.notAStepNear(t.number(problem.step), problem.near.map(t.number))
        : t.notAStep(t.number(problem.step), example);
    case 'too_short':
      return t.tooShort(problem.limit, problem.length);
    case 'too_long':
      return t.tooLong(problem.limit, problem.length);
    case 'bad_pattern': {
      const lengths = field?.widget.kind === 'text' ? field.widget : undefined;
      const sample = givenExample(field, locale) ?? patternExample(problem.pattern, lengths);
      return t.badPattern(sample);
    }
    case 'bad_format':
      return t.badFormat(problem.format);
    case 'not_an_option': {
      const near = problem.suggestions.map(({ label }) => label[locale]);
      if (near.length > 0) return t.didYouMean(near);
      const some = problem.options.length > 0 ? problem.options : optionsOf(field);
      return t.notAnOption(some.slice(0, 4).map((label) => label[locale]));
    }
    case 'not_a_yes_or_no':
      return t.notAYesOrNo;
    case 'not_a_date':
      return problem.time ? t.notADateTime : t.notADate;
    case 'not_json':
      return t.notJson;
    case 'not_media':
      return t.notMedia(problem.media);
    case 'file_too_big':
      return t.fileTooBig(problem.limitMb);
    case 'wrong_file_type':
      return t.wrongFileType(
        problem.accept.map((type) => type.replace(/^\w+\//, '').toUpperCase()),
      );
    case 'too_few':
      return t.tooFew(problem.limit, problem.count);
    case 'too_many':
      return t.tooMany(problem.limit, problem.count);
    case 'lacks_item':
      return t.lacksItem(problem.options.map(nameOf));
    case 'unexpected':
      return t.unexpected(problem.name, problem.known?.slice(0, 4));
    case 'bad_name':
      return t.badName(
        problem.name,
        problem.pattern === undefined ? undefined : patternExample(problem.pattern),
      );
    case 'no_match':
      return t.noMatch(waysIn(problem.ways, field, locale));
    case 'ambiguous':
      return t.ambiguous(waysIn(problem.ways, field, locale).map(({ label }) => label));
    case 'choose_variant':
      return t.chooseVariant(waysIn(problem.ways, field, locale).map(({ label }) => label));
    case 'forbidden_together':
      return together(problem, locale, field);
    default:
      return t[plain[problem.code]];
  }
}

const plain = {
  not_unique: 'notUnique',
  not_now: 'notNow',
  unknown_field: 'unknownField',
  wrong_input: 'wrongInput',
  invalid: 'invalid',
} as const;

const optionsOf = (field: Field | undefined) =>
  field?.widget.kind === 'choice' ? field.widget.options.map(({ label }) => label) : [];

/** What the problem itself says of the number that is wanted. */
function wantedOf(problem: Problem) {
  return {
    ...(problem.code === 'not_a_step' && { step: problem.step }),
    ...(problem.code === 'too_small' && { low: problem.limit }),
    ...(problem.code === 'too_big' && { high: problem.limit }),
  };
}

function waysIn(ways: readonly Way[] | undefined, field: Field | undefined, locale: Locale) {
  const known: readonly Way[] =
    ways ?? (field?.widget.kind === 'variants' ? field.widget : field?.variants[0])?.options ?? [];
  return known.map(({ label, example }) => ({ label: label[locale], example: example?.[locale] }));
}

function together(
  problem: Extract<Problem, { code: 'forbidden_together' }>,
  locale: Locale,
  field: Field | undefined,
): string {
  const t = messages[locale];
  const names = problem.titles?.map((title) => title[locale]) ?? problem.names;
  if (names.length > 0) return t.forbiddenTogether(names);
  const example = fieldExample(field, locale);
  const value = isObject(problem.value) || isList(problem.value) ? undefined : problem.value;
  if (value === undefined) return t.forbiddenTogether([]);
  return t.forbiddenValue(nameOf(value), example === nameOf(value) ? undefined : example);
}

/** Limits of a field in a few words: "from 1 to 15, whole number". Empty when anything goes. */
export function limitsOf(field: Field, locale: Locale): string {
  const t = messages[locale];
  const { widget } = field;
  const parts: (string | undefined)[] = [];
  if (widget.kind === 'number') {
    const { min, max, minExclusive, maxExclusive, step } = widget;
    if (min !== undefined && max !== undefined && !minExclusive && !maxExclusive)
      parts.push(t.limits.range(t.size(min), t.size(max)));
    else {
      if (min !== undefined) parts.push(t.limits.min(t.size(min), minExclusive));
      if (max !== undefined) parts.push(t.limits.max(t.size(max), maxExclusive));
    }
    if (step !== undefined && step !== 1) parts.push(t.limits.step(t.size(step)));
    else if (widget.integer) parts.push(t.limits.integer);
  }
  if (widget.kind === 'text') {
    if (widget.minLength !== undefined || widget.maxLength !== undefined)
      parts.push(t.limits.length(widget.minLength, widget.maxLength));
    if (widget.format !== undefined) parts.push(t.limits.format(widget.format));
  }
  if (widget.kind === 'list') {
    if (widget.min > 0 || widget.max !== undefined)
      parts.push(t.limits.items(widget.min, widget.max));
    if (widget.unique) parts.push(t.limits.unique);
  }
  if (widget.kind === 'media' && widget.maxMb !== undefined)
    parts.push(t.limits.megabytes(widget.maxMb));
  if (widget.kind === 'date') parts.push(widget.time ? t.limits.dateTime : t.limits.date);
  return parts.filter((part) => part !== undefined).join(', ');
}
