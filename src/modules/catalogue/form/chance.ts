/** Chances that repeat: the same seed walks the same way. */
export interface Chance {
  readonly next: () => number;
  readonly below: (limit: number) => number;
  readonly one: <T>(items: readonly T[]) => T | undefined;
  readonly happens: (share: number) => boolean;
}

/** mulberry32: small, and good enough to choose answers. */
export function createChance(seed: number): Chance {
  let a = seed >>> 0;
  const next = () => {
    a = (a + 0x6d2b79f5) >>> 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  return {
    next,
    below,
    one: (items) => items[below(items.length)],
    happens: (share) => next() < share,
  };
}
