import { isNear, isWithin } from './near.ts';
import type { Word } from './phrases.ts';
import type { Token } from './tokens.ts';

const mostKept = 20_000;

/** Every word of the phrases, numbered; of what people type each word is compared with them once. */
export function createVocabulary() {
  const numbers = new Map<string, number>();
  const exact = { whole: new Map<string, number>(), stem: new Map<string, number>() };
  const starts = new Map<string, number>();
  const stemsByLength = new Map<number, { text: string; number: number }[]>();
  const startsByLetter = new Map<string, { text: string; number: number }[]>();
  const kept = new Map<string, readonly number[]>();

  const numberOf = ({ text, by }: Word): number => {
    const key = `${by} ${text}`;
    const known = numbers.get(key);
    if (known !== undefined) return known;
    const number = numbers.size;
    numbers.set(key, number);
    if (by === 'start') {
      starts.set(text, number);
      if (text.length >= leastTypo) push(startsByLetter, text[0] ?? '', { text, number });
    } else {
      exact[by].set(text, number);
      if (by === 'stem') push(stemsByLength, text.length, { text, number });
    }
    return number;
  };

  const compare = ({ raw, stem }: Token): number[] => {
    const found = new Set<number>();
    const add = (number: number | undefined) => {
      if (number !== undefined) found.add(number);
    };
    add(exact.whole.get(raw));
    add(exact.stem.get(raw));
    for (let length = stem.length - 2; length <= stem.length + 2; length += 1)
      for (const { text, number } of stemsByLength.get(length) ?? [])
        if (isNear(stem, text)) found.add(number);
    for (let end = 1; end <= raw.length; end += 1) add(starts.get(raw.slice(0, end)));
    for (const { text, number } of startsByLetter.get(raw[0] ?? '') ?? [])
      if (startsNear(raw, text)) found.add(number);
    return [...found];
  };

  return {
    numberOf,
    /** The numbers of all words that this one is, slips of the finger included. */
    wordsIn: (token: Token): readonly number[] => {
      const key = `${token.raw} ${token.stem}`;
      const known = kept.get(key);
      if (known) return known;
      if (kept.size >= mostKept) kept.clear();
      const found = compare(token);
      kept.set(key, found);
      return found;
    },
  };
}

const leastTypo = 7;

function startsNear(raw: string, text: string): boolean {
  if (raw.length < text.length - 1) return false;
  return [-1, 0, 1].some((more) => {
    const part = raw.slice(0, text.length + more);
    return part.length >= text.length - 1 && isWithin(part, text, 1);
  });
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
