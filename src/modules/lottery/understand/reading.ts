import type { Locale } from '#kernel';
import type { Lottery } from '#modules/lottery/facts';
import { type Amounts, amountsOf } from './amounts.ts';
import { type Cue, cues } from './cues.data.ts';
import { createNameFinder } from './names.ts';
import { isSaid, type Phrases } from './phrases.ts';
import { type Token, tokensOf } from './tokens.ts';
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
}

export function createReader(lotteries: readonly Lottery[]): (text: string) => Reading {
  const findNames = createNameFinder(lotteries);
  return (text) => {
    const tokens = tokensOf(text);
    const named = findNames(tokens);
    const taken = new Set(
      named.flatMap(({ at, length }) => Array.from({ length }, (_, i) => at + i)),
    );
    // The words of a name ask for nothing: "Лото Экспресс" is no wish for speed.
    const rest = tokens.filter((_, i) => !taken.has(i));
    return {
      text,
      locale: /[а-яё]/i.test(text) ? 'ru' : 'en',
      tokens,
      named: [...new Set(named.map(({ id }) => id))],
      cues: saidIn(tokens, cues),
      wishes: saidIn(rest, wishCues),
      amounts: amountsOf(tokens, (at) => taken.has(at)),
    };
  };
}

const saidIn = <Name extends string>(
  tokens: readonly Token[],
  known: Readonly<Record<Name, Phrases>>,
): ReadonlySet<Name> => new Set(namesOf(known).filter((name) => isSaid(tokens, known[name])));

// Object.keys forgets the type of the keys; the record is closed.
const namesOf = <Name extends string>(known: Readonly<Record<Name, unknown>>): Name[] =>
  Object.keys(known) as Name[];
