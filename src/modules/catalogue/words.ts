import { stemmer as english } from '@orama/stemmers/english';
import { stemmer as russian } from '@orama/stemmers/russian';

const cyrillic = /[а-я]/;

/** One spelling for what people type: lower case, ё as е, the stem of the word's own language, 3.0 as 3. */
export function normalise(word: string): string {
  const folded = word
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/[.,]0$/, '');
  return cyrillic.test(folded) ? russian(folded) : english(folded);
}

/** The same words come hundreds of times while an index is built. */
export function createNormaliser(): (word: string) => string {
  const known = new Map<string, string>();
  return (word) => {
    const found = known.get(word);
    if (found !== undefined) return found;
    const normal = normalise(word);
    known.set(word, normal);
    return normal;
  };
}

/** Letters and digits apart, so that "kling3" finds "Kling 3.0". */
export const tokensOf = (text: string): string[] =>
  text.toLowerCase().match(/[a-zа-яё]+|\d+(?:[.,]\d+)?/g) ?? [];
