import type { Chance } from '../chance.ts';
import { lengthOf } from '../check-scalar.ts';
import { hasFormat } from '../format.ts';
import type { Json } from '../json.ts';
import { toRegExp } from '../pattern.ts';
import { textFor } from '../pattern-text.ts';
import { isMultiple, toStep } from '../steps.ts';
import type { NumberWidget, TextWidget, Widget } from '../widget.ts';

/** A value one widget would take; undefined for widgets that hold others. */
export function sampleLeaf(
  chance: Chance,
  widget: Widget,
  patterns: readonly string[],
): Json | undefined {
  switch (widget.kind) {
    case 'choice':
      return chance.one(widget.options)?.value;
    case 'fixed':
      return widget.value;
    case 'toggle':
      return chance.happens(0.5);
    case 'number':
      return sampleNumber(chance, widget);
    case 'date':
      return widget.time ? '2026-12-25T10:30:00Z' : `2026-12-${10 + chance.below(20)}`;
    case 'media':
      return `https://example.com/${chance.below(1000)}.${extensions[widget.media]}`;
    case 'text':
      return sampleText(chance, widget, patterns);
    default:
      return undefined;
  }
}

const extensions = { image: 'png', video: 'mp4', audio: 'mp3', file: 'bin' } as const;

function sampleNumber(chance: Chance, widget: NumberWidget): number {
  const { integer, step, min, max, minExclusive, maxExclusive } = widget;
  const unit = step ?? (integer ? 1 : 0.01);
  const low = min ?? (max === undefined ? 0 : max - 100 * unit);
  const high = Math.min(max ?? Number.POSITIVE_INFINITY, low + Math.max(100, 100 * unit));
  const fits = (value: number) =>
    (minExclusive ? value > low : value >= low || min === undefined) &&
    (max === undefined || (maxExclusive ? value < max : value <= max)) &&
    (step === undefined || isMultiple(value, step)) &&
    (!integer || Number.isInteger(value));
  for (let i = 0; i < 60; i += 1) {
    const first = Math.ceil(low / unit);
    const last = Math.floor(high / unit);
    const at = first + chance.below(Math.max(1, last - first + 1));
    const rough = step === undefined && !integer ? Number((at * unit).toFixed(2)) : at * unit;
    const value = step === undefined ? rough : toStep(rough, step);
    if (fits(value)) return value;
  }
  const middle = (low + high) / 2;
  return fits(middle) ? middle : low;
}

const words = 'кот сидит на крыше под звёздным небом a quiet street in the rain neon light'.split(
  ' ',
);

const byFormat: Readonly<Record<string, (chance: Chance) => string>> = {
  email: (chance) => `user${chance.below(100)}@example.com`,
  uuid: (chance) => `123e4567-e89b-42d3-a456-4266141740${10 + chance.below(90)}`,
  uri: (chance) => `https://example.com/${chance.below(1000)}`,
  url: (chance) => `https://example.com/${chance.below(1000)}`,
  'uri-reference': (chance) => `/path/${chance.below(100)}`,
  'uri-template': () => 'https://example.com/{id}',
  hostname: (chance) => `host${chance.below(100)}.example.com`,
  ipv4: (chance) => `10.0.0.${chance.below(255)}`,
  ipv6: () => '2001:db8::1',
  time: () => '10:30:00Z',
  'iso-time': () => '10:30:00',
  duration: () => 'PT5M',
  regex: () => '^[a-z]+$',
  'json-pointer': () => '/a/b',
  'relative-json-pointer': () => '1/a',
  'json-pointer-uri-fragment': () => '#/a',
  byte: () => 'aGVsbG8=',
};

function sampleText(chance: Chance, widget: TextWidget, patterns: readonly string[]): string {
  const { minLength = 0, maxLength = Number.POSITIVE_INFINITY, format } = widget;
  const regExps = patterns.map(toRegExp);
  const fits = (text: string) =>
    lengthOf(text) >= minLength &&
    lengthOf(text) <= maxLength &&
    regExps.every((regExp) => regExp?.test(text) ?? true) &&
    (format === undefined || hasFormat(format, text));
  let text = '';
  for (let i = 0; i < 300; i += 1) {
    text = draft(chance, widget, chance.one(patterns));
    if (lengthOf(text) > maxLength) text = [...text].slice(0, maxLength).join('');
    if (fits(text)) return text;
  }
  return text;
}

function draft(chance: Chance, widget: TextWidget, pattern: string | undefined): string {
  const { minLength = 0, format } = widget;
  const formatted = format === undefined ? undefined : byFormat[format]?.(chance);
  if (pattern !== undefined && (formatted === undefined || chance.happens(0.5))) {
    let text = textFor(pattern, chance);
    while (text !== '' && lengthOf(text) < minLength && chance.happens(0.9))
      text += textFor(pattern, chance);
    return text;
  }
  if (formatted !== undefined) return formatted;
  let text = Array.from({ length: 1 + chance.below(6) }, () => chance.one(words)).join(' ');
  while (lengthOf(text) < minLength) text += ` ${chance.one(words)}`;
  return text;
}
