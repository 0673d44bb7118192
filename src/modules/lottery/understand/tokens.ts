import { stemmer as english } from '@orama/stemmers/english';
import { stemmer as russian } from '@orama/stemmers/russian';
import { fold } from './fold.ts';
import { multipliers, numberWords, slangNumbers } from './number-words.data.ts';
import { fromLatin } from './translit.ts';

export interface Token {
  /** Lower case, ё as е, a doubled Russian letter once. */
  raw: string;
  /** The stem, or the figure when it is a number. */
  stem: string;
  number?: number;
  /** "тысяч" multiplies the figure before it. */
  times?: number;
}

export const stemOf = (word: string): string =>
  /[а-я]/.test(word) ? russian(word) : english(word);

const mostKept = 20_000;

/** For many texts: a word met once is not stemmed again. */
export function createTokenizer(): (text: string) => Token[] {
  const kept = new Map<string, Token>();
  const keptTokenOf = (word: string): Token => {
    const known = kept.get(word);
    if (known) return known;
    const token = tokenOf(word);
    // Figures are endless and cost nothing.
    if (token.number === undefined) {
      if (kept.size >= mostKept) kept.clear();
      kept.set(word, token);
    }
    return token;
  };
  return (text) => joinNumbers(wordsOf(text).map(keptTokenOf));
}

/** What people type, as words and figures: "шесть из сорока пяти", "6/45" and "6х45" come out alike. */
export const tokensOf = (text: string): Token[] => joinNumbers(wordsOf(text).map(tokenOf));

function wordsOf(text: string): readonly string[] {
  const plain = fold(fromLatin(text))
    .replace(/(\d)[ \u00a0](?=\d{3}(?!\d))/g, '$1')
    .replace(/(\d+)\s*(?:\/|x|х|×)\s*(?=\d)/g, '$1 из ')
    .replace(/\bout of\b/g, 'of');
  return plain.match(/\d+(?:[.,:]\d+)?|[a-zа-я]+|[₽%]/g) ?? [];
}

const spoken: Record<string, string> = {
  че: 'что',
  чо: 'что',
  шо: 'что',
  што: 'что',
  шоб: 'чтобы',
  шобы: 'чтобы',
  штоб: 'чтобы',
  щас: 'сейчас',
  ща: 'сейчас',
  счас: 'сейчас',
  скока: 'сколько',
  скоко: 'сколько',
  нить: 'нибудь',
  ваще: 'вообще',
  плиз: 'пожалуйста',
  хотца: 'хочется',
  циферки: 'цифры',
  циферок: 'цифр',
  циферку: 'цифру',
  цыфры: 'цифры',
  цыфр: 'цифр',
};

function tokenOf(typed: string): Token {
  const raw = spoken[typed] ?? typed;
  if (/^\d/.test(raw) && !raw.includes(':')) {
    const number = Number(raw.replace(',', '.'));
    // "000" is no nothing: it is three digits.
    return { raw, stem: /^00/.test(raw) ? raw : String(number), number };
  }
  const number = numberOf(raw);
  const times = multipliers.find(([start]) => raw.startsWith(start))?.[1];
  const stem = number === undefined ? (raw === 'of' ? 'из' : stemOf(raw)) : String(number);
  return {
    raw,
    stem,
    ...(number !== undefined && { number }),
    ...(times !== undefined && { times }),
  };
}

export const numberOf = (word: string): number | undefined =>
  numberWords[word] ?? slangNumbers.find(([start]) => word.startsWith(start))?.[1];

/** 40 + 5, 100 + 50, 300 × million: small parts after greater ones add up, a multiplier multiplies. */
function joinNumbers(tokens: readonly Token[]): Token[] {
  const joined: Token[] = [];
  for (const token of tokens) {
    const last = joined.at(-1);
    const { times } = token;
    const isWord = !/^\d/.test(token.raw);
    if (
      last?.number !== undefined &&
      times !== undefined &&
      last.number < (times === 100 ? 10 : times)
    )
      joined.splice(-1, 1, numeric(last, token, last.number * times));
    // "сотнями" alone is no figure.
    else if (times !== undefined && (times !== 100 || token.number !== undefined))
      joined.push({ ...token, number: times });
    else if (
      isWord &&
      token.number !== undefined &&
      last?.number !== undefined &&
      fits(last, token)
    )
      joined.splice(-1, 1, numeric(last, token, last.number + token.number));
    else joined.push(token);
  }
  return joined.filter((_, i) => !isCounted(joined, i));
}

/** "шесть чисел из сорока пяти" is "6 из 45". */
const isCounted = (tokens: readonly Token[], i: number): boolean =>
  /^(чис|номер|шар|цифр|number)/.test(tokens[i]?.raw ?? '') &&
  tokens[i - 1]?.number !== undefined &&
  /^(из|of)$/.test(tokens[i + 1]?.raw ?? '') &&
  tokens[i + 2]?.number !== undefined;

const fits = (last: Token, { number = 0 }: Token): boolean => {
  const before = last.number ?? 0;
  if (/^\d/.test(last.raw) || number === 0) return false;
  return (
    (before >= 100 && before % 100 === 0 && number < 100) ||
    (before >= 20 && before < 1000 && before % 10 === 0 && number < 10)
  );
};

const numeric = (a: Token, b: Token, number: number): Token => ({
  raw: `${a.raw} ${b.raw}`,
  stem: String(number),
  number,
});
