import type { Phrases } from './phrases.ts';
import type { Token } from './tokens.ts';
import type { createVocabulary } from './vocabulary.ts';

type Vocabulary = ReturnType<typeof createVocabulary>;

interface Way<Name> {
  name: Name;
  /** The numbers of the words for each place. */
  places: readonly ReadonlySet<number>[];
  /** A "not" stands before what it denies; other words may stand in any order. */
  isOrdered: boolean;
}

/** Which of the known things a question says. Only phrases with a first word in it are looked at. */
export function createSaid<Name extends string>(
  vocabulary: Vocabulary,
  known: Readonly<Record<Name, Phrases>>,
): (tokens: readonly Token[]) => ReadonlySet<Name> {
  const byFirst = new Map<number, Way<Name>[]>();
  for (const name of namesOf(known))
    for (const way of known[name]) {
      const places = way.map((place) => new Set(place.map(vocabulary.numberOf)));
      const isOrdered = /^(не|без|not?)$/.test(way[0]?.[0]?.text ?? '');
      for (const number of places[0] ?? []) {
        const list = byFirst.get(number);
        if (list) list.push({ name, places, isOrdered });
        else byFirst.set(number, [{ name, places, isOrdered }]);
      }
    }

  return (tokens) => {
    const words = tokens.map((token) => vocabulary.wordsIn(token));
    const all = new Set(words.flat());
    const said = new Set<Name>();
    for (const number of all)
      for (const way of byFirst.get(number) ?? [])
        if (!said.has(way.name) && isWaySaid(words, all, way)) said.add(way.name);
    return said;
  };
}

function isWaySaid(
  words: readonly (readonly number[])[],
  all: ReadonlySet<number>,
  { places, isOrdered }: Pick<Way<string>, 'places' | 'isOrdered'>,
): boolean {
  if (places.length === 1) return true;
  for (const place of places) if (!meets(place, all)) return false;
  const at = places.map((place) =>
    words.flatMap((numbers, i) => (numbers.some((number) => place.has(number)) ? [i] : [])),
  );
  return (at[0] ?? []).some((from) =>
    fitsNear(at.slice(1), new Set([from]), { room: places.length + 3, isOrdered }),
  );
}

const meets = (place: ReadonlySet<number>, all: ReadonlySet<number>): boolean => {
  for (const number of place) if (all.has(number)) return true;
  return false;
};

function fitsNear(
  places: readonly number[][],
  used: Set<number>,
  given: { room: number; isOrdered: boolean },
): boolean {
  const [next, ...rest] = places;
  if (next === undefined) return Math.max(...used) - Math.min(...used) < given.room;
  const last = Math.max(...used);
  return next.some(
    (at) =>
      !used.has(at) &&
      (!given.isOrdered || at > last) &&
      fitsNear(rest, new Set([...used, at]), given),
  );
}

// Object.keys forgets the type of the keys; the record is closed.
const namesOf = <Name extends string>(known: Readonly<Record<Name, unknown>>): Name[] =>
  Object.keys(known) as Name[];
