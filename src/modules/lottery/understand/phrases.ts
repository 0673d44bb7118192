import { fold } from './fold.ts';
import { numberOf, stemOf } from './tokens.ts';

export interface Word {
  text: string;
  by: 'start' | 'stem' | 'whole';
}

/** The words that may stand in one place of a phrase. */
export type Place = readonly Word[];

/**
 * "бол* джекпот|приз/куш побольше": ways to say one thing. A star takes any ending, = takes the word
 * as it stands, a slash parts words of which any will do; the words of one way may stand in any order,
 * with three others between them.
 */
export type Phrases = readonly (readonly Place[])[];

export const phrases = (text: string): Phrases =>
  text.split('|').map((way) =>
    fold(way)
      .trim()
      .split(/\s+/)
      .map((place) => place.split('/').map(wordOf)),
  );

function wordOf(word: string): Word {
  if (word.endsWith('*')) return { text: word.slice(0, -1), by: 'start' };
  if (word.startsWith('=')) return { text: word.slice(1), by: 'whole' };
  const number = numberOf(word);
  return { text: number === undefined ? stemOf(word) : String(number), by: 'stem' };
}
