// TDLib's fix_entities: what may stand inside what, and how the rest is dropped, split or merged.
import type { MessageEntity } from '../types.ts';
import { endOf, isPre, isQuote, isSplittable, sortEntities, splittableTypes } from './entity.ts';

export function fixEntities(entities: readonly MessageEntity[]): MessageEntity[] {
  const sorted = sortEntities(entities.filter((entity) => entity.length > 0));
  const quotes = withoutOverlaps(sorted.filter(isQuote));
  const continuous = withoutOverlaps(
    sorted.filter((entity) => !isQuote(entity) && !isSplittable(entity)),
  );
  const solid = sortEntities([...withoutCrossingQuotes(continuous, quotes), ...quotes]);
  return resplit(sorted.filter(isSplittable), solid);
}

/** Puts found links, commands and tags where nobody else stands. */
export function mergeFound(
  entities: readonly MessageEntity[],
  found: readonly MessageEntity[],
): MessageEntity[] {
  if (found.length === 0) return [...entities];
  const quotes = entities.filter(isQuote);
  const continuous = entities.filter((entity) => !isQuote(entity) && !isSplittable(entity));
  const free = withoutCrossingQuotes(found, quotes).filter((entity) =>
    continuous.every((other) => endOf(other) <= entity.offset || endOf(entity) <= other.offset),
  );
  const solid = sortEntities([...continuous, ...free, ...quotes]);
  return resplit(entities.filter(isSplittable), solid);
}

/** Of entities that touch the same letters the first one stays. */
export function withoutOverlaps(sorted: readonly MessageEntity[]): MessageEntity[] {
  let end = 0;
  return sorted.filter((entity) => {
    if (entity.offset < end) return false;
    end = endOf(entity);
    return true;
  });
}

function withoutCrossingQuotes(
  entities: readonly MessageEntity[],
  quotes: readonly MessageEntity[],
): MessageEntity[] {
  if (quotes.length === 0) return [...entities];
  return entities.filter((entity) => {
    const quote = quotes.find((each) => endOf(each) > entity.offset);
    if (quote === undefined) return true;
    const runsOut = endOf(quote) < endOf(entity);
    const startsBefore = entity.offset < quote.offset && quote.offset < endOf(entity);
    return !runsOut && !startsBefore;
  });
}

function resplit(
  splittable: readonly MessageEntity[],
  solid: readonly MessageEntity[],
): MessageEntity[] {
  return sortEntities([...solid, ...splitEntities(sortEntities(splittable), solid)]);
}

interface Span {
  begin: number;
  end: number;
}

/** Cuts bold, italic and the like at the borders of others, merges neighbours, drops them inside code. */
export function splitEntities(
  entities: readonly MessageEntity[],
  others: readonly MessageEntity[],
): MessageEntity[] {
  const result: MessageEntity[] = [];
  const open = new Map<string, Span>();
  let next = 0;

  const flush = (offset: number) => {
    for (const type of splittableTypes) {
      const span = open.get(type);
      if (span === undefined || span.begin >= offset) continue;
      const end = Math.min(span.end, offset);
      result.push({ type, offset: span.begin, length: end - span.begin });
      if (span.end <= offset) open.delete(type);
      else span.begin = offset;
    }
  };
  const addTill = (end: number) => {
    for (let entity = entities[next]; entity !== undefined; entity = entities[++next]) {
      if (entity.offset >= end) break;
      const span = open.get(entity.type);
      if (span !== undefined && entity.offset <= span.end) {
        span.end = Math.max(span.end, endOf(entity));
        continue;
      }
      flush(entity.offset);
      open.set(entity.type, { begin: entity.offset, end: endOf(entity) });
    }
    flush(end);
  };

  const stack: MessageEntity[] = [];
  const moveTo = (offset: number) => {
    for (let top = stack.at(-1); top !== undefined && offset >= endOf(top); top = stack.at(-1)) {
      const before = result.length;
      addTill(endOf(top));
      if (isPre(top)) result.length = before;
      stack.pop();
    }
    addTill(offset);
  };
  for (const other of others) {
    moveTo(other.offset);
    stack.push(other);
  }
  moveTo(Number.MAX_SAFE_INTEGER);
  return sortEntities(result);
}

const shownEntities = 100;

/** Only about the first hundred are kept: links and blocks before bold and italic; custom emoji are not counted. */
export function keepFirstHundred(entities: readonly MessageEntity[]): MessageEntity[] {
  const counted = entities.filter((entity) => entity.type !== 'custom_emoji');
  if (counted.length <= shownEntities) return [...entities];
  const kept = new Set(
    [
      ...counted.filter((entity) => !isSplittable(entity)),
      ...counted.filter((entity) => isSplittable(entity)),
    ].slice(0, shownEntities),
  );
  return entities.filter((entity) => entity.type === 'custom_emoji' || kept.has(entity));
}
