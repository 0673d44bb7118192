import type { Json } from './json.ts';
import { nameOf } from './synthetic.ts';
import { readNumber } from './typed-number.ts';
import { distance, fold, readings, readYesNo } from './typed-words.ts';
import type { Option } from './widget.ts';

export type TypedOption =
  | { readonly ok: true; readonly value: Json }
  | { readonly ok: false; readonly suggestions: readonly Option[] };

const names = ({ value, label }: Option) => [nameOf(value), label.ru, label.en];

/** The option a person means. A slip is never taken silently: it comes back as a suggestion. */
export function readOption(options: readonly Option[], text: string): TypedOption {
  const exact = options.filter((option) => names(option).includes(text.trim()));
  const [first] = exact;
  if (first && exact.length === 1) return { ok: true, value: first.value };
  const byValue = options.find(({ value }) => nameOf(value) === text.trim());
  if (byValue) return { ok: true, value: byValue.value };
  const folded = options.map((option) => ({ option, keys: names(option).map(fold) }));
  const typed = readings(text);
  for (const reading of typed) {
    const same = folded.filter(({ keys }) => keys.includes(reading));
    if (same.length === 1 && same[0]) return { ok: true, value: same[0].option.value };
  }
  const number = readNumber(text, false);
  const byNumber = number.ok && options.find(({ value }) => value === number.value);
  if (byNumber) return { ok: true, value: byNumber.value };
  const answer = readYesNo(text);
  const byAnswer = answer !== undefined && options.find(({ value }) => value === answer);
  if (byAnswer) return { ok: true, value: byAnswer.value };
  const starts = folded.filter(({ keys }) => keys.some((key) => isStart(key, typed)));
  if (starts.length === 1 && starts[0]) return { ok: true, value: starts[0].option.value };
  return { ok: false, suggestions: suggest(folded, typed, starts) };
}

type Folded = { readonly option: Option; readonly keys: readonly string[] };

const isStart = (key: string, typed: readonly string[]) =>
  typed.some((reading) => reading.length >= 2 && key.startsWith(reading));

function suggest(
  folded: readonly Folded[],
  typed: readonly string[],
  starts: readonly Folded[],
): readonly Option[] {
  const found = folded
    .map(({ option, keys }) => ({ option, slips: slipsBetween(keys, typed) }))
    .filter(({ slips }) => slips < Number.POSITIVE_INFINITY)
    .sort((a, b) => a.slips - b.slips)
    .map(({ option }) => option);
  return [...new Set([...found, ...starts.map(({ option }) => option)])].slice(0, 3);
}

function slipsBetween(keys: readonly string[], typed: readonly string[]): number {
  let best = Number.POSITIVE_INFINITY;
  for (const key of keys)
    for (const reading of typed) {
      const limit = Math.min(3, Math.max(1, Math.floor(Math.max(key.length, reading.length) / 3)));
      if (reading.length < 2) continue;
      const slips = distance(key, reading, limit);
      if (slips <= limit) best = Math.min(best, slips);
      else if (reading.length >= 3 && key.includes(reading)) best = Math.min(best, limit + 1);
    }
  return best;
}
