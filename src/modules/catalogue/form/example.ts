import type { Locale } from '#kernel';
import type { Chance } from './chance.ts';
import type { Field } from './field.ts';
import { messages } from './messages.ts';
import { toPattern } from './pattern.ts';
import { textFor } from './pattern-text.ts';
import { isMultiple, toStep } from './steps.ts';
import { nameOf } from './synthetic.ts';
import type { NumberWidget, TextWidget, Widget } from './widget.ts';

/** What a person could type here and would be understood; undefined where a few signs cannot show it. */
export function exampleOf(widget: Widget, locale: Locale): string | undefined {
  const t = messages[locale];
  switch (widget.kind) {
    case 'number':
      return t.number(exampleNumber(widget, {}));
    case 'choice':
      return widget.options[0]?.label[locale];
    case 'toggle':
      return t.examples.yes;
    case 'fixed':
      return nameOf(widget.value);
    case 'date':
      return widget.time ? t.examples.dateTime : t.examples.date;
    case 'media':
      return t.examples.link;
    case 'text':
      return exampleText(widget, locale);
    default:
      return undefined;
  }
}

function exampleText(widget: TextWidget, locale: Locale): string | undefined {
  if (widget.pattern !== undefined) return patternExample(widget.pattern, widget);
  const { text, link } = messages[locale].examples;
  if (widget.format === 'uri' || widget.format === 'url') return link;
  const fits = (widget.minLength ?? 0) <= text.length && (widget.maxLength ?? 99) >= text.length;
  return widget.format === undefined && fits ? text : undefined;
}

interface Wanted {
  readonly step?: number;
  readonly low?: number;
  readonly high?: number;
}

/** A number that would be taken; what the widget does not know, the problem may. */
export function exampleNumber(widget: NumberWidget | undefined, known: Wanted): number {
  const [quick] = widget?.quick ?? [];
  if (quick !== undefined) return quick;
  const step = widget?.step ?? known.step;
  const unit = step ?? (widget?.integer ? 1 : undefined);
  const low = widget?.min ?? known.low;
  const high = widget?.max ?? known.high;
  if (low === undefined && high === undefined) return unit === undefined ? 1.5 : unit * 5;
  const nudge = unit ?? (low !== undefined && high !== undefined ? (high - low) / 2 : 1);
  const near = low === undefined ? (high ?? 0) - nudge : low + nudge;
  if (step === undefined || isMultiple(near, step)) return near;
  return toStep(Math.ceil(near / step) * step, step);
}

type Lengths = Pick<TextWidget, 'minLength' | 'maxLength'>;

/** A text that fits a pattern, as plain as can be found; the pattern itself is no answer to a person. */
export function patternExample(source: string, lengths?: Lengths): string | undefined {
  const { pattern, readable } = toPattern(source);
  if (!readable) return undefined;
  const min = lengths?.minLength ?? 1;
  const max = lengths?.maxLength ?? 60;
  for (let from = 0; from < tries; from += 1) {
    const text = textFor(source, rising(from));
    const { length } = text;
    if (length >= Math.max(min, 1) && length <= max && printable.test(text) && pattern.test(text))
      return text;
  }
  return undefined;
}

const tries = 60;
const printable = /^[^\p{C}]*\S[^\p{C}]*$/u;

/** Neighbours in turn: `\d{2}:\d{2}` becomes `01:23`, which reads like something. */
function rising(from: number): Chance {
  let at = from - 1;
  const below = (limit: number) => {
    at += 1;
    return at % Math.max(limit, 1);
  };
  return {
    next: () => below(tries) / tries,
    below,
    one: (items) => items[below(items.length)],
    happens: (share) => below(tries) < share * tries,
  };
}

/** The catalogue's own example, the default, or one of the schema's. */
export function givenExample(field: Field | undefined, locale: Locale): string | undefined {
  const given = [field?.example?.[locale], field?.default, ...(field?.examples ?? [])];
  return given.filter((entry) => typeof entry === 'string').find((entry) => entry !== '');
}

export const fieldExample = (field: Field | undefined, locale: Locale): string | undefined =>
  givenExample(field, locale) ?? (field && exampleOf(field.widget, locale));
