import { figuresOf, type Lottery } from '#modules/lottery/facts';
import type { Reading } from '#modules/lottery/understand';
import { fuse } from './fuse.ts';
import { likeness } from './likeness.ts';
import { createTextSearch, documentOf } from './text-search.ts';
import type { VectorSearch } from './vectors.ts';
import { type Known, type Want, wantsOf } from './wants.ts';

export interface Found {
  /** Best first. */
  ids: readonly string[];
  /** Too few met all: these meet most, or are most alike. */
  near: readonly string[];
  /** Constraints that the lotteries found meet. */
  met: readonly string[];
  /** Constraints given up because nothing met all. */
  dropped: readonly string[];
}

export interface Knowledge {
  /** `more` are lists found elsewhere, each best first: draws, packets, a vector index. */
  search(reading: Reading, more?: readonly (readonly string[])[]): Promise<Found>;
}

interface KnowledgeDeps {
  lotteries: readonly Lottery[];
  vectors?: VectorSearch;
}

export function createKnowledge({ lotteries, vectors }: KnowledgeDeps): Knowledge {
  const known = lotteries.map((lottery) => ({ lottery, figures: figuresOf(lottery) }));
  const byWords = createTextSearch(lotteries.map(documentOf));
  return {
    search: async (reading, more = []) => {
      const byVectors = (await vectors?.find(reading.text)) ?? [];
      const byText = fuse([...more, byWords(reading.text), byVectors]);
      const like = known.filter(({ lottery }) => reading.named.includes(lottery.id));
      const others = known.filter((one) => !like.includes(one) && isOffered(one));
      return choose(others, [...wantsOf(reading), ...cheaperThan(like, reading)], (one) => ({
        like: like.reduce((all, model) => all + likeness(model.lottery, one.lottery), 0),
        text: placeIn(byText, one.lottery.id),
      }));
    },
  };
}

/** "подешевле, чем …": the price of the named one is the limit. */
function cheaperThan(like: readonly Known[], { wishes }: Reading): Want[] {
  const limit = Math.min(...like.flatMap(({ lottery }) => lottery.priceRub ?? []));
  if (!wishes.has('cheap') || !Number.isFinite(limit)) return [];
  return [
    {
      name: 'cheaper-than-named',
      fits: ({ lottery }) => (lottery.priceRub ?? limit) < limit,
    },
  ];
}

const isOffered = ({ lottery }: Known): boolean => lottery.status !== 'other-operator';
const placeIn = (list: readonly string[], id: string): number => {
  const at = list.indexOf(id);
  return at < 0 ? list.length : at;
};
const isOld = ({ lottery }: Known): boolean => lottery.status !== 'active';

function choose(
  all: readonly Known[],
  wants: readonly Want[],
  rank: (one: Known) => { like: number; text: number },
): Found {
  let kept = [...wants];
  const dropped: Want[] = [];
  let fitting = meeting(all, kept);
  while (fitting.length === 0 && kept.length > 0) {
    const given = kept.findLast(({ soft }) => soft) ?? leastHarm(all, kept);
    kept = kept.filter((want) => want !== given);
    dropped.push(given);
    fitting = meeting(all, kept);
  }
  const places = kept.flatMap(({ order }) => (order ? [ranks(fitting, order)] : []));
  const sorted = fitting
    .map((one) => ({
      one,
      ...rank(one),
      old: isOld(one) && !kept.some(({ past }) => past) ? 1 : 0,
      place: places.reduce((sum, at) => sum + (at.get(one) ?? 0), 0),
    }))
    .sort(
      (a, b) =>
        a.old - b.old ||
        b.like - a.like ||
        a.place - b.place ||
        Number(isOld(a.one)) - Number(isOld(b.one)) ||
        a.text - b.text,
    );
  const ids = sorted.map(({ one }) => one.lottery.id);
  return {
    ids,
    near: ids.length < enough ? nearest(all, { fitting, kept }) : [],
    met: kept.map(({ name }) => name),
    dropped: dropped.map(({ name }) => name),
  };
}

const enough = 3;

/** Not all that was wished, but most of it; of equals the one most like what was found. */
function nearest(
  all: readonly Known[],
  { fitting, kept }: { fitting: readonly Known[]; kept: readonly Want[] },
): string[] {
  return all
    .filter((one) => !fitting.includes(one) && !isOld(one))
    .map((one) => ({
      id: one.lottery.id,
      unmet: kept.filter(({ fits }) => !fits(one)).length,
      like: fitting.reduce((sum, found) => sum + likeness(found.lottery, one.lottery), 0),
    }))
    .sort((a, b) => a.unmet - b.unmet || b.like - a.like)
    .slice(0, enough - fitting.length)
    .map(({ id }) => id);
}

function meeting(all: readonly Known[], wants: readonly Want[]): Known[] {
  const mayBeOld = wants.some(({ past }) => past);
  return all.filter((one) => (mayBeOld || !isOld(one)) && wants.every(({ fits }) => fits(one)));
}

/** The wish whose loss leaves most to choose from, so that the others are kept. */
function leastHarm(all: readonly Known[], wants: readonly Want[]): Want {
  const [first, ...rest] = wants.map((want) => ({
    want,
    left: meeting(
      all,
      wants.filter((other) => other !== want),
    ).length,
  }));
  if (first === undefined) throw new RangeError('nothing to give up');
  return rest.reduce((best, next) => (next.left > best.left ? next : best), first).want;
}

/** Equal figures share a place: wishes of different units are added up by places. */
function ranks(all: readonly Known[], order: (one: Known) => number): Map<Known, number> {
  const figures = [...new Set(all.map(order))].sort((a, b) => a - b);
  return new Map(all.map((one) => [one, figures.indexOf(order(one))]));
}
