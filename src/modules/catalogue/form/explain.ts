import type { Locale } from '#kernel';
import type { Field } from './field.ts';
import { messages } from './messages.ts';
import type { Problem } from './problem.ts';
import { isMultiple, toStep } from './steps.ts';
import type { NumberWidget } from './widget.ts';

/** The problem as a sentence: what is expected, with an example. Never a validator's words. */
export function explain(problem: Problem, locale: Locale, field?: Field): string {
  const t = messages[locale];
  const number = field?.widget.kind === 'number' ? field.widget : undefined;
  const example = t.number(exampleNumber(number, problem));
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
      const sample = [field?.example?.[locale], field?.default, ...(field?.examples ?? [])].find(
        (entry) => typeof entry === 'string',
      );
      return typeof sample === 'string' ? t.badPattern(sample) : t.noExample(problem.pattern);
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
    default:
      return t[plain[problem.code]];
  }
}

const plain = {
  not_unique: 'notUnique',
  lacks_item: 'lacksItem',
  unexpected: 'unexpected',
  no_match: 'noMatch',
  ambiguous: 'ambiguous',
  forbidden_together: 'forbiddenTogether',
  choose_variant: 'chooseVariant',
  not_now: 'notNow',
  unknown_field: 'unknownField',
  wrong_input: 'wrongInput',
  invalid: 'invalid',
} as const;

const optionsOf = (field: Field | undefined) =>
  field?.widget.kind === 'choice' ? field.widget.options.map(({ label }) => label) : [];

/** A number that would be taken. */
function exampleNumber(widget: NumberWidget | undefined, problem: Problem): number {
  const [quick] = widget?.quick ?? [];
  if (quick !== undefined) return quick;
  const step = widget?.step ?? (problem.code === 'not_a_step' ? problem.step : undefined);
  const unit = step ?? (widget?.integer ? 1 : undefined);
  const limit = 'limit' in problem ? problem.limit : undefined;
  const low = widget?.min ?? (problem.code === 'too_small' ? limit : undefined);
  const high = widget?.max ?? (problem.code === 'too_big' ? limit : undefined);
  if (low === undefined && high === undefined) return unit === undefined ? 1.5 : unit * 5;
  const nudge = unit ?? (low !== undefined && high !== undefined ? (high - low) / 2 : 1);
  const near = low === undefined ? (high ?? 0) - nudge : low + nudge;
  if (step === undefined || isMultiple(near, step)) return near;
  return toStep(Math.ceil(near / step) * step, step);
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
