import type { Locale } from '#kernel';
import type { Lottery } from '#modules/lottery/facts';
import { type Amounts, amountsOf } from './amounts.ts';
import { type Cue, cues } from './cues.data.ts';
import { createNameFinder } from './names.ts';
import { createSaid } from './said.ts';
import { type Token, tokensOf } from './tokens.ts';
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
  amounts: Amounts;
  /** "билет в Сочи": a ticket to a place no word of ours knows. */
  isElsewhere: boolean;
}

export function createReader(lotteries: readonly Lottery[]): (text: string) => Reading {
  const findNames = createNameFinder(lotteries);
  const vocabulary = createVocabulary();
  const cuesIn = createSaid(vocabulary, cues);
  const wishesIn = createSaid(vocabulary, wishCues);
  return (text) => {
    const tokens = tokensOf(text);
    const named = findNames(tokens);
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
    return {
      text,
      locale: /[а-яё]/i.test(text) ? 'ru' : 'en',
      tokens,
      named: [...new Set(named.map(({ id }) => id))],
      cues: cuesIn(tokens),
      wishes: wishesIn(rest),
      amounts: amountsOf(tokens, (at) => taken.has(at)),
      isElsewhere: tokens.some(
        ({ raw }, i) =>
          /^(билет|ticket)/.test(raw) &&
          /^(в|на|до|to)$/.test(tokens[i + 1]?.raw ?? '') &&
          isStranger(i + 2),
      ),
    };
  };
}
