import { check } from './check.ts';
import type { Picks } from './expand.ts';
import type { Input } from './input.ts';
import { isList, isObject, type Json, parseJson, withKey } from './json.ts';
import { readLines } from './lines.ts';
import { waysOf } from './name-problem.ts';
import { schemasForItem } from './plan.ts';
import type { Problem } from './problem.ts';
import { childSpot, openForks, type Setting, type Spot, spotOf } from './spot.ts';
import { toStep } from './steps.ts';
import { readDate, readDateTime, readTime } from './typed-date.ts';
import { readNumber } from './typed-number.ts';
import { readOption } from './typed-option.ts';
import { readYesNo } from './typed-words.ts';
import { type ChoiceWidget, type MediaWidget, type Widget, widgetOf } from './widget.ts';

export type Parsed =
  | { readonly ok: true; readonly value: Json; readonly picks?: Picks }
  | { readonly ok: false; readonly problem: Problem };

const took = (value: Json, picks?: Picks): Parsed =>
  picks ? { ok: true, value, picks } : { ok: true, value };
const refused = (problem: Problem): Parsed => ({ ok: false, problem });

/** Turns what a person did into a value. Whether the value may stand is decided by the check after it. */
export function parse(setting: Setting, spot: Spot, input: Input): Parsed {
  const { path } = spot;
  if (input.kind === 'value') return took(input.value);
  if (input.kind === 'nothing') return took(null);
  if (input.kind === 'json') {
    const value = parseJson(input.text);
    return value === undefined ? refused({ code: 'not_json', path }) : took(value);
  }
  const widget = widgetOf(setting, spot);
  if (input.kind === 'option') return parsePress(spot, widget, input.index);
  if (input.kind === 'file') return parseFile(setting, spot, input);
  return parseText(setting, spot, input.text);
}

function parsePress({ path }: Spot, widget: Widget, index: number): Parsed {
  if (widget.kind === 'toggle' && (index === 0 || index === 1)) return took(index === 0);
  if (widget.kind === 'fixed' && index === 0) return took(widget.value);
  if (widget.kind === 'number') {
    const value = widget.quick[index];
    if (value !== undefined) return took(value);
  }
  const option = widget.kind === 'choice' ? widget.options[index] : undefined;
  return option ? took(option.value) : refused({ code: 'wrong_input', path });
}

type FileInput = Extract<Input, { kind: 'file' }>;

function parseFile(setting: Setting, spot: Spot, file: FileInput): Parsed {
  const widget = widgetOf(setting, spot);
  const { path } = spot;
  if (widget.kind === 'list') {
    const before = isList(spot.value) ? spot.value : [];
    const schemas = schemasForItem(spot.expansion.facets, before.length);
    const place = { schemas, value: undefined, path: `${path}/${before.length}`, required: true };
    const item = parseFile(setting, spotOf(setting, place), file);
    return item.ok ? took([...before, item.value]) : item;
  }
  if (widget.kind === 'variants')
    return tryBranches(setting, spot, (branch) => parseFile(setting, branch, file));
  if (widget.kind === 'text' && widget.format === undefined)
    return refused({ code: 'wrong_input', path });
  if (widget.kind !== 'media') {
    return widget.kind === 'text' || widget.kind === 'json'
      ? took(file.url)
      : refused({ code: 'wrong_input', path });
  }
  return fits(widget, file, path) ?? took(file.url);
}

function fits(widget: MediaWidget, file: FileInput, path: string): Parsed | undefined {
  const { media, accept, maxMb } = widget;
  if (media !== 'file' && file.media !== undefined && file.media !== 'file' && file.media !== media)
    return refused({ code: 'not_media', path, media });
  if (accept && file.mimeType !== undefined && !accept.includes(file.mimeType))
    return refused({ code: 'wrong_file_type', path, accept });
  if (maxMb !== undefined && (file.sizeBytes ?? 0) > maxMb * 1024 * 1024)
    return refused({ code: 'file_too_big', path, limitMb: maxMb });
  return undefined;
}

export function parseText(setting: Setting, spot: Spot, text: string): Parsed {
  const widget = widgetOf(setting, spot);
  const { path, view } = spot;
  switch (widget.kind) {
    case 'choice':
      return parseChoice(spot, widget, text);
    case 'fixed':
      return parseChoice(spot, fixedChoice(widget.value), text);
    case 'toggle': {
      const value = readYesNo(text);
      return value === undefined ? refused({ code: 'not_a_yes_or_no', path }) : took(value);
    }
    case 'number': {
      const read = readNumber(text, widget.integer);
      if (!read.ok) return refused({ code: read.code, path });
      return took(widget.step === undefined ? read.value : toStep(read.value, widget.step));
    }
    case 'date': {
      const { offset } = setting.form;
      const read = widget.time ? readDateTime(text, offset) : readDate(text);
      const value = [text.trim(), read].find((x) => x !== undefined && holds(setting, spot, x));
      if (value !== undefined) return took(value);
      return read === undefined
        ? refused({ code: 'not_a_date', path, time: widget.time })
        : took(read);
    }
    case 'media':
      return took(firstHolding(setting, spot, [text.trim(), ...links(text.trim())]));
    case 'text':
      return took(firstHolding(setting, spot, textReadings(setting, view.format, text)));
    case 'list':
      return parseListText(setting, spot, text);
    case 'group':
    case 'map':
      return parseGroupText(setting, spot, text);
    case 'variants':
      return tryBranches(setting, spot, (branch, picks) =>
        parseText({ ...setting, picks }, branch, text),
      );
    case 'json': {
      const value = parseJson(text);
      if (value !== undefined && holds(setting, spot, value)) return took(value);
      return took(holds(setting, spot, text) || value === undefined ? text : value);
    }
  }
}

const fixedChoice = (value: Json): ChoiceWidget => ({
  kind: 'choice',
  options: [{ value, label: { ru: String(value), en: String(value) } }],
  other: false,
});

const holds = (setting: Setting, spot: Spot, value: Json) =>
  spot.schemas.every((schema) => check(setting.form.doc, schema, value).length === 0);

const firstHolding = (setting: Setting, spot: Spot, texts: readonly string[]): string =>
  texts.find((text) => holds(setting, spot, text)) ?? texts[0] ?? '';

function textReadings(
  setting: Setting,
  format: string | undefined,
  text: string,
): readonly string[] {
  const trimmed = text.trim();
  const found = [trimmed, text];
  if (format === 'time' || format === 'iso-time') {
    const time = readTime(trimmed, setting.form.offset);
    if (time !== undefined) found.push(time);
  }
  if (format === 'uri' || format === 'url') found.push(...links(trimmed));
  return found;
}

/** An address as a browser would understand it: with a scheme, letters of other alphabets encoded. */
function links(text: string): readonly string[] {
  return [text, `https://${text}`].flatMap((address) => {
    const looksRight = /^[a-z][a-z0-9+.-]*:\/\/[^\s/]+\.[^\s/]+/i.test(address);
    return looksRight && URL.canParse(address) ? [new URL(address).href] : [];
  });
}

function parseChoice({ path }: Spot, widget: ChoiceWidget, text: string): Parsed {
  const read = readOption(widget.options, text);
  if (read.ok) return took(read.value);
  if (widget.other) return took(text.trim());
  return refused({
    code: 'not_an_option',
    path,
    options: widget.options.slice(0, 8).map(({ label }) => label),
    suggestions: read.suggestions.map(({ value, label }) => ({ value, label })),
  });
}

/** The first branch that both understands the input and lets it stand. */
function tryBranches(
  setting: Setting,
  spot: Spot,
  parseBranch: (branch: Spot, picks: Picks) => Parsed,
): Parsed {
  const [fork] = openForks(spot);
  if (!fork) return refused({ code: 'no_match', path: spot.path });
  let last: Parsed | undefined;
  const tries = fork.live.flatMap((index) => {
    const picks = { ...setting.picks, [fork.key]: index };
    const branch = spotOf({ ...setting, picks }, spot);
    return branch.expansion.forks.some(({ key, chosen }) => key === fork.key && chosen === index)
      ? [{ branch, picks }]
      : [];
  });
  // Free text takes everything: it comes last, or a number would never be one.
  const isText = ({ view }: Spot) => view.options === undefined && view.types?.[0] === 'string';
  tries.sort((a, b) => Number(isText(a.branch)) - Number(isText(b.branch)));
  for (const { branch, picks } of tries) {
    const parsed = parseBranch(branch, picks);
    if (parsed.ok && holds(setting, branch, parsed.value))
      return took(parsed.value, { ...picks, ...parsed.picks });
    last = parsed.ok ? last : parsed;
  }
  if (tries.length === 1 && last) return last;
  return refused({ code: 'no_match', path: spot.path, ways: waysOf(setting, spot) });
}

function parseListText(setting: Setting, spot: Spot, text: string): Parsed {
  const whole = parseJson(text.trim());
  if (isList(whole)) return took(whole);
  const pieces = text.includes('\n') ? text.split('\n') : text.split(/[,;]\s+|[,;]$|;|,(?=\D)/);
  const trimmed = pieces.map((piece) => piece.trim()).filter((piece) => piece !== '');
  const values: Json[] = [];
  for (const [i, piece] of trimmed.entries()) {
    const schemas = schemasForItem(spot.expansion.facets, i);
    const place = { schemas, value: undefined, path: `${spot.path}/${i}`, required: true };
    const parsed = parseText(setting, spotOf(setting, place), piece);
    if (!parsed.ok) return parsed;
    values.push(parsed.value);
  }
  return took(values);
}

function parseGroupText(setting: Setting, spot: Spot, text: string): Parsed {
  const whole = parseJson(text.trim());
  if (isObject(whole)) return took(whole);
  const { pairs } = readLines(setting, spot, text);
  if (pairs.length === 0) return refused({ code: 'not_json', path: spot.path });
  let value: Json = {};
  for (const [name, piece] of pairs) {
    const child = childSpot(setting, { ...spot, value }, name);
    if (!child) return refused({ code: 'unknown_field', path: `${spot.path}/${name}` });
    const parsed = parseText(setting, child, piece);
    if (!parsed.ok) return parsed;
    value = withKey(value, name, parsed.value);
  }
  return took(value);
}
