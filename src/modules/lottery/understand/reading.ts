import type { Locale } from '#kernel';
import type { Lottery } from '#modules/lottery/facts';
import { type Amounts, amountsOf } from './amounts.ts';
import { type Cue, cues } from './cues.data.ts';
import { createNameFinder } from './names.ts';
import { createSaid } from './said.ts';
import { type Token, tokensOf } from './tokens.ts';
import { toCyrillic } from './translit.ts';
import { createVocabulary } from './vocabulary.ts';
import { type WishCue, wishCues } from './wishes.data.ts';

/** What a question says, before anything is decided about it. */
export interface Reading {
  text: string;
  locale: Locale;
  tokens: readonly Token[];
  /** Lotteries called by name, in the order they were named. */
  named: readonly string[];
  cues: ReadonlySet<Cue>;
  wishes: ReadonlySet<WishCue>;
  /** "не бинго", "без телевизора": what must not be. */
  unwanted: ReadonlySet<WishCue>;
  amounts: Amounts;
  /** "билет в Сочи": a ticket to a place no word of ours knows. */
  isElsewhere: boolean;
  /** No word but those of wishes, figures, names and the little ones between them. */
  isAllKnown: boolean;
}

export function createReader(lotteries: readonly Lottery[]): (text: string) => Reading {
  const findNames = createNameFinder(lotteries);
  const vocabulary = createVocabulary();
  const cuesIn = createSaid(vocabulary, cues);
  const wishesIn = createSaid(vocabulary, wishCues);
  return (text) => {
    const tokens = tokensOf(text);
    const called = findNames(tokens);
    const named =
      called.length > 0 || /[а-яё]/i.test(text) ? called : findNames(tokensOf(toCyrillic(text)));
    const taken = new Set(
      named.flatMap(({ at, length }) => Array.from({ length }, (_, i) => at + i)),
    );
    const isStranger = (at: number): boolean => {
      const token = tokens[at];
      return (
        token !== undefined &&
        token.number === undefined &&
        !taken.has(at) &&
        vocabulary.wordsIn(token).length === 0
      );
    };
    // The words of a name ask for nothing: "Лото Экспресс" is no wish for speed.
    const rest = tokens.filter((_, i) => !taken.has(i));
    const unwanted = unwantedIn(rest, wishesIn);
    const wishes = new Set([...wishesIn(rest)].filter((wish) => !unwanted.has(wish)));
    return {
      text,
      locale: /[а-яё]/i.test(text) ? 'ru' : 'en',
      tokens,
      named: [...new Set(named.map(({ id }) => id))],
      cues: cuesIn(tokens),
      wishes,
      unwanted,
      amounts: amountsOf(tokens, (at) => taken.has(at)),
      isElsewhere: tokens.some(
        ({ raw }, i) =>
          /^(билет|ticket)/.test(raw) &&
          /^(в|на|до|to)$/.test(tokens[i + 1]?.raw ?? '') &&
          isStranger(i + 2),
      ),
      isAllKnown: tokens.every(({ raw }, i) => raw.length < leastWord || !isStranger(i)),
    };
  };
}

const leastWord = 4;

/** Other wishes have a "not" of their own: "не выбирать числа", "без джекпота". */
const deniable: readonly WishCue[] = ['bingo', 'instant', 'kegs', 'tv', 'weekly'];
const reach = 4;

function unwantedIn(
  tokens: readonly Token[],
  wishesIn: (tokens: readonly Token[]) => ReadonlySet<WishCue>,
): ReadonlySet<WishCue> {
  const found = new Set<WishCue>();
  for (const [i, { raw }] of tokens.entries()) {
    if (!/^(не|без|кроме|not|no|without|except)$/.test(raw)) continue;
    const after = wishesIn(tokens.slice(i + 1, i + reach));
    for (const wish of deniable) if (after.has(wish)) found.add(wish);
  }
  return found;
}
