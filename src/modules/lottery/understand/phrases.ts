import { fold } from './fold.ts';
import { distance, isNear } from './near.ts';
import { stemOf, type Token } from './tokens.ts';

interface Word {
  text: string;
  by: 'start' | 'stem' | 'whole';
}

/**
 * "бол* джекпот|крупн* приз": ways to say one thing. A star takes any ending, = takes the word
 * as it stands; the words of one way may stand
 * in any order, with three others between them.
 */
export type Phrases = readonly (readonly Word[])[];

export const phrases = (text: string): Phrases =>
  text.split('|').map((way) => fold(way).trim().split(/\s+/).map(wordOf));

function wordOf(word: string): Word {
  if (word.endsWith('*')) return { text: word.slice(0, -1), by: 'start' };
  if (word.startsWith('=')) return { text: word.slice(1), by: 'whole' };
  return { text: stemOf(word), by: 'stem' };
}

export const isSaid = (tokens: readonly Token[], ways: Phrases): boolean =>
  ways.some((way) => isWaySaid(tokens, way));

function isWaySaid(tokens: readonly Token[], way: readonly Word[]): boolean {
  const places: number[][] = [];
  for (const word of way) {
    const at = tokens.flatMap((token, i) => (isWord(token, word) ? [i] : []));
    if (at.length === 0) return false;
    places.push(at);
  }
  if (way.length === 1) return true;
  return (places[0] ?? []).some((from) =>
    fitsNear(places.slice(1), new Set([from]), way.length + 3),
  );
}

function fitsNear(places: readonly number[][], used: Set<number>, room: number): boolean {
  const [next, ...rest] = places;
  if (next === undefined) return Math.max(...used) - Math.min(...used) < room;
  return next.some((at) => !used.has(at) && fitsNear(rest, new Set([...used, at]), room));
}

function isWord({ raw, stem }: Token, { text, by }: Word): boolean {
  if (by === 'whole') return raw === text;
  if (by === 'stem') return raw === text || isNear(stem, text);
  if (raw.startsWith(text)) return true;
  if (text.length < 7 || raw.length < text.length - 1 || raw[0] !== text[0]) return false;
  return [-1, 0, 1].some((more) => {
    const part = raw.slice(0, text.length + more);
    return part.length >= text.length - 1 && distance(part, text) <= 1;
  });
}
